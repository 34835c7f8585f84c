import { useCallback, useRef, useState } from 'react';

/** Follows the end until the person leaves it; then counts what comes. `frame`: of the places that `end` is one of. */
export function useFollowing(end: number, frame: string) {
  const [left, setLeft] = useState<{ end: number; frame: string }>();
  const latest = useRef({ end, frame });
  latest.current = { end, frame };
  const follow = useCallback((following: boolean) => {
    setLeft((before) => (following ? undefined : (before ?? latest.current)));
  }, []);
  // Counted anew with another filter.
  if (left && left.frame !== frame) setLeft({ end, frame });
  const missed = left && left.frame === frame ? Math.max(0, end - left.end) : 0;
  return { following: left === undefined, missed, follow };
}
