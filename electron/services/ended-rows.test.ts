import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Container } from '../common/contract/containers';
import type { ContainerId } from '../common/contract/ids';
import { lookUntilEnded } from './ended-rows';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const id = 'c'.repeat(64) as ContainerId;

/** A table whose engine takes the end into its list at the given look. */
function table(endsAtLook: number) {
  let looks = 0;
  const row = (): Container => ({ state: looks >= endsAtLook ? 'exited' : 'running' }) as Container;
  return {
    rows: () => new Map([[id, row()]]),
    changed: () => {
      looks += 1;
    },
    looks: () => looks,
  };
}

test('looks again until the list knows, and then no more', () => {
  const late = table(3);
  lookUntilEnded(late, id);
  vi.advanceTimersByTime(60_000);
  expect(late.looks()).toBe(3);
});

test('does not look when the list knew at once, or when nobody watches', () => {
  const quick = table(0);
  lookUntilEnded(quick, id);
  const unwatched = { ...table(9), rows: () => undefined };
  lookUntilEnded(unwatched, id);
  vi.advanceTimersByTime(60_000);
  expect([quick.looks(), unwatched.looks()]).toEqual([0, 0]);
});

test('gives up on one that runs again', () => {
  const restarted = table(Number.POSITIVE_INFINITY);
  lookUntilEnded(restarted, id);
  vi.advanceTimersByTime(60_000);
  expect(restarted.looks()).toBe(6);
});
