import type { LogMatcher, LogStatus } from '@common/contract/logs';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { useNow } from '../../app/use-now';
import { hitFinder } from './hit-marks';
import type { Timestamps } from './line-time';
import { LogRow } from './log-row';
import { rowHeight } from './log-scroll';
import type { LogSession, LogState } from './log-session';
import { selectedLines } from './selected-lines';
import { useLogScroll } from './use-log-scroll';

/** What others may ask of the lines. */
export interface LogLinesHandle {
  readonly goTo: (line: number) => void;
  /** The first line in view. */
  readonly top: () => number;
}

export interface LogLinesProps {
  readonly session: LogSession;
  readonly state: LogState;
  readonly status: LogStatus;
  readonly timestamps: Timestamps;
  readonly wrap: boolean;
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
  readonly matcher: LogMatcher | undefined;
  /** The line of the hit that one has gone to. */
  readonly current: number | undefined;
  readonly handle: RefObject<LogLinesHandle | null>;
  /** Shown in the middle when there are no lines. */
  readonly children?: ReactNode;
}

/** Rows drawn ahead of what is seen are fetched too. */
const ahead = 150;

/** The lines in view, and only those: the scroll bar stands for all. */
export function LogLines(props: LogLinesProps) {
  const { session, state, status, timestamps, wrap, following, onFollowing, handle, children } = props;
  const t = useT();
  const [rows, setRows] = useState(50);
  const end = following ? session.tailEnd(rows) : status.end;
  const { first } = status;
  const scroll = useLogScroll({ first, end, wrap, following, onFollowing });
  const { from, to } = scroll.placement;
  const now = useNow(timestamps === 'relative', 1_000);
  const hits = useHitLines(props, first + from, first + to);
  const find = useMemo(() => props.matcher && hitFinder(props.matcher), [props.matcher]);

  useEffect(() => setRows(Math.ceil(scroll.height / rowHeight) + 8), [scroll.height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever lines or the log's end have come
  useEffect(() => {
    if (following) session.want(Math.max(first, status.end - rows), status.end);
    else session.want(Math.max(first, first + from - ahead), Math.min(status.end, first + to + ahead));
  }, [session, following, first, from, to, rows, status.end, state.lines]);
  useImperativeHandle(handle, () => ({ goTo: scroll.goTo, top: () => first + from }), [scroll.goTo, first, from]);

  /** px that a key moves by; undefined for other keys. */
  const distanceOf = (key: string): number | undefined =>
    new Map([
      ['ArrowUp', -rowHeight],
      ['ArrowDown', rowHeight],
      ['PageUp', rowHeight - scroll.height],
      ['PageDown', scroll.height - rowHeight],
      ['Home', Number.NEGATIVE_INFINITY],
      ['End', Number.POSITIVE_INFINITY],
    ]).get(key);

  return (
    <div
      ref={scroll.scroller}
      role="log"
      aria-label={t('Lines')}
      // A flood must not be read out.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto bg-sunk focus-visible:outline-offset-[-2px]"
      onKeyDown={(event) => {
        const distance = event.ctrlKey || event.metaKey || event.altKey ? undefined : distanceOf(event.key);
        if (distance === undefined) return;
        event.preventDefault();
        scroll.moveBy(distance);
      }}
      onCopy={(event) => {
        const text = selectedLines(event.currentTarget);
        if (text === undefined) return;
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
      }}
    >
      <div style={{ height: scroll.spacer }}>
        <div className="sticky top-0 [overflow-y:clip]" style={{ height: scroll.height }}>
          <div
            ref={scroll.block}
            className={wrap ? 'absolute inset-x-0' : 'absolute min-w-full'}
            style={wrap ? undefined : { transform: `translateY(${scroll.top}px)` }}
          >
            {Array.from({ length: to - from }, (_, index) => {
              const number = first + from + index;
              const line = session.line(number);
              return (
                <LogRow
                  key={number}
                  line={line}
                  number={number}
                  source={status.sources.length > 1 ? status.sources[line?.source ?? 0] : undefined}
                  timestamps={timestamps}
                  now={timestamps === 'relative' ? now : 0}
                  wrap={wrap}
                  find={hits.has(number) ? find : undefined}
                  current={number === props.current}
                />
              );
            })}
          </div>
          {children}
        </div>
      </div>
    </div>
  );
}

const none: ReadonlySet<number> = new Set();

/** Which of the drawn lines are hits: main says it, since only there a pattern can be given up. */
function useHitLines({ session, state, matcher }: LogLinesProps, from: number, to: number): ReadonlySet<number> {
  const [found, setFound] = useState<ReadonlySet<number>>(none);
  const hits = state.search?.error ? 0 : (state.search?.hits ?? 0);
  useEffect(() => {
    if (!matcher || hits === 0) {
      setFound(none);
      return undefined;
    }
    let over = false;
    void session.hits({ line: from, count: Math.max(1, to - from) }).then((answer) => {
      if (!over && answer) setFound(new Set(answer.lines));
    });
    return () => {
      over = true;
    };
  }, [session, matcher, hits, from, to]);
  return found;
}
