import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Moved } from './moved-lines';

/**
 * Follows the end until the person leaves it; then counts what comes. `frame`: of the places that `end` is one of; `moved`: another
 * one when lines stand at other places.
 */
export function useFollowing(end: number, frame: string, moved: Moved | undefined) {
  const [left, setLeft] = useState<{ end: number; frame: string }>();
  const latest = useRef({ end, frame });
  latest.current = { end, frame };
  const follow = useCallback((following: boolean) => {
    setLeft((before) => (following ? undefined : (before ?? latest.current)));
  }, []);
  // Rows of a filter count from anywhere when it begins anew; without one the end has the number that it had.
  const before = useRef({ end, moved });
  useLayoutEffect(() => {
    const by = end - before.current.end;
    const isOther = before.current.moved !== moved && frame !== '';
    before.current = { end, moved };
    if (isOther) setLeft((was) => was && { ...was, end: was.end + by });
  }, [end, moved, frame]);
  // Counted anew with another filter.
  if (left && left.frame !== frame) setLeft({ end, frame });
  const missed = left && left.frame === frame ? Math.max(0, end - left.end) : 0;
  return { following: left === undefined, missed, follow };
}
