import type { LogLine, LogStatus, MovedLines } from '@common/contract/logs';
import { expect, it } from 'vitest';
import { LineWindow } from './line-window';
import { movesOf } from './moved-lines';

const lineAt = (number: number, row?: number) => ({ number, text: `line ${number}`, ...(row && { row }) }) as LogLine;
const statusOf = (era: number) => ({ era }) as LogStatus;

it('waits until the status tells of the same era and the view has come past the lines, then knows numbers and rows', async () => {
  const view = { first: 90, end: 110, filteredFrom: 0, filteredTo: 50, done: false, era: 2 };
  const answers: MovedLines[] = [
    { era: 2, lines: [6, 50], places: [96, 100], view },
    { era: 2, lines: [6, 50], places: [97, 103], view: { ...view, filteredTo: 51 } },
  ];
  const asked: (readonly number[])[] = [];
  let told = 1;
  const moves = await movesOf({
    kept: { lines: [10], places: [105, 106] },
    ask: async (lines) => {
      asked.push(lines);
      told = asked.length === 2 ? 2 : told;
      return asked.length < 3 ? answers[0] : answers[1];
    },
    // The line of the other place is not here.
    at: (place) => (place === 105 ? lineAt(60, 105) : undefined),
    filtered: true,
    status: () => statusOf(told),
  });
  expect(asked).toEqual([
    [10, 60],
    [10, 60],
    [10, 60],
  ]);
  expect(moves?.view?.filteredTo).toBe(51);
  expect([10, 60, 61].map((line) => moves?.line(line))).toEqual([6, 50, 61]);
  expect([105, 106].map((place) => moves?.place(place))).toEqual([103, undefined]);
});

it('without a filter a place is the number; what main can not tell is not known', async () => {
  const options = { kept: { places: [7, 8] }, at: () => undefined, filtered: false, status: () => statusOf(1) };
  const moves = await movesOf({ ...options, ask: async () => ({ era: 1, lines: [5, 8] }) });
  expect([moves?.place(7), moves?.place(8), moves?.place(9)]).toEqual([5, 8, undefined]);
  expect(await movesOf({ ...options, ask: async () => undefined })).toBeUndefined();
});

it('a window keeps the lines of which the numbers are known, and drops what was asked for before', async () => {
  let answer: (found: readonly (readonly [number, LogLine])[]) => void = () => undefined;
  const window = new LineWindow({
    fetch: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    changed: () => undefined,
  });
  window.wantTail(3, 10, 13);
  answer([10, 11, 12].map((number) => [number, lineAt(number)] as const));
  await expect.poll(() => window.tailEnd).toBe(13);
  window.want(0, 3, 0, 13);
  const places = new Map([
    [11, 8],
    [12, 12],
  ]);
  window.renumber(
    (place) => places.get(place),
    (number) => places.get(number) ?? number,
  );
  answer([0, 1, 2].map((number) => [number, lineAt(number)] as const));
  await new Promise((resolve) => setTimeout(resolve));
  expect([0, 8, 10, 11, 12].map((place) => window.at(place)?.number)).toEqual([undefined, 8, undefined, undefined, 12]);
  expect([window.at(8)?.text, window.tailEnd]).toEqual(['line 11', 13]);
});
