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

it('keeps lines that only look alike: another text, a clock set back, stamps of whole seconds', () => {
  expect(read(docker(2, 'a') + docker(2, 'b'))).toEqual(['a', 'b']);
  expect(read(docker(9, 'a') + docker(2, 'a') + docker(3, 'a'))).toEqual(['a', 'a', 'a']);
  expect(read(podman('a') + podman('a'))).toEqual(['a', 'a']);
});
