import { expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import { OpenLog } from './open-log';

const noStorage = {
  write: () => {
    throw new Error('nothing is spilled');
  },
};

function read(text: string): string[] {
  const log = new OpenLog(
    { sources: 1 },
    noStorage,
    () => undefined,
    () => 0,
  );
  const bytes = new Uint8Array(Buffer.from(text));
  log.bytes(0, bytes.buffer, [0, bytes.length]);
  return log.store.window(zero, 100).map((line) => line.text);
}
const docker = (micros: number, text: string) =>
  `2026-11-25T08:11:26.000${String(micros).padStart(3, '0')}001Z ${text}\n`;
const podman = (text: string) => `2026-11-25T08:11:26Z ${text}\n`;

it('ST-12 leaves out what Docker gives again after it turned to a new file', () => {
  const [a, b, c] = [docker(1, 'a'), docker(2, 'b'), docker(3, 'c')];
  expect(read(a + b + b + c)).toEqual(['a', 'b', 'c']);
  expect(read(a + b + a + b + c)).toEqual(['a', 'b', 'c']);
});

it('ST-12 leaves them out too while they wait for the lines of other containers', () => {
  let now = 0;
  const log = new OpenLog(
    { sources: 2 },
    noStorage,
    () => undefined,
    () => now,
  );
  const [a, b, c] = [docker(1, 'a'), docker(2, 'b'), docker(3, 'c')];
  const bytes = new Uint8Array(Buffer.from(a + b + a + b + c));
  log.bytes(0, bytes.buffer, [0, bytes.length]);
  expect(log.waiting).toBe(true);
  now = 10_000;
  log.settle();
  expect(log.store.window(zero, 100).map((line) => line.text)).toEqual(['a', 'b', 'c']);
});

it('knows where its lines begin without looking through them all', () => {
  const log = new OpenLog(
    { sources: 1 },
    noStorage,
    () => undefined,
    () => 0,
  );
  const bytes = new Uint8Array(Buffer.from(docker(5, 'a') + docker(5, 'as soon') + docker(6, 'b')));
  log.bytes(0, bytes.buffer, [0, bytes.length]);
  Object.defineProperty(log.store, 'segments', {
    get: () => {
      throw new Error('looked through');
    },
  });
  expect(log.olderBegin()).toEqual([{ have: 3, until: expect.closeTo(Date.UTC(2026, 10, 25, 8, 11, 26) + 0.005, 2) }]);
  log.olderBytes(0, 0, Buffer.from(docker(4, 'older') + docker(5, 'a') + docker(5, 'as soon')));
  const { lines, more } = log.olderEnd(5, []);
  log.insert(lines);
  expect({ texts: lines.map((line) => String(line.bytes)), more }).toEqual({ texts: ['older'], more: false });
  expect(log.olderBegin()[0]).toMatchObject({ have: 4 });
});

it('keeps lines that only look alike: another text, a clock set back, stamps of whole seconds', () => {
  expect(read(docker(2, 'a') + docker(2, 'b'))).toEqual(['a', 'b']);
  expect(read(docker(9, 'a') + docker(2, 'a') + docker(3, 'a'))).toEqual(['a', 'a', 'a']);
  expect(read(podman('a') + podman('a'))).toEqual(['a', 'a']);
});
