import type { TerminalOutput } from '@common/contract/terminals';
import { expect, test } from 'vitest';
import { FrameWriter } from './frame-writer';

function setUp() {
  const seen: string[] = [];
  const acknowledged: number[] = [];
  const frames: (() => void)[] = [];
  const writer = new FrameWriter(
    {
      write: (text, done) => {
        seen.push(text);
        done();
      },
      show: (output) => seen.push(`(${output.kind})`),
    },
    (run) => {
      frames.push(run);
      return () => frames.splice(frames.indexOf(run), 1);
    },
  );
  const take = (output: TerminalOutput | string) =>
    writer.take(typeof output === 'string' ? { kind: 'data', data: output } : output, (count) =>
      acknowledged.push(count),
    );
  const frame = () => {
    for (const run of frames.splice(0)) run();
  };
  return { seen, acknowledged, frames, take, frame, writer };
}

test('what comes first goes at once, what comes until the next frame goes together and is acknowledged once', () => {
  const { seen, acknowledged, frames, take, frame } = setUp();
  take('a');
  expect(seen).toEqual(['a']);
  for (const text of ['b', 'c', 'd']) take(text);
  expect(seen).toEqual(['a']);
  frame();
  expect(seen).toEqual(['a', 'bcd']);
  expect(acknowledged).toEqual([1, 3]);
  frame();
  expect(frames).toEqual([]);
  take('e');
  expect(seen).toEqual(['a', 'bcd', 'e']);
});

test('a new size keeps its place, a fresh screen replaces what waits and that is acknowledged too', () => {
  const { seen, acknowledged, take, frame } = setUp();
  take('a');
  take('b');
  take({ kind: 'resized', columns: 90, rows: 20 });
  take('c');
  take({ kind: 'screen', data: 'all', columns: 90, rows: 20 });
  take('d');
  frame();
  expect(seen).toEqual(['a', 'b', '(resized)', '(screen)', 'd']);
  expect(acknowledged.reduce((sum, count) => sum + count)).toBe(4);
});

test('nothing is written after it was left', () => {
  const { seen, frames, take, frame, writer } = setUp();
  take('a');
  take('b');
  writer.dispose();
  frame();
  expect(seen).toEqual(['a']);
  expect(frames).toEqual([]);
});
