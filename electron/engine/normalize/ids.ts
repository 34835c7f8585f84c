import type { ContainerId, ImageId } from '../../common/contract/ids';
import { asText } from './raw';

/** A container's full id; undefined when the engine gives something else. */
export function asContainerId(value: unknown): ContainerId | undefined {
  const id = asText(value);
  return /^[0-9a-f]{64}$/.test(id) ? (id as ContainerId) : undefined;
}

/** An image's full id. Podman leaves `sha256:` out of some answers. */
export function asImageId(value: unknown): ImageId | undefined {
  const [, id] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(asText(value)) ?? [];
  return id === undefined ? undefined : (`sha256:${id}` as ImageId);
}
