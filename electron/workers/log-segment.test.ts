import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { LogSegment, packMeta, unpackMeta } from './log-segment';

function segmentOf(lines: readonly (readonly [text: string, source?: number, stream?: number])[]): LogSegment {
  const segment = new LogSegment(0, Buffer.alloc(1 << 20));
  for (const [text, source = 0, stream = 0] of lines) {
    const bytes = Buffer.from(text);
    segment.add(bytes, 0, bytes.length, Number.NaN, packMeta(source, stream));
  }
  return segment;
}
const levels = (segment: LogSegment) =>
  Array.from({ length: segment.count }, (_, at) => unpackMeta(segment.metas[at] as number).level);

const trace = [
  ['ERROR it broke'],
  ['INFO another goes on', 1],
  ['    at one'],
  ['    at another', 1],
  ['on stderr', 0, 1],
  ['Caused by: x'],
  ['  indented', 0, 1],
  ['all is well'],
  ['  indented'],
] as const;

it('gives a stack trace the level of the line it follows, by source and stream', () => {
  const whole = segmentOf(trace);
  whole.findLevels(0, whole.count);
  expect(levels(whole)).toEqual([
    'error',
    'info',
    'error',
    'info',
    undefined,
    'error',
    undefined,
    undefined,
    undefined,
  ]);
});

it('says the same whichever line is asked for first', () => {
  const long = segmentOf([['WARN begins'], ...Array.from({ length: 2_000 }, (_, at) => [`  frame ${at}`] as const)]);
  long.findLevels(1_500, 1_501);
  long.findLevels(0, long.count);
  expect(new Set(levels(long))).toEqual(new Set(['warn']));
  const backwards = segmentOf(trace);
  for (let at = trace.length - 1; at >= 0; at -= 1) backwards.findLevels(at, at + 1);
  const forwards = segmentOf(trace);
  forwards.findLevels(0, trace.length);
  expect(levels(backwards)).toEqual(levels(forwards));
});
