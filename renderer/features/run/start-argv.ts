import type { ImageDetails } from '@common/contract/images';
import type { RunSpec } from '@common/contract/run-spec';
import type { ArgvPart } from '../../ui/argv-chips';

export interface StartArgv {
  /** All words in order; what is given here is marked. */
  readonly parts: readonly ArgvPart[];
  readonly entrypoint: 'image' | 'form' | 'none';
  readonly command: 'image' | 'form' | 'none';
}

type ImageStart = Pick<ImageDetails, 'entrypoint' | 'command'>;

/**
 * What will be run: Entrypoint and Cmd after overrides. Undefined image: only what the form says is known.
 *
 * An Entrypoint given here drops the image's Cmd (https://docs.docker.com/reference/cli/docker/container/run/#entrypoint).
 */
export function startArgv(spec: Pick<RunSpec, 'entrypoint' | 'command'>, image: ImageStart | undefined): StartArgv {
  const ofForm = spec.entrypoint !== undefined;
  const entrypoint = spec.entrypoint ?? image?.entrypoint ?? [];
  const given = spec.command.length > 0;
  const command = given ? spec.command : ofForm ? [] : (image?.command ?? []);
  return {
    parts: [
      ...entrypoint.map((text) => ({ text, marked: ofForm })),
      ...command.map((text) => ({ text, marked: given })),
    ],
    entrypoint: entrypoint.length === 0 ? 'none' : ofForm ? 'form' : 'image',
    command: command.length === 0 ? 'none' : given ? 'form' : 'image',
  };
}
