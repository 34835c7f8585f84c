import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import { ShellWordsError, shellWords } from '../common/std/shell-words';
import type { Engine } from '../engine/port';

/** In the order in which they are wanted. */
const shells = ['bash', 'ash', 'sh'] as const;

/** One run tells all where there is a `sh`; each candidate is started, since a name on the path may not run. */
const whichScript = 'for s in bash ash; do if "$s" -c "exit 0" 2>/dev/null; then echo "$s"; exit; fi; done; echo sh';

/** Finds a container's best shell, and remembers it: files of a container seldom lose theirs. */
export class ShellFinder {
  readonly #known = new Map<string, string>();

  /** @throws BerthError `no-shell`; what the engine says when it can't run anything (`wrong-state` …). */
  async find(engine: Engine, container: ContainerId): Promise<string> {
    const key = `${engine.id} ${container}`;
    const known = this.#known.get(key);
    if (known) return known;
    const found = await best(engine, container);
    if (!found) throw new BerthError('no-shell', { tried: shells.join(', ') });
    if (this.#known.size > 1_000) this.#known.clear();
    this.#known.set(key, found);
    return found;
  }

  /** After a shell that could not be run. */
  forget(engine: EngineId, container: ContainerId): void {
    this.#known.delete(`${engine} ${container}`);
  }
}

async function best(engine: Engine, container: ContainerId): Promise<string | undefined> {
  const { exitCode, output } = await run(engine, container, ['sh', '-c', whichScript]);
  const said = shells.find((shell) => output.trim() === shell);
  if (exitCode === 0 && said) return said;
  const others = shells.filter((shell) => shell !== 'sh');
  for (const shell of others) if ((await run(engine, container, [shell, '-c', 'exit 0'])).exitCode === 0) return shell;
  return undefined;
}

/**
 * A program that is not there ends with 126 or 127 on some engines, and is refused on others. Podman 4 now and then cuts the
 * connection instead, with "connection reset by peer" of its own: that is asked once more.
 */
async function run(
  engine: Engine,
  container: ContainerId,
  command: readonly string[],
  again = true,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  try {
    return await engine.execOnce(container, command, { limit: 256, signal: AbortSignal.timeout(15_000) });
  } catch (error) {
    const code = error instanceof BerthError ? error.data.code : undefined;
    if (code === 'command-not-found') return { exitCode: 127, output: '' };
    if (code === 'engine-unreachable' && again) return run(engine, container, command, false);
    throw error;
  }
}

/** Under this number a shell tells its process id before it becomes what was asked for; terminals ignore it. */
export const pidSequence = 7_077;

/**
 * The command of a session: what was asked for, started by `carrier` so that its process id is known.
 *
 * An engine leaves a program running when its stream is closed (seen on Docker 20.10 and Podman 4.3), and tells the id on
 * the host only; to hang it up one has to know it as the container does.
 */
export function sessionCommand(
  carrier: string | undefined,
  words: readonly string[],
  prelude?: string,
): readonly string[] {
  if (carrier === undefined) return words;
  const script = `printf '\\033]${pidSequence};%s\\007' "$$" 2>/dev/null; ${prelude ? `${prelude}; ` : ''}exec "$@"`;
  return [carrier, '-c', script, carrier, ...words];
}

export function hangUpCommand(carrier: string, pid: number, signal: 'HUP' | 'KILL'): readonly string[] {
  return [carrier, '-c', `kill -${signal} ${pid}`];
}

/** What a person asked to run, as words: `psql -U "my user"`. */
export function commandWords(text: string): readonly string[] {
  try {
    const { words, rest } = shellWords(text);
    if (rest !== undefined)
      throw new BerthError('bad-input', { field: 'shell', reason: `one command, without ${rest}` });
    if (words.length === 0) throw new BerthError('bad-input', { field: 'shell', reason: 'empty' });
    return words.map((word) => word.text);
  } catch (error) {
    if (error instanceof ShellWordsError) throw new BerthError('bad-input', { field: 'shell', reason: error.message });
    throw error;
  }
}
