import type { LogLine } from '@common/contract/logs';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import type { Moved } from './moved-lines';
import { useMoved } from './use-moved';

/** Lines of Berth's own that a step goes over at most. */
const mostMarks = 20;

/** The line that is shown with all it says, and the way to the one before and after it in what is shown. */
export function useOpenedLine(session: LogSession, moved: Moved | undefined, lines: RefObject<LogLinesHandle | null>) {
  const [line, setLine] = useState<LogLine>();
  const latest = useRef<LogLine>(undefined);
  const steps = useRef(Promise.resolve());
  const open = useCallback((next: LogLine | undefined) => {
    latest.current = next;
    setLine(next);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers of another session are others' lines
  useEffect(() => open(undefined), [session, open]);

  useMoved(
    session,
    moved,
    () => ({ lines: latest.current ? [latest.current.number] : [] }),
    (now) => open(latest.current && { ...latest.current, number: now.line(latest.current.number) }),
  );

  const step = useCallback(
    (by: 1 | -1): void => {
      // One after another: keys come faster than answers.
      steps.current = steps.current.then(async () => {
        const from = latest.current;
        const next = from && (await nextLine(session, from, by).catch(() => undefined));
        if (!next || latest.current !== from) return;
        open(next.line);
        lines.current?.reveal(next.place);
      });
    },
    [session, lines, open],
  );
  return { line, open, step };
}

async function nextLine(session: LogSession, from: LogLine, by: 1 | -1) {
  let place = (await session.placeOf(from.number)) + by;
  for (let tried = 0; tried < mostMarks; tried += 1) {
    const [found] = await session.read(place, 1);
    if (!found || found[0] !== place) return undefined;
    if (!found[1].mark) return { place, line: found[1] };
    place += by;
  }
  return undefined;
}
