import type { LogMatcher } from '@common/contract/logs';
import { useEffect, useRef, useState } from 'react';
import type { LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import type { LogSearchWords } from './log-toolbar';

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
  matcher: LogMatcher | undefined,
  lines: React.RefObject<LogLinesHandle | null>,
) {
  const [hit, setHit] = useState<{ index: number; line: number }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other hits
  useEffect(() => setHit(undefined), [session, matcher]);

  async function step(by: 1 | -1): Promise<void> {
    const { search } = session.state();
    if (!search || search.error || search.hits === 0) return;
    const at = hit ? { line: hit.line, count: 1 } : { line: lines.current?.top() ?? 0, count: 1 };
    const near = await session.hits(at);
    if (!near) return;
    // Where hits went with dropped lines or a filter, the index is another by now: the line tells it. `near` is the
    // first hit at or after it, so a step on from none stays there.
    const on = hit && near.lines[0] === hit.line ? by : by === 1 ? 0 : -1;
    const index = (near.from + on + search.hits) % search.hits;
    const answer = await session.hits({ from: index, count: 1 });
    const line = answer?.lines[0];
    if (!answer || line === undefined) return;
    setHit({ index: answer.from, line });
    const place = await session.placeOf(line).catch(() => undefined);
    if (place !== undefined) lines.current?.goTo(place);
  }
  return { hit, step };
}
