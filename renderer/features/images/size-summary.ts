import type { Image } from '@common/contract/images';
import { t } from '../../app/t';
import { formatBytes } from '../../ui/format-bytes';

/**
 * "58 · 9.14 GB, 2.31 GB of it shared"
 *
 * What is shared is counted in each image that has it, so the sum is not what the disk holds, and is not called so.
 */
export function sizeSummary(images: readonly Image[]): string {
  const count = images.length.toLocaleString();
  if (images.length === 0) return count;
  const size = images.reduce((sum, image) => sum + image.size, 0);
  const known = images.every(({ sharedSize }) => sharedSize !== undefined);
  if (!known) return t('{{count}} · {{size}} together', { count, size: formatBytes(size) });
  const shared = images.reduce((sum, { sharedSize = 0 }) => sum + sharedSize, 0);
  return t('{{count}} · {{size}} together, {{shared}} of it shared', {
    count,
    size: formatBytes(size),
    shared: formatBytes(shared),
  });
}
