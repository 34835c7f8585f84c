import type { Container } from '@common/contract/containers';
import type { ImageId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';

const imageFilters = ['all', 'used', 'unused', 'untagged'] as const;
export type ImageFilter = (typeof imageFilters)[number];

export function isImageFilter(word: string | undefined): word is ImageFilter {
  return imageFilters.some((filter) => filter === word);
}

/** Which containers were made from each image, in the order of their names. */
export type ImageUsers = ReadonlyMap<ImageId, readonly Container[]>;

export function usersOfImages(containers: readonly Container[]): ImageUsers {
  const users = new Map<ImageId, Container[]>();
  for (const container of containers) {
    if (container.imageId === undefined) continue;
    const list = users.get(container.imageId);
    if (list) list.push(container);
    else users.set(container.imageId, [container]);
  }
  for (const list of users.values()) list.sort((a, b) => a.name.localeCompare(b.name));
  return users;
}

function passes(image: Image, filter: ImageFilter, users: ImageUsers): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'used':
      return users.has(image.id);
    case 'unused':
      return !users.has(image.id);
    case 'untagged':
      return image.tags.length === 0;
  }
}

const haystacks = new WeakMap<Image, string>();

function haystackOf(image: Image): string {
  const known = haystacks.get(image);
  if (known !== undefined) return known;
  const labels = Object.entries(image.labels).map(([name, value]) => `${name}=${value}`);
  const text = [...image.tags, ...image.digests, image.id, ...labels].join('\n').toLowerCase();
  haystacks.set(image, text);
  return text;
}

/** Images of a filter in which every word of the search occurs: in tags, digests, id or labels. */
export function filterImages(
  images: readonly Image[],
  filter: ImageFilter,
  search: string,
  users: ImageUsers,
): readonly Image[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter === 'all' && words.length === 0) return images;
  return images.filter((image) => {
    if (!passes(image, filter, users)) return false;
    return words.length === 0 || words.every((word) => haystackOf(image).includes(word));
  });
}

export function countImages(images: readonly Image[], users: ImageUsers): Readonly<Record<ImageFilter, number>> {
  const count = { all: images.length, used: 0, unused: 0, untagged: 0 };
  for (const image of images) {
    if (users.has(image.id)) count.used++;
    else count.unused++;
    if (image.tags.length === 0) count.untagged++;
  }
  return count;
}

/** Bytes that only this image has; undefined where the engine does not say what is shared. */
export function uniqueSize({ size, sharedSize }: Pick<Image, 'size' | 'sharedSize'>): number | undefined {
  return sharedSize === undefined ? undefined : Math.max(0, size - sharedSize);
}
