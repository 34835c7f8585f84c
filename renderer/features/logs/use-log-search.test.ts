import { expect, it } from 'vitest';
import { hitAfter } from './use-log-search';

const lines = [10, 20, 30, 40];
const session = {
  state: () => ({ search: { hits: lines.length, searchedTo: 50, done: true } }),
  hits: async ({ from = 0, line }: { from?: number; line?: number }) => {
    const index = line === undefined ? from : lines.filter((one) => one < line).length;
    return { from: index, lines: lines.slice(index, index + 1) };
  },
} as unknown as Parameters<typeof hitAfter>[0];

it.each([
  [undefined, 1, 20],
  [undefined, 2, 30],
  [undefined, -1, 10],
  [{ index: 1, line: 20 }, 1, 30],
  [{ index: 1, line: 20 }, 3, 10],
  [{ index: 1, line: 20 }, -6, 40],
  // It went with dropped lines, or is not among those of the filter.
  [{ index: 7, line: 25 }, 1, 30],
  [{ index: 7, line: 25 }, -1, 20],
] as const)('from %o %i steps on is line %i', async (from, steps, line) => {
  expect((await hitAfter(session, from, steps, () => 15))?.line).toBe(line);
});
