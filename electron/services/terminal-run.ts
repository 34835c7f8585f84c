import { StringDecoder } from 'node:string_decoder';
import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import type { CommandOutput } from '../common/contract/terminals';
import type { Engine, ExecEnd } from '../engine/port';
import { commandWords, pidSequence, type ShellFinder } from './terminal-shell';

/** ms: who leaves before the command has told its process id waits for it so long, since only then can it be ended. */
const tellingTime = 10_000;
/** Bytes of one command's output that are sent; what is beyond is counted. */
const mostOutput = 4 * 1024 * 1024;

export interface RunWanted {
  readonly container: ContainerId;
  readonly command: string | readonly string[];
  readonly user?: string | undefined;
  readonly workingDirectory?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
}

/** Tells the process id on standard error before it becomes the command, as terminals do (`sessionCommand`). */
const telling = `printf '\\033]${pidSequence};%s\\007' "$$" >&2; exec "$@"`;
const told = new RegExp(`^\\x1b\\]${pidSequence};(\\d+)\\x07`);

/** One command to its end, told as it goes. Who leaves early ends it, all that it started included. */
export async function* runCommand(
  engine: Engine,
  shells: ShellFinder,
  wanted: RunWanted,
  signal: AbortSignal | undefined,
): AsyncGenerator<CommandOutput, void, void> {
  const { container, command, user, workingDirectory, env, privileged } = wanted;
  const carrier = await shells.find(engine, container).catch((error: unknown) => {
    if (error instanceof BerthError && error.data.code === 'no-shell') return undefined;
    throw error;
  });
  signal?.throwIfAborted();
  const words = wordsOf(command, carrier);
  const life = new AbortController();
  const end: ExecEnd = { exitCode: undefined, errors: '' };
  const chunks = engine.execOutput(
    container,
    carrier === undefined ? words : [carrier, '-c', telling, carrier, ...words],
    {
      ...(user && { user }),
      ...(workingDirectory && { workingDirectory }),
      ...(env && { env }),
      ...(privileged && { privileged }),
      signal: life.signal,
      end,
    },
  );
  const decoders = { out: new StringDecoder('utf8'), err: new StringDecoder('utf8') };
  const began = performance.now();
  let pid: number | undefined;
  let head: string | undefined = carrier === undefined ? undefined : '';
  let sent = 0;
  let dropped = 0;
  let over = false;
  // Standard output and error are two pipes: what the command says may come before what it told of itself (Podman).
  const held: CommandOutput[] = [];
  const leave = () => {
    if (head === undefined) life.abort(signal?.reason);
    else setTimeout(() => life.abort(signal?.reason), tellingTime).unref();
  };
  signal?.addEventListener('abort', leave, { once: true });
  try {
    for await (const { stream, bytes } of chunks) {
      const kept = bytes.subarray(0, Math.max(0, mostOutput - sent));
      sent += kept.length;
      dropped += bytes.length - kept.length;
      const name = stream === 'err' ? 'err' : 'out';
      let text = decoders[name].write(Buffer.from(kept));
      if (name === 'err' && head !== undefined) {
        head += text;
        const match = told.exec(head);
        // The telling comes whole or in pieces, and before all else.
        if (!match && head.startsWith('\x1b') && head.length < 32) continue;
        pid = match ? Number(match[1]) : undefined;
        text = head.slice(match?.[0].length ?? 0);
        head = undefined;
        signal?.throwIfAborted();
      }
      if (text !== '') held.push({ kind: 'output', stream: name, text });
      if (head === undefined) yield* held.splice(0);
    }
    over = true;
    yield* held;
    for (const stream of ['out', 'err'] as const) {
      const text = decoders[stream].end();
      if (text !== '') yield { kind: 'output', stream, text };
    }
    const ms = Math.round(performance.now() - began);
    yield { kind: 'ended', ...(end.exitCode !== undefined && { exitCode: end.exitCode }), ms, dropped };
  } finally {
    signal?.removeEventListener('abort', leave);
    life.abort(new Error('the command is no longer watched'));
    if (!over && carrier !== undefined && pid !== undefined) void killGroup(engine, container, carrier, pid, user);
  }
}

function wordsOf(command: string | readonly string[], carrier: string | undefined): readonly string[] {
  if (typeof command !== 'string') return command;
  return carrier === undefined ? commandWords(command) : [carrier, '-c', command];
}

/** An exec is the leader of its group; without job control all that it starts is in it. */
async function killGroup(engine: Engine, container: ContainerId, carrier: string, pid: number, user?: string) {
  const script = `kill -TERM -- -${pid} 2>/dev/null || kill -TERM ${pid}; sleep 1; kill -KILL -- -${pid} 2>/dev/null`;
  const kill = () =>
    engine.execOnce(container, [carrier, '-c', script], {
      limit: 256,
      ...(user && { user }),
      signal: AbortSignal.timeout(10_000),
    });
  // Podman 4 cuts a connection now and then. Ended by itself meanwhile, or its engine is gone: both are as good.
  await kill()
    .catch(kill)
    .catch(() => undefined);
}
