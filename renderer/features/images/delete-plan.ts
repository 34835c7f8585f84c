import { deleteImagesCommand } from '@common/contract/commands';
import type { Container } from '@common/contract/containers';
import type { Image } from '@common/contract/images';
import { counted, t } from '../../app/t';
import { formatBytes } from '../../ui/format-bytes';
import { type ImageUsers, uniqueSize } from './image-filter';
import { imageName } from './image-names';

export interface DeletePlan {
  /** Those that go when confirmed: only of those that were shown. */
  readonly images: readonly Image[];
  /** Those that the engine would refuse, each with who keeps it. */
  readonly kept: readonly { readonly image: Image; readonly by: readonly Container[] }[];
  readonly force: boolean;
  /** Why nothing would go. */
  readonly reason: string | undefined;
  readonly command: string;
}

/** A running container keeps its image whatever is said; a stopped one gives way to force. */
const holds = ({ state }: Container) => state === 'running' || state === 'paused' || state === 'restarting';

/**
 * What a confirmed question deletes.
 *
 * An image goes with all its tags, each named: by id alone an engine refuses one with several
 * (https://docs.docker.com/reference/cli/docker/image/rm/).
 */
export function deletePlan(shown: readonly Image[], users: ImageUsers, force: boolean): DeletePlan {
  const kept = shown.flatMap((image) => {
    const by = (users.get(image.id) ?? []).filter((user) => !force || holds(user));
    return by.length === 0 ? [] : [{ image, by }];
  });
  const images = shown.filter((image) => !kept.some((other) => other.image === image));
  const named = images.length > 0 ? images : shown;
  // The command names every tag: deleting the last one deletes the image.
  const names = named.flatMap((image) => (image.tags.length > 0 ? image.tags : [imageName(image)]));
  return {
    images,
    kept,
    force,
    reason: images.length > 0 ? undefined : counted(shown.length, 'A container uses it', 'Containers use all of them'),
    command: deleteImagesCommand(names, { force }),
  };
}

/** Whether force would let more of them go: some are kept by stopped containers alone. Podman's force would take those along, so Berth never asks it. */
export function forceHelps(shown: readonly Image[], users: ImageUsers): boolean {
  return shown.some((image) => {
    const by = users.get(image.id) ?? [];
    return by.length > 0 && !by.some(holds);
  });
}

export function deleteTitle(shown: readonly Image[]): string {
  const [first] = shown;
  if (first && shown.length === 1) return t('Delete {{name}}?', { name: imageName(first) });
  return t('Delete {{count}} images?', { count: shown.length.toLocaleString() });
}

/** What goes and what stays, one sentence each. */
export function deleteLoss({ images }: DeletePlan): readonly string[] {
  const [only] = images;
  if (!only) return [];
  const tags = images.reduce((sum, image) => sum + image.tags.length, 0);
  const several = images.length > 1;
  const sizes = images.map(uniqueSize);
  const unique = sizes.some((size) => size === undefined)
    ? undefined
    : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  return [
    tags > 1 &&
      (several
        ? t('All their {{count}} tags go.', { count: tags })
        : t('{{name}} has {{count}} tags; all of them go.', { name: imageName(only), count: tags })),
    unique === undefined
      ? t('Layers that other images share stay.')
      : t('{{size}} become free; layers that other images share stay.', { size: formatBytes(unique) }),
  ].filter((sentence) => sentence !== false);
}

/** So many users are named; more are counted. */
const mostNamed = 3;

/** "web:1 is used by shop-web-1, shop-web-2 and 4 more" */
export function keptWords({ image, by }: DeletePlan['kept'][number]): string {
  const name = imageName(image);
  const containers = by
    .slice(0, by.length === mostNamed + 1 ? by.length : mostNamed)
    .map((container) => container.name)
    .join(', ');
  if (by.length <= mostNamed + 1) return t('{{name}} is used by {{containers}}', { name, containers });
  return t('{{name}} is used by {{containers}} and {{count}} more', { name, containers, count: by.length - mostNamed });
}
