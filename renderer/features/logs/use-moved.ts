import { useEffect, useLayoutEffect, useRef } from 'react';
import type { LogSession } from './log-session';
import type { Kept, Moved } from './moved-lines';

/** Has what one keeps of a log's numbers and places told anew when these change, before that is seen. */
export function useMoved(
  session: LogSession,
  moved: Moved | undefined,
  kept: () => Kept,
  apply: (moved: Moved) => void,
): void {
  const latest = useRef({ kept, apply });
  latest.current = { kept, apply };
  useEffect(() => session.keep(() => latest.current.kept()), [session]);
  const known = useRef(moved);
  useLayoutEffect(() => {
    if (known.current === moved) return;
    known.current = moved;
    if (moved) latest.current.apply(moved);
  }, [moved]);
}
