import type { RunSpec } from '../contract/run-spec';
import type { AddProblem } from './form-problems';

/** `[a-zA-Z0-9][a-zA-Z0-9_.-]+`, the engine's own rule. */
const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const isAbsolute = (path: string) => /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);

export function mountProblems({ mounts }: RunSpec, add: AddProblem): void {
  const targets = new Set<string>();
  mounts.forEach(({ kind, source, target }, index) => {
    const at = `mounts.${index}`;
    const clean = target.replace(/(?<=.)\/+$/, '');
    if (target === '') add(`${at}.target`, 'mount-no-target');
    else if (!isAbsolute(target)) add(`${at}.target`, 'mount-relative-target', { target });
    else if (clean === '/') add(`${at}.target`, 'mount-root');
    else if (targets.has(clean)) add(`${at}.target`, 'mount-twice', { target: clean });
    targets.add(clean);
    if ((kind === 'bind' || kind === 'image') && !source) add(`${at}.source`, 'mount-no-source');
    else if (kind === 'bind' && source && !isAbsolute(source)) {
      // `~` and `$PWD` too: a shell replaces them, an engine makes a directory of that name or refuses.
      add(`${at}.source`, 'mount-relative-source', { source });
    } else if (kind === 'volume' && source && !volumeName.test(source)) {
      add(`${at}.source`, 'volume-name', { name: source });
    }
    if (kind === 'bind' && /(?:^|\/)(?:docker|podman)\.sock$/.test(source ?? '')) {
      add(`${at}.source`, 'socket', { source: source ?? '' }, 'warning');
    }
  });
}
