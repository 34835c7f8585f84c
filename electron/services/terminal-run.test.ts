import { expect, test } from 'vitest';
import { containerId } from '../common/contract/ids';
import type { Engine, LogChunk } from '../engine/port';
import { runCommand } from './terminal-run';
import { pidSequence, ShellFinder } from './terminal-shell';

const container = containerId.parse('a'.repeat(64));
const telling = `\x1b]${pidSequence};42\x07`;
const chunk = (stream: 'out' | 'err', text: string): LogChunk => ({ stream, bytes: Buffer.from(text) });

/** A command in a container with `sh`: says what the test lets it say, until it is no longer listened to. */
function scripted() {
  const killed: string[] = [];
  const saying: LogChunk[] = [];
  let heard: () => void = () => undefined;
  const engine: Partial<Engine> = {
    async execOnce(_, [, , script = '']) {
      if (!script.startsWith('kill')) return { exitCode: 0, output: 'sh\n' };
      killed.push(script);
      return { exitCode: 0, output: '' };
    },
    async *execOutput(_, __, { signal }) {
      for (;;) {
        const next = saying.shift();
        if (next) yield next;
        else
          await new Promise<void>((resolve, reject) => {
            heard = resolve;
            signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
          });
      }
    },
  };
  const life = new AbortController();
  return {
    killed,
    life,
    say: (...chunks: LogChunk[]) => {
      saying.push(...chunks);
      heard();
    },
    seen: runCommand(engine as Engine, new ShellFinder(), { container, command: 'sleep 1000' }, life.signal),
  };
}

test('who leaves after output that came before the process id ends the command all the same', async () => {
  const { say, seen, killed } = scripted();
  const first = seen.next();
  say(chunk('out', 'up\n'), chunk('err', telling));
  expect((await first).value).toEqual({ kind: 'output', stream: 'out', text: 'up\n' });
  await seen.return?.();
  expect(killed).toEqual([expect.stringContaining('kill -TERM -- -42')]);
});

test('who leaves before the process id came ends the command once it did', async () => {
  const { say, seen, killed, life } = scripted();
  const first = seen.next();
  first.catch(() => undefined);
  say(chunk('out', 'up\n'));
  // The command is started by then.
  await new Promise((resolve) => setTimeout(resolve, 20));
  life.abort(new Error('left'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(killed).toEqual([]);
  say(chunk('err', telling));
  await expect(first).rejects.toThrow('left');
  expect(killed).toEqual([expect.stringContaining('kill -TERM -- -42')]);
});
