import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usePresses } from './presses';

beforeEach(() => {
  vi.useFakeTimers();
  usePresses.setState({ presses: new Map() });
});
afterEach(() => {
  vi.useRealTimers();
});

const press: ReturnType<typeof usePresses.getState>['press'] = (...args) => usePresses.getState().press(...args);
const pending = () => Object.fromEntries(usePresses.getState().presses);

test('DE-01: pressed twice, asked once; another one of the selection is asked for', async () => {
  const asked: string[][] = [];
  let answer: () => void = () => undefined;
  const call = (ids: string[]) => {
    asked.push(ids);
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  };
  const first = press('stop', ['a', 'b'], call);
  void press('stop', ['a', 'b'], call);
  expect(asked).toEqual([['a', 'b']]);
  expect(pending()).toEqual({ a: 'stop', b: 'stop' });
  answer();
  await first;
  void press('stop', ['b', 'c'], call);
  expect(asked).toEqual([['a', 'b'], ['c']]);
  vi.advanceTimersByTime(300);
  expect(pending()).toEqual({ c: 'stop' });
});

test('a refused press can be pressed again at once', async () => {
  await expect(press('start', ['a'], () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(pending()).toEqual({});
});
