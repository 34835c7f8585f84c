import { BerthError } from '../../common/contract/errors';
import { isWithin } from '../../common/contract/file-rules';
import type { FileWrites } from '../../common/contract/files';
import type { ContainerId } from '../../common/contract/ids';
import { textToBytes } from '../../common/std/byte-text';
import type { Engine, ExecEnd } from '../../engine/port';

/** How a container's files can be reached now. */
export interface FileAccess {
  readonly engine: Engine;
  readonly container: ContainerId;
  readonly name: string;
  /** Runs and has a shell with what listing needs. */
  readonly shell: boolean;
  readonly running: boolean;
  readonly writes: FileWrites;
  /** Where volumes and binds stand; an export leaves what is in them out. */
  readonly mounts: readonly string[];
}

/** What a shell must have for a listing; `command -v` is POSIX. */
const probe = 'for c in find stat mv rm; do command -v "$c" >/dev/null || exit 45; done; exit 0';

/** Tells how files of a container can be reached, and remembers whether it has a shell as long as it runs. */
export function createFileAccess() {
  const shells = new Map<string, boolean>();

  async function hasShell(
    engine: Engine,
    container: ContainerId,
    startedAt = 0,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const key = `${engine.id} ${container} ${startedAt}`;
    const known = shells.get(key);
    if (known !== undefined) return known;
    const found = await tryShell(engine, container, signal);
    if (shells.size > 1_000) shells.clear();
    shells.set(key, found);
    return found;
  }

  return async function access(engine: Engine, container: ContainerId, signal?: AbortSignal): Promise<FileAccess> {
    const details = await engine.inspectContainer(container, signal);
    const running = details.state === 'running' || details.state === 'paused';
    const shell = details.state === 'running' && (await hasShell(engine, container, details.startedAt, signal));
    const without: FileWrites = engine.identity.product === 'docker' ? 'archive' : 'add';
    const mounts = details.mounts.map(({ target }) => target);
    // The engine refuses to unpack anything there, in a volume too.
    const writes: FileWrites = details.readOnlyRoot ? 'none' : shell ? 'exec' : without;
    return { engine, container, name: details.name, shell, running, writes, mounts };
  };
}

async function tryShell(engine: Engine, container: ContainerId, signal?: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.timeout(10_000);
    const command = ['sh', '-c', probe];
    const { exitCode } = await engine.execOnce(container, command, {
      limit: 256,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return exitCode === 0;
  } catch (error) {
    if (signal?.aborted) throw error;
    // No `sh`, or a container that can't run anything just now: its archive can be had all the same.
    if (error instanceof BerthError && error.data.code !== 'engine-unreachable') return false;
    if (error instanceof Error && error.name === 'TimeoutError') return false;
    throw error;
  }
}

/** The mount that holds a path, if one does. */
export const mountOf = ({ mounts }: Pick<FileAccess, 'mounts'>, path: string) =>
  mounts.find((mount) => isWithin(path, mount));

/** Mounts at or below a path: what would be emptied with it. */
export const mountsBelow = ({ mounts }: Pick<FileAccess, 'mounts'>, path: string) =>
  mounts.filter((mount) => isWithin(mount, path));

/**
 * A path for `printf %b` in a shell: exec takes JSON, which has no bytes. Plain characters stay; all else is octal, so that
 * quotes, newlines and leading dashes are of no meaning on the way.
 */
export function shellBytes(path: string): string {
  let text = '';
  for (const byte of textToBytes(path)) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9_./+=:,@-]/.test(character) ? character : `\\0${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
}

/** `$(…)` drops newlines at the end of a name: the `_` keeps them. */
const decode = (name: string, argument: number) => `${name}=$(printf '%b_' "$${argument}"); ${name}=\${${name}%_}`;
/** Paths given to `runScript` stand in `$a`, `$b` … */
const letters = ['a', 'b'] as const;

export function scriptCommand(script: string, paths: readonly string[]): readonly string[] {
  const decoding = paths.map((_, index) => decode(letters[index] ?? 'a', index + 1));
  return ['sh', '-c', [...decoding, script].join('; '), 'sh', ...paths.map(shellBytes)];
}

/**
 * Runs a script as root on up to two paths. Its standard error is the reason when it fails.
 *
 * @throws BerthError `engine-error` with the shell's own words
 */
export async function runScript(
  { engine, container }: Pick<FileAccess, 'engine' | 'container'>,
  script: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const end: ExecEnd = { exitCode: undefined, errors: '' };
  let output = '';
  for await (const bytes of engine.execStream(container, scriptCommand(script, paths), { user: '0', signal, end })) {
    if (output.length < 65_536) output += Buffer.from(bytes).toString();
  }
  if (end.exitCode !== 0) throw scriptError(end);
  return output;
}

function scriptError({ exitCode, errors }: ExecEnd): BerthError {
  const raw = errors.trim() || undefined;
  if (/no space left/i.test(errors)) return new BerthError('no-space', {}, { raw });
  return new BerthError('engine-error', { status: exitCode ?? 'unknown' }, { raw });
}
