import type { ContainerDetails } from '@common/contract/containers';
import type { ImageDetails } from '@common/contract/images';
import type { ArgvPart } from '../../ui/argv-chips';

/** Where a part of what a container runs comes from. */
export type StartOrigin = 'image' | 'run' | 'unknown';

export interface HowItStarts {
  /** All words in order; what was given at run is marked. */
  readonly parts: readonly ArgvPart[];
  readonly entrypoint: StartOrigin | 'none';
  readonly command: StartOrigin | 'none';
  /** The image's own Cmd that something else stands in for; undefined when nothing is replaced. */
  readonly replacedCommand: readonly string[] | undefined;
  readonly replacedEntrypoint: readonly string[] | undefined;
}

type Start = Pick<ContainerDetails, 'entrypoint' | 'command'>;

/**
 * Entrypoint and command, each told apart as the image's own or given at run, by comparing with the image.
 *
 * Giving the image's own words at run looks the same and means the same. An Entrypoint given at run drops the image's
 * Cmd (https://docs.docker.com/reference/cli/docker/container/run/#entrypoint).
 */
export function howItStarts(
  container: Start,
  image: Pick<ImageDetails, 'entrypoint' | 'command'> | undefined,
): HowItStarts {
  const origin = (own: readonly string[], ofImage: readonly string[] | undefined): StartOrigin | 'none' => {
    if (own.length === 0) return 'none';
    if (ofImage === undefined) return 'unknown';
    return same(own, ofImage) ? 'image' : 'run';
  };
  const entrypoint = origin(container.entrypoint, image?.entrypoint);
  const command = origin(container.command, image?.command);
  const replaced = (own: readonly string[], ofImage: readonly string[] = []) =>
    image && ofImage.length > 0 && !same(own, ofImage) ? ofImage : undefined;
  return {
    parts: [
      ...container.entrypoint.map((text) => ({ text, marked: entrypoint === 'run' })),
      ...container.command.map((text) => ({ text, marked: command === 'run' })),
    ],
    entrypoint,
    command,
    replacedCommand: replaced(container.command, image?.command),
    replacedEntrypoint: replaced(container.entrypoint, image?.entrypoint),
  };
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
