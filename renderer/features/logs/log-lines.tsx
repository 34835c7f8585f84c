import type { LogLine, LogMatcher } from '@common/contract/logs';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { HitStrip } from './hit-strip';
import { LineDialogs } from './line-dialogs';
import { LogHead, type LogHeadProps } from './log-head';
import { LogMenu } from './log-menu';
import { LogRow } from './log-row';
import { overscan, rowHeight } from './log-scroll';
import type { LogSession } from './log-session';
import type { LogState } from './log-state';
import { placeOfRow } from './row-text';
import type { ShownAs } from './shown-line';
import { useHitLines } from './use-hit-lines';
import { useLogScroll } from './use-log-scroll';
import { useLogSelection } from './use-log-selection';
import { useMoved } from './use-moved';

/** What others may ask of the lines. */
export interface LogLinesHandle {
  readonly goTo: (place: number) => void;
  /** Number of the first line in view. */
  readonly top: () => number;
  readonly following: () => boolean;
  /** Scrolls only when the place is out of sight. */
  readonly reveal: (place: number) => void;
  /** Takes a key; false when it is none of the lines'. */
  readonly key: (event: KeyboardEvent | React.KeyboardEvent) => boolean;
}

export interface LogLinesProps extends LogHeadProps {
  readonly session: LogSession;
  readonly state: LogState;
  /** Changes with the filter. */
  readonly frame: string;
  readonly as: ShownAs;
  readonly wrap: boolean;
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
  readonly matcher: LogMatcher | undefined;
  /** The line whose fields are shown beside. */
  readonly opened: number | undefined;
  /** `byKey`: who opens it has no pointer at hand, and wants the focus there. Undefined closes it. */
  readonly onOpen: (line: LogLine | undefined, byKey: boolean) => void;
  /** Number of the line of the hit that one has gone to. */
  readonly current: number | undefined;
  readonly handle: RefObject<LogLinesHandle | null>;
  /** Shown in the middle when there are no lines. */
  readonly children?: ReactNode;
}

