import type { ContainerId } from '@common/contract/ids';
import { expect, test } from 'vitest';
import { columnsOf, mostOf } from './stats-columns';
import { joined } from './use-container-stats';

const id = 'a' as ContainerId;

test('columns in the page’s own time, from the left edge on, what was not told as a hole', () => {
  const samples = [
    { id, at: 1_000, cpu: 1 },
    { id, at: 11_000, cpu: 2, networkIn: 5 },
    { id, at: 12_000, networkIn: 6 },
  ];
  expect(columnsOf(samples, ['cpu', 'networkIn'], 5_000, 1_000)).toEqual([
    [10, 11],
    [2, null],
    [5, 6],
  ]);
});

test('a long silence breaks the line', () => {
  const samples = [0, 1_000, 60_000, 61_000].map((at) => ({ id, at, memory: 7 }));
  expect(columnsOf(samples, ['memory'], 0)).toEqual([
    [0, 1, 1.001, 60, 61],
    [7, 7, null, 7, 7],
  ]);
  expect(mostOf(columnsOf(samples, ['memory'], 0), 1)).toBe(7);
});

test('history and what comes live are one row of moments, for half an hour', () => {
  const at = (time: number) => ({ id, at: time });
  const live = joined(joined([], [at(5)]), [at(6)]);
  expect(joined(live, [at(3), at(4), at(5)]).map((one) => one.at)).toEqual([3, 4, 5, 6]);
  expect(joined(live, [at(40 * 60_000)]).map((one) => one.at)).toEqual([40 * 60_000]);
});
