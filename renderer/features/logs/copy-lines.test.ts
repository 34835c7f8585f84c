import type { LogLine } from '@common/contract/logs';
import { expect, it } from 'vitest';
import { selectedText } from './copy-lines';
import type { ShownAs } from './shown-line';

const as: ShownAs = { timestamps: 'off', now: 0, sources: undefined, look: undefined, t: (words) => words };
const line = (number: number): LogLine => ({
  number,
  source: 0,
  stream: 'out',
  at: undefined,
  text: number === 3 ? 'lo' : `\u001b[31mline\u001b[0m ${number}`,
  ...(number === 3 && { cut: 2 }),
});
const session = (last: number) => ({
  read: async (from: number, count: number) =>
    Array.from({ length: Math.max(0, Math.min(count, last + 1 - from)) }, (_, index) => {
      return [from + index, line(from + index)] as const;
    }),
  whole: async (number: number): Promise<LogLine> => ({ ...line(number), text: 'long', cut: undefined }),
});

it('copies exactly what is shown, lines that are not here too, and long ones whole', async () => {
  const selection = { anchor: { place: 4, offset: 4 }, focus: { place: 1, offset: 2 } };
  expect(await selectedText(session(10), selection, as)).toEqual({
    text: 'ne 1\nline 2\nlong\nline',
    lines: 4,
    left: 0,
  });
});

it('stops at its bound, and says what it left', async () => {
  const all = { anchor: { place: 0, offset: 0 }, focus: { place: 9_999, offset: 9 } };
  const copied = await selectedText(session(20_000), all, as, { lines: 1_200, characters: 1e9 });
  expect(copied).toMatchObject({ lines: 1_200, left: 8_800 });
  expect(copied.text.split('\n')).toHaveLength(1_200);
  // The log is shorter by now: nothing is waited for.
  expect(await selectedText(session(99), all, as)).toMatchObject({ lines: 100 });
});
