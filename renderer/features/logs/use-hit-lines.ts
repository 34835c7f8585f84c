import type { LogMatcher } from '@common/contract/logs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { hitFinder } from './hit-marks';
import type { LogSession } from './log-session';
import type { LogState } from './log-state';
import { useMoved } from './use-moved';

const none: ReadonlySet<number> = new Set();

/** Which of the drawn lines are hits: main says it, since only there a pattern can be given up. */
export function useHitLines(
  session: LogSession,
  state: LogState,
  matcher: LogMatcher | undefined,
  from: number,
  to: number,
) {
  const [hits, setHits] = useState(none);
  const count = state.search?.error ? 0 : (state.search?.hits ?? 0);
  const wish = useRef<(() => Promise<void>) | undefined>(undefined);
  const asking = useRef(false);
  const find = useMemo(() => matcher && hitFinder(matcher), [matcher]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other hits
  useEffect(() => setHits(none), [session, matcher]);
  useMoved(
    session,
    state.moved,
    () => ({}),
    ({ line }) => setHits((was) => new Set([...was].map(line))),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when lines have come
  useEffect(() => {
    if (!matcher || count === 0) {
      wish.current = undefined;
      setHits(none);
      return;
    }
    wish.current = async () => {
      let line: number | undefined;
      for (let place = from; place < to && line === undefined; place += 1) line = session.line(place)?.number;
      const answer = line === undefined ? undefined : await session.hits({ line, count: to - from });
      if (answer) setHits((was) => (same(was, answer.lines) ? was : new Set(answer.lines)));
    };
    if (!asking.current) void run();
    async function run(): Promise<void> {
      asking.current = true;
      for (let next = wish.current; next; next = wish.current) {
        wish.current = undefined;
        await next();
      }
      asking.current = false;
    }
  }, [session, matcher, count, from, to, state.lines, state.moved]);
  return { hits, find };
}

const same = (one: ReadonlySet<number>, lines: readonly number[]) =>
  one.size === lines.length && lines.every((line) => one.has(line));
