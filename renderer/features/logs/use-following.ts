import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Moved } from './moved-lines';

export interface FollowingOptions {
  /** After the last place. */
  readonly end: number;
  /** Of the places that `end` is one of. */
  readonly frame: string;
  /** Another one when lines stand at other places. */
  readonly moved: Moved | undefined;
  /** After the last line of the log, filtered or not. */
  readonly newest: number;
  /** The places are those of the frame up to this line; undefined while they are still those of the one before. */
  readonly shownTo: number | undefined;
}

interface Left {
  readonly end: number;
  readonly frame: string;
  /** Counted only once these lines were filtered: they are none that came. */
  readonly after: number;
}

/** Follows the end until the person leaves it; then counts what comes. */
export function useFollowing({ end, frame, moved, newest, shownTo }: FollowingOptions) {
  const [left, setLeft] = useState<Left>();
  const latest = useRef({ end, frame, after: 0 });
  latest.current = { end, frame, after: 0 };
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
  if (left && left.frame !== frame) setLeft({ end, frame, after: newest });
  else if (left && left.after > 0) {
    const isThere = shownTo !== undefined && shownTo >= left.after;
    if (isThere || left.end !== end) setLeft({ ...left, end, after: isThere ? 0 : left.after });
  }
  const missed = left && left.frame === frame && left.after === 0 ? Math.max(0, end - left.end) : 0;
  return { following: left === undefined, missed, follow };
}
