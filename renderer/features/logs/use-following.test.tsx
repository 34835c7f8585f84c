// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type FollowingOptions, useFollowing } from './use-following';

it('counts what comes once one has left the end, and nothing that another filter shows of what was there', () => {
  const begun: FollowingOptions = { end: 100, frame: '', moved: undefined, newest: 100, shownTo: 100 };
  const { result, rerender } = renderHook((options: FollowingOptions) => useFollowing(options), {
    initialProps: begun,
  });
  act(() => result.current.follow(false));
  rerender({ ...begun, end: 103, newest: 103, shownTo: 103 });
  expect(result.current).toMatchObject({ following: false, missed: 3 });
  // The places of before stay until the filter has come past the lines that there were.
  const filtered = { ...begun, frame: 'a', newest: 103, shownTo: undefined };
  rerender({ ...filtered, end: 103 });
  rerender({ ...filtered, end: 20, shownTo: 50 });
  expect(result.current.missed).toBe(0);
  rerender({ ...filtered, end: 40, shownTo: 103 });
  expect(result.current.missed).toBe(0);
  rerender({ ...filtered, end: 42, newest: 110, shownTo: 110 });
  expect(result.current.missed).toBe(2);
  // Its rows begin anew, from another number.
  const moved = { line: (line: number) => line, place: () => undefined };
  rerender({ ...filtered, end: 12, newest: 110, shownTo: 110, moved });
  expect(result.current.missed).toBe(2);
  rerender({ ...begun, end: 110, newest: 110, shownTo: undefined, moved });
  rerender({ ...begun, end: 110, newest: 110, shownTo: 110, moved });
  expect(result.current.missed).toBe(0);
  act(() => result.current.follow(true));
  expect(result.current.following).toBe(true);
});
