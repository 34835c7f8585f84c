import { shortName } from '@common/contract/image-rules';
import type { Image } from '@common/contract/images';

/** A reference taken apart. */
export interface ImageName {
  /** With its registry, as the engine says it: `registry.shop.dev/api`. */
  readonly repository: string;
  readonly tag: string;
}

/** `repository:tag`; a colon before the last slash is a registry's port. */
export function parseTag(reference: string): ImageName {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/')
    ? { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) }
    : { repository: reference, tag: '' };
}

/** The repository of `repository@sha256:…`. */
export function digestRepository(digest: string): string {
  return digest.split('@', 1)[0] ?? digest;
}

export interface ImageTitle {
  /** Undefined when the image has no name at all. */
  readonly repository: string | undefined;
  /** Short in that repository, whole elsewhere; `reference` is what a command takes. */
  readonly tags: readonly { readonly shown: string; readonly reference: string }[];
  /** Kept by digest only: no tag, and not left behind by a build either. */
  readonly byDigest: boolean;
}

/** All names of one image as one row: the repository that has most of its tags first, others' tags whole. */
export function imageTitle({ tags, digests }: Pick<Image, 'tags' | 'digests'>): ImageTitle {
  const names = tags.map((reference) => ({ ...parseTag(reference), reference }));
  const counts = new Map<string, number>();
  for (const { repository } of names) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
  const [digest] = digests;
  const repository = most?.[0] ?? (digest === undefined ? undefined : digestRepository(digest));
  return {
    repository,
    tags: names
      .map(({ repository: own, tag, reference }) => ({ shown: own === repository ? tag : reference, reference }))
      .sort((a, b) => a.shown.localeCompare(b.shown, undefined, { numeric: true })),
    byDigest: names.length === 0 && digest !== undefined,
  };
}

/** What an image is called in a sentence or a command: its first tag, else its short id. */
export function imageName(image: Pick<Image, 'tags' | 'digests' | 'id'>): string {
  return imageTitle(image).tags[0]?.reference ?? shortImageId(image.id);
}

/** As `docker images` shows it. */
export const shortImageId = (id: string) => id.replace('sha256:', '').slice(0, 12);

/** What a run names it by: its tag as people write it, else its digest's name, else the id. */
export function runName(image: Pick<Image, 'tags' | 'digests' | 'id'>): string {
  const [tag] = imageTitle(image).tags;
  return tag ? shortName(tag.reference) : (image.digests[0] ?? image.id);
}