/** The lines in view, and only those: the scroll bar stands for all. */
export function LogLines(props: LogLinesProps) {
  const { session, state, frame, as, wrap, following, onFollowing, handle, children, ...head } = props;
  const t = useT();
  const [rows, setRows] = useState(50);
  const end = following ? session.tailEnd() : state.end;
  // One place more, for what stands before the first line.
  const first = end > state.first ? state.first - 1 : end;
  const scroll = useLogScroll({ first, end, frame, moved: state.moved, wrap, following, onFollowing });
  const from = first + scroll.placement.from;
  const to = first + scroll.placement.to;
  const inView = Array.from({ length: to - from }, (_, index) => from + index);
  useMoved(
    session,
    state.moved,
    () => ({ places: inView }),
    () => undefined,
  );
  const { hits, find } = useHitLines(session, state, props.matcher, from, to);
  const slot = useSlots(from, to);
  const hold = () => onFollowing(false);
  const selecting = useLogSelection({
    ...{ session, as, hold, moved: state.moved, moveBy: scroll.moveBy, block: scroll.block, scroller: scroll.scroller },
    ...{ first: state.first, end: state.end, frame: `${frame} ${as.timestamps} ${JSON.stringify(as.look)}` },
  });
  const [asked, setAsked] = useState<{ link?: string; whole?: number }>();
  const [menu, setMenu] = useState<{ x: number; y: number; link: string | undefined; place: number }>();

  useEffect(() => setRows(Math.ceil(scroll.height / rowHeight) + 8), [scroll.height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever lines or the log's end have come
  useEffect(() => {
    if (following) session.wantTail(rows);
    else session.want(from, to);
  }, [session, following, from, to, rows, state]);
  const { olderLeft } = head;
  const topLine = inView.map((place) => session.line(place)).find((line) => line !== undefined);
  const seesOlder = !following && end > first && !head.cleared;
  const atTop = useUnmoved(seesOlder && scroll.placement.from === 0, state.moved);
  const lacksSome = useUnmoved(seesOlder && topLine !== undefined && topLine.number < head.status.whole, state.moved);
  const wantsOlder = olderLeft && (atTop || lacksSome);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when an answer brought too few
  useEffect(() => {
    if (wantsOlder) session.older();
  }, [session, wantsOlder, state]);

  const top = () => {
    for (let place = Math.max(state.first, from); place < to; place += 1) {
      const line = session.line(place);
      if (line) return line.number;
    }
    return head.status.first;
  };
  const key = (event: KeyboardEvent | React.KeyboardEvent): boolean => {
    if (event.altKey) return false;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'a') selecting.selectAll();
    else if (control && event.key.toLowerCase() === 'c' && selecting.some) void selecting.copy();
    else if (event.key === 'Escape' && selecting.some) selecting.clear();
    else if (event.key === 'Escape' && props.opened !== undefined) props.onOpen(undefined, true);
    else if (event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      selecting.extend(event.key === 'ArrowUp' ? -1 : 1, Math.max(state.first, from + 4));
    } else {
      const distance = control || event.shiftKey ? undefined : distanceOf(event.key, scroll.height);
      if (distance === undefined) return false;
      scroll.moveBy(distance);
    }
    event.preventDefault();
    return true;
  };
  const reveal = (place: number) => {
    if (place <= from + overscan || place >= to - overscan - 1) scroll.goTo(place);
  };
  useImperativeHandle(handle, () => ({ goTo: scroll.goTo, top, following: () => following, reveal, key }));
  /** The line at a point of a row. */
  const lineAt = (target: EventTarget): LogLine | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
    const line = row ? session.line(placeOfRow(row)) : undefined;
    return line?.mark ? undefined : line;
  };
  /** The one that a person without a pointer means: the hit gone to, else the newest or the first in view. */
  const nearest = (): LogLine | undefined => {
    const drawn = inView.flatMap((place) => session.line(place) ?? []).filter(({ mark }) => !mark);
    const hit = drawn.find(({ number }) => number === props.current);
    return hit ?? (following ? drawn.at(-1) : (drawn[overscan] ?? drawn[0]));
  };
  const ask = (target: EventTarget): boolean => {
    const found = target instanceof Element ? target.closest<HTMLElement>('[data-link],[data-whole]') : null;
    const { link, whole } = found?.dataset ?? {};
    if (link !== undefined) setAsked({ link });
    else if (whole !== undefined) setAsked({ whole: Number(whole) });
    return found !== null;
  };

  const pointed = menu && session.line(menu.place);
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div
        ref={scroll.scroller}
        role="log"
        aria-label={t('Lines')}
        // A flood must not be read out.
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        className="relative min-h-0 flex-1 cursor-text overflow-auto bg-sunk focus-visible:outline-offset-[-2px]"
        onMouseDown={selecting.onMouseDown}
        onClick={({ target }) => {
          if (selecting.some || ask(target) || !(target instanceof Element && target.closest('bdi'))) return;
          const line = lineAt(target);
          if (line) props.onOpen(line, false);
        }}
        onKeyDown={(event) => {
          const line = event.key === 'Enter' && event.target === event.currentTarget ? nearest() : undefined;
          if (line) props.onOpen(line, true);
          if (line || (event.key === 'Enter' && ask(event.target))) event.preventDefault();
          else if (key(event)) event.stopPropagation();
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const { target, clientX, clientY } = event;
          const near = (what: string) =>
            target instanceof Element ? target.closest<HTMLElement>(what)?.dataset : undefined;
          setMenu({
            x: clientX,
            y: clientY,
            link: near('[data-link]')?.link,
            place: Number(near('[data-place]')?.place),
          });
        }}
        onCopy={(event) => {
          if (!selecting.some) return;
          event.preventDefault();
          void selecting.copy();
        }}
      >
        <div style={{ height: scroll.spacer }}>
          <div className="sticky top-0 [overflow-y:clip]" style={{ height: scroll.height }}>
            <div
              ref={scroll.block}
              className={wrap ? 'absolute inset-x-0' : 'absolute min-w-full'}
              style={wrap ? undefined : { transform: `translateY(${scroll.top}px)` }}
            >
              {inView.map((place) => {
                if (place < state.first) return <LogHead key="head" {...head} />;
                const line = session.line(place);
                return (
                  <LogRow
                    key={place - slot}
                    line={line}
                    place={place}
                    as={as}
                    wrap={wrap}
                    find={line && hits.has(line.number) ? find : undefined}
                    current={line !== undefined && line.number === props.current}
                    opened={line !== undefined && line.number === props.opened}
                  />
                );
              })}
            </div>
            {children}
          </div>
        </div>
      </div>
      <HitStrip session={session} state={state} />
      {menu && (
        <LogMenu
          at={menu}
          link={menu.link}
          source={as.sources?.[session.line(menu.place)?.source ?? -1]}
          selecting={selecting}
          {...(pointed && { onLine: () => props.onOpen(pointed, true) })}
          onOpen={(link) => setAsked({ link })}
          onClose={() => setMenu(undefined)}
        />
      )}
      {asked && <LineDialogs session={session} asked={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

/**
 * Whether it is so, and nothing came between lines since it is: what comes below leaves one where one was, and it would go on and on.
 * The button asks for more.
 */
function useUnmoved(isSo: boolean, moved: LogState['moved']): boolean {
  const before = useRef(moved);
  if (!isSo) before.current = moved;
  return isSo && before.current === moved;
}

/** px that a key moves by; undefined for other keys. */
function distanceOf(key: string, height: number): number | undefined {
  const distances: Readonly<Record<string, number>> = {
    ArrowUp: -rowHeight,
    ArrowDown: rowHeight,
    PageUp: rowHeight - height,
    PageDown: height - rowHeight,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  return distances[key];
}

/**
 * What is taken from a place to make its row's key: rows that stay in view keep their elements, and after a leap, as in
 * a flood each drawing is one, the elements of before take the new lines.
 */
function useSlots(from: number, to: number): number {
  const before = useRef({ from, to, slot: 0 });
  const { current } = before;
  const overlaps = from < current.to && to > current.from;
  const slot = overlaps ? current.slot : current.slot + from - current.from;
  before.current = { from, to, slot };
  return slot;
}
