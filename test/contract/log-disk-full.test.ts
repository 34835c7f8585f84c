/** EX-04: the disk that logs are kept on is full, a real one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstNumber } from '../../electron/common/contract/log-rules';
import type { LogLine } from '../../electron/common/contract/logs';
import { LogHost } from '../../electron/workers/log-host';
import { defaultLimits, type FromLogWorker } from '../../electron/workers/log-protocol';
import { SegmentFiles } from '../../electron/workers/segment-files';

const disk = mkdtempSync(join(tmpdir(), 'berth-log-disk-'));

beforeAll(() => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]);
});
afterAll(() => {
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

test('what the disk takes stays readable, the newest stays in memory, and nothing is left behind', () => {
  const said: FromLogWorker[] = [];
  const files = new SegmentFiles(disk);
  const host = new LogHost(files, (message) => said.push(message), { ...defaultLimits, memoryBytes: 8 * 1024 * 1024 });
  host.take({ kind: 'open', log: 'log', sources: 1 });
  const words = 'x'.repeat(1_000);
  const count = 40_000;
  for (let from = 0; from < count; from += 1_000) {
    const lines = Array.from({ length: 1_000 }, (_, at) => {
      return `${new Date(1.8e12 + from + at).toISOString().slice(0, -1)}000000Z ${from + at} ${words}\n`;
    });
    const bytes = new Uint8Array(Buffer.from(lines.join('')));
    host.take({ kind: 'bytes', log: 'log', source: 0, bytes: bytes.buffer, pieces: [0, bytes.length] });
  }
  expect(said.filter(({ kind }) => kind === 'disk-full')).toMatchObject([{ reason: expect.stringMatching(/ENOSPC/) }]);

  let asked = 0;
  const window = (from: number, lines: number) => {
    asked += 1;
    host.take({ kind: 'ask', id: asked, name: 'window', log: 'log', from, count: lines });
    const answer = said.find((message) => message.kind === 'answer' && message.id === asked);
    return (answer?.kind === 'answer' ? answer.value : []) as readonly LogLine[];
  };
  // Two segments of 4 MiB in memory, two in files at least.
  const held: number[] = [];
  for (let from = firstNumber; from < firstNumber + count; from += 2_000) {
    for (const { number, text } of window(from, 2_000)) {
      expect(text.startsWith(`${number - firstNumber} x`)).toBe(true);
      held.push(number - firstNumber);
    }
  }
  expect(held.length).toBeGreaterThan(12_000);
  expect(held).toEqual(Array.from({ length: held.length }, (_, index) => count - held.length + index));
  const [folder = ''] = readdirSync(disk);
  expect(readdirSync(join(disk, folder)).length).toBeGreaterThan(0);
  host.close();
  files.close();
  expect(readdirSync(disk)).toEqual([]);
});
