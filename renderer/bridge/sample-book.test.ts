import type { ContainerId } from '@common/contract/ids';
import { expect, test, vi } from 'vitest';
import { SampleBook } from './sample-book';

const [a, b] = ['a', 'b'] as unknown as [ContainerId, ContainerId];

test('tells those who listen to the one that was sampled, and keeps the last sixty', () => {
  const book = new SampleBook();
  const [heardA, heardB] = [vi.fn(), vi.fn()];
  const undo = book.listen(a, heardA);
  book.listen(b, heardB);
  for (let at = 0; at < 100; at += 1) book.add([{ id: a, at, cpu: at }]);
  expect([heardA.mock.calls.length, heardB.mock.calls.length]).toEqual([100, 0]);
  expect(book.of(a)?.cpu).toEqual(Array.from({ length: 60 }, (_, index) => 40 + index));
  expect(book.of(b)).toBeUndefined();
  undo();
  book.add([{ id: a, at: 100 }]);
  expect(heardA).toHaveBeenCalledTimes(100);
  // What it was given before is left as it was: React compares by identity.
  expect(book.of(a)?.newest).toEqual({ id: a, at: 100 });
});

test('forgets those told of longest ago, but none that is shown', () => {
  const book = new SampleBook();
  book.listen(a, () => undefined);
  book.add([{ id: a, at: 0 }]);
  for (let index = 0; index < 1_500; index += 1) book.add([{ id: `x${index}` as ContainerId, at: 1 }]);
  expect([book.of(a)?.newest.at, book.of('x0' as ContainerId), book.of('x1499' as ContainerId)?.newest.at]).toEqual([
    0,
    undefined,
    1,
  ]);
});
