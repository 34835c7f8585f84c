import type { StartsAs, TerminalTarget } from '../common/contract/terminals';
import type { Engine } from '../engine/port';

interface Config {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
}

/** How a container or image starts, from its own config. */
export async function startsAs(engine: Engine, target: TerminalTarget, signal?: AbortSignal): Promise<StartsAs> {
  return target.kind === 'container'
    ? toStartsAs(await engine.inspectContainer(target.id, signal))
    : toStartsAs(await engine.inspectImage(target.id, signal));
}

/**
 * Pure. The shell form is what a Dockerfile's `CMD text` becomes: a shell, `-c` and one text
 * (https://docs.docker.com/reference/dockerfile/#shell-and-exec-form).
 */
export function toStartsAs({ entrypoint, command, user, workingDirectory }: Config): StartsAs {
  const words = entrypoint.length > 0 ? entrypoint : command;
  const [shell = '', option, script, ...rest] = words;
  const isText = /(^|\/)(ba|a|da|z|k)?sh$/.test(shell) && option === '-c' && script !== undefined && rest.length === 0;
  return {
    entrypoint,
    command,
    form: isText ? 'shell' : 'exec',
    ...(isText && { script }),
    user,
    workingDirectory,
  };
}
