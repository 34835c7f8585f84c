/**
 * Names of images as people write them. No zod here: the page bundles this file.
 *
 * Grammar and normal form: https://pkg.go.dev/github.com/distribution/reference (TA-12).
 */
export interface ImageReference {
  /** `docker.io`, `localhost:5000`, `[::1]:5000` … */
  readonly registry: string;
  /** `library/nginx` */
  readonly repository: string;
  /** Absent: `latest`, unless there is a digest. */
  readonly tag?: string;
  readonly digest?: string;
  /** One of Docker's own: `docker.io/library/…`. */
  readonly official: boolean;
}

/** What is wrong with a name, for `t()`. */
export type ReferenceProblem =
  | 'empty'
  | 'upper-case'
  | 'too-long'
  | 'tag'
  | 'digest'
  | 'registry'
  | 'image-id'
  | 'characters';

const component = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const domain =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const tagged = /^[\w][\w.-]{0,127}$/;
const digested = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Of a repository with its registry. */
const longest = 255;
/** Docker's older name of its own registry. */
const legacy = 'index.docker.io';

/** The parts of a name, or what is wrong with it. */
export function parseReference(text: string): ImageReference | { readonly problem: ReferenceProblem } {
  if (text === '') return { problem: 'empty' };
  // An id is taken by engines wherever a name is, and would be a repository of Docker's by the grammar.
  if (/^(?:sha256:)?[0-9a-f]{64}$/.test(text)) return { problem: 'image-id' };
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !digested.test(digest)) return { problem: 'digest' };
  let rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  let tag: string | undefined;
  if (colon > rest.lastIndexOf('/') && !/^\[[^\]]*$/.test(rest)) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
    if (!tagged.test(tag)) return { problem: 'tag' };
  }
  const slash = rest.indexOf('/');
  const head = slash < 0 ? '' : rest.slice(0, slash);
  // Without a dot, a port or an upper case letter the first part is a user of Docker's own registry.
  const isHost = /[.:]/.test(head) || head === 'localhost' || head.toLowerCase() !== head;
  const registry = isHost ? head : 'docker.io';
  let repository = isHost ? rest.slice(slash + 1) : rest;
  if (isHost && !domain.test(head)) return { problem: 'registry' };
  if (/[A-Z]/.test(repository)) return { problem: 'upper-case' };
  if (!repository.split('/').every((part) => component.test(part))) return { problem: 'characters' };
  const own = registry === 'docker.io' || registry === legacy;
  if (own && !repository.includes('/')) repository = `library/${repository}`;
  const shown = own ? 'docker.io' : registry;
  if (shown.length + 1 + repository.length > longest) return { problem: 'too-long' };
  return {
    registry: shown,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    official: own && repository.startsWith('library/'),
  };
}

/** In full: `nginx` -> `docker.io/library/nginx:latest`. */
export function fullReference({ registry, repository, tag, digest }: ImageReference): string {
  const named = tag ?? (digest === undefined ? 'latest' : undefined);
  return `${registry}/${repository}${named === undefined ? '' : `:${named}`}${digest === undefined ? '' : `@${digest}`}`;
}
