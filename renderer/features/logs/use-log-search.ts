import type { LogMatcher } from '@common/contract/logs';
import { useEffect, useRef, useState } from 'react';
import type { LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import type { LogSearchWords } from './log-toolbar';
import type { Moved } from './moved-lines';
import { useMoved } from './use-moved';

const noSearch: LogSearchWords = { pattern: '', regex: false, caseSensitive: false, wholeWord: false };
/** ms after a key until the search for it begins, while one types on; the first after a rest, or what is pasted, is searched at once. */
const typingPause = 60;
const rest = 400;

/** What is typed, and a moment later the search for it. */
export function useSearchWords(session: LogSession) {
  const [words, setWords] = useState(noSearch);
  const [matcher, setMatcher] = useState<LogMatcher>();
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    const rested = now - typedAt.current > rest;
    typedAt.current = now;
    const wanted = words.pattern === '' ? undefined : words;
    if (rested) return setMatcher(wanted);
    const timer = setTimeout(() => setMatcher(wanted), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => session.search(matcher), [session, matcher]);
  return { words, setWords, matcher };
}

/** The hit one stands at; from none, the next is the first from the line at the top of the view. */
export function useHits(
  session: LogSession,
  moved: Moved | undefined,
  matcher: LogMatcher | undefined,
  lines: React.RefObject<LogLinesHandle | null>,
) {
  const [hit, setHit] = useState<Hit>();
  const walk = useRef<{ hit: Hit | undefined; steps: number; walking: boolean }>({
    hit: undefined,
    steps: 0,
    walking: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other hits
  useEffect(() => {
    walk.current = { hit: undefined, steps: 0, walking: false };
    setHit(undefined);
  }, [session, matcher]);

  useMoved(
    session,
    moved,
    () => ({ lines: walk.current.hit ? [walk.current.hit.line] : [] }),
    ({ line }) => {
      const { hit } = walk.current;
      walk.current.hit = hit && { ...hit, line: line(hit.line) };
      setHit(walk.current.hit);
    },
  );

  /** Keys come faster than answers: what was pressed meanwhile is gone in one step. */
  async function step(by: 1 | -1): Promise<void> {
    const own = walk.current;
    own.steps += by;
    if (own.walking) return;
    own.walking = true;
    try {
      while (own.steps !== 0 && own === walk.current) {
        const { steps } = own;
        own.steps = 0;
        const next = await hitAfter(session, own.hit, steps, () => lines.current?.top() ?? 0);
        if (!next || own !== walk.current) return;
        own.hit = next;
        setHit(next);
        const place = await session.placeOf(next.line).catch(() => undefined);
        if (place !== undefined && own === walk.current) lines.current?.goTo(place);
      }
    } finally {
      own.walking = false;
      own.steps = 0;
    }
  }
  return { hit, step };
}

interface Hit {
  /** From 0. */
  readonly index: number;
  readonly line: number;
}

/** The hit so many after one, or before; from none counted from the first at or after the line at the top of the view. */
export async function hitAfter(
  session: Pick<LogSession, 'state' | 'hits'>,
  hit: Hit | undefined,
  steps: number,
  top: () => number,
): Promise<Hit | undefined> {
  const { search } = session.state();
  if (!search || search.error || search.hits === 0) return undefined;
  const near = await session.hits({ line: hit?.line ?? top(), count: 1 });
  if (!near) return undefined;
  // Where hits went with dropped lines or a filter, the index is another by now: the line tells it. `near` is the
  // first hit at or after it, so a step on from none stays there.
  const onHit = hit !== undefined && near.lines[0] === hit.line;
  const index = near.from + (onHit || steps < 0 ? steps : steps - 1);
  const answer = await session.hits({ from: ((index % search.hits) + search.hits) % search.hits, count: 1 });
  const line = answer?.lines[0];
  return answer && line !== undefined ? { index: answer.from, line } : undefined;
}
