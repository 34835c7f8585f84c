import type { ContainerId } from '@common/contract/ids';
import type { LogFilter, LogMatcher, LogSource } from '@common/contract/logs';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import type { LogState } from './log-state';
import type { MatchesOnly } from './log-toolbar';
import { useMoved } from './use-moved';

/** What of a log is shown, beside the words of the search. */
export interface LogNarrowing extends Pick<LogFilter, 'from' | 'levels' | 'fields' | 'streams'> {
  /** Those not shown: a source that joins later is. */
  readonly hidden: ReadonlySet<ContainerId>;
  readonly matchesOnly: MatchesOnly;
}

const everything: LogNarrowing = { hidden: new Set(), matchesOnly: { on: false, context: 0 } };

/** The filter for main; undefined when all is shown. */
function filterOf(
  { hidden, matchesOnly, from, levels, fields, streams }: LogNarrowing,
  matcher: LogMatcher | undefined,
  sources: readonly LogSource[],
): LogFilter | undefined {
  const hides = sources.some(({ container }) => hidden.has(container));
  const filter: LogFilter = {
    ...(from !== undefined && { from }),
    ...(hides && {
      sources: sources.flatMap(({ container }) => (hidden.has(container) ? [] : [container])),
    }),
    ...(streams && { streams }),
    ...(levels && { levels }),
    ...(fields && fields.length > 0 && { fields }),
    ...(matchesOnly.on && matcher && { matcher, context: matchesOnly.context }),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

/**
 * Keeps the session's filter as it was chosen. What one looked at stays in view when the filter changes.
 *
 * @param structured what lines have to say about themselves
 * @param keep number of the line to hold on to, before that at the top of the view
 */
export function useLogFilter(
  session: LogSession,
  state: LogState,
  matcher: LogMatcher | undefined,
  lines: React.RefObject<LogLinesHandle | null>,
  keep: number | undefined,
  structured: Pick<LogFilter, 'levels' | 'fields'>,
) {
  const [narrowing, setNarrowing] = useState(everything);
  const sources = state.status?.sources;
  const filter = useMemo(
    () => filterOf({ ...narrowing, ...structured }, matcher, sources ?? []),
    [narrowing, structured, matcher, sources],
  );
  const frame = filter === undefined ? '' : JSON.stringify(filter);
  const held = useRef<number>(undefined);
  const latest = useRef({ filter, keep });
  latest.current = { filter, keep };

  useEffect(() => {
    const { filter, keep } = latest.current;
    if (JSON.stringify(session.filter) === JSON.stringify(filter)) return;
    // Who follows goes on to. What were held then would be gone to once one leaves the end and a line comes.
    held.current = lines.current?.following() ? undefined : (keep ?? lines.current?.top());
    session.show(frame === '' ? undefined : filter);
  }, [session, frame, lines]);

  const { from } = narrowing;
  useMoved(
    session,
    state.moved,
    () => ({ lines: [from, held.current].filter((line) => line !== undefined) }),
    ({ line }) => {
      if (held.current !== undefined) held.current = line(held.current);
      if (from !== undefined && line(from) !== from) setNarrowing((was) => ({ ...was, from: line(from) }));
    },
  );

  const filteredTo = state.view?.filteredTo;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as soon as the row of the line held on to is known
  useEffect(() => {
    const line = held.current;
    if (line === undefined || lines.current?.following()) return;
    if (frame !== '' && (filteredTo === undefined || filteredTo <= line)) return;
    held.current = undefined;
    void session.placeOf(line).then(
      (place) => lines.current?.goTo(place),
      () => undefined,
    );
  }, [session, frame, filteredTo]);

  return {
    narrowing,
    frame,
    narrow: (change: Partial<LogNarrowing>) => setNarrowing((was) => ({ ...was, ...change })),
  };
}
