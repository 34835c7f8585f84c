import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  type DrawnRow,
  fromScrollTop,
  isCapped,
  type Placement,
  place,
  positionKeeping,
  positionOf,
  rowHeight,
  scrollRange,
  spacerHeight,
  toScrollTop,
  type View,
} from './log-scroll';
import type { Moved } from './moved-lines';

/** Lines: no screen has more. */
const farthest = 500;

export interface LogScrollOptions {
  /** The places there are: `first` to `end` - 1. */
  readonly first: number;
  readonly end: number;
  /** Places of another frame (a filter, another log) say nothing about those of this one. */
  readonly frame: unknown;
  /** Another one when lines stand at other places. */
  readonly moved: Moved | undefined;
  readonly wrap: boolean;
  /** Holds the end of the log at the bottom. */
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
}

export interface LogScroll {
  /** The element that scrolls, and the block of drawn lines in it. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly block: RefObject<HTMLDivElement | null>;
  readonly height: number;
  readonly spacer: number;
  readonly placement: Placement;
  /** px from the view's top to the block's; wrapped lines are measured after they are drawn. */
  readonly top: number;
  /** By so many px. */
  readonly moveBy: (distance: number) => void;
  /** To a place, in the middle of the view. */
  readonly goTo: (place: number) => void;
}

/** Keeps the position in a log of any length while lines come at its ends and between them, and go at its start. */
export function useLogScroll({ first, end, frame, moved, wrap, following, onFollowing }: LogScrollOptions): LogScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const drawn = useRef<readonly DrawnRow[]>([]);
  /** Index of the line in the middle of the view. */
  const middle = useRef(0);
  /** Where the browser's scrollTop is: reading it from the element would lay the page out in the middle of a drawing. */
  const told = useRef(0);
  const [height, setHeight] = useState(0);
  const [position, setPosition] = useState(0);
  const [wrapped, setWrapped] = useState(rowHeight);
  const [seen, setSeen] = useState({ first, end, frame, moved });
  const row = wrap ? wrapped : rowHeight;
  const view: View = { total: end - first, height, row };
  const range = scrollRange(view);

  if (seen.first !== first || seen.end !== end || seen.frame !== frame || seen.moved !== moved) {
    setSeen({ first, end, frame, moved });
    // Where nothing was drawn there is nothing to hold.
    if (!following && seen.frame === frame && seen.end > seen.first) {
      const by = moved && seen.moved !== moved ? movedBy(moved, middle.current + seen.first, seen.end - seen.first) : 0;
      const dropped = first - seen.first - by;
      const rows = drawn.current.map((row) => ({ ...row, index: row.index - dropped }));
      const kept = wrap ? positionKeeping(rows, view) : undefined;
      setPosition(Math.max(0, kept ?? position - dropped * row));
    }
  }

  const shown = following ? range : Math.min(position, range);
  const placement = place(shown, view);
  const latest = useRef({ view, shown, following, first });
  latest.current = { view, shown, following, first };

  const moveTo = useCallback(
    (next: number) => {
      const most = scrollRange(latest.current.view);
      setPosition(Math.min(most, Math.max(0, next)));
      onFollowing(next >= most - 1);
    },
    [onFollowing],
  );
  const moveBy = useCallback((distance: number) => moveTo(latest.current.shown + distance), [moveTo]);
  const goTo = useCallback(
    (line: number) => {
      setPosition(positionOf(line - latest.current.first, latest.current.view));
      onFollowing(false);
    },
    [onFollowing],
  );

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => setHeight(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const onScroll = () => {
      // The event comes after the layout: here the reading is free.
      const { scrollTop } = element;
      if (Math.abs(scrollTop - told.current) < 1.5) return;
      told.current = scrollTop;
      moveTo(fromScrollTop(scrollTop, latest.current.view));
    };
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      const distance = lines ? event.deltaY * rowHeight : event.deltaY;
      // The bar is coarser than the log, or new lines would pull the view back before the browser says it moved.
      if (!isCapped(latest.current.view) && !latest.current.following) return;
      if (latest.current.following && distance > 0) return;
      event.preventDefault();
      moveBy(distance);
    };
    element.addEventListener('scroll', onScroll);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [moveTo, moveBy]);

  // After every drawing: lines may have come, wrapped or been fetched since the last.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || height === 0) return;
    const wanted = toScrollTop(shown, view);
    if (Math.abs(told.current - wanted) >= 1) {
      told.current = wanted;
      element.scrollTop = wanted;
    }
    drawn.current = wrap && block.current ? measureRows(block.current, placement) : [];
    middle.current = middleOf(drawn.current, placement, height);
    const average = averageOf(drawn.current);
    if (average === undefined || Math.abs(average - row) < row / 10) return;
    // What is seen stays: only how far one can scroll is known better now.
    setWrapped(average);
    setPosition(range === 0 ? 0 : (shown / range) * scrollRange({ ...view, row: average }));
  });

  return {
    scroller,
    block,
    height,
    spacer: spacerHeight(view),
    placement,
    top: placement.y - (placement.anchor - placement.from + placement.fraction) * rowHeight,
    moveBy,
    goTo,
  };
}

/** Index of the line in the middle. */
function middleOf(wrapped: readonly DrawnRow[], { anchor, fraction, y }: Placement, height: number): number {
  const row = wrapped.findLast(({ top }) => top <= height / 2);
  return row?.index ?? Math.floor(anchor + fraction + (height / 2 - y) / rowHeight);
}

/**
 * By how many places the line in the middle of the view has moved, or the nearest to it of which that is known: so most of what is
 * seen stays where it is.
 */
function movedBy(moved: Moved, middle: number, total: number): number {
  for (let away = 0; away < Math.min(total, farthest); away += 1) {
    for (const place of [middle - away, middle + away]) {
      const now = moved.place(place);
      if (now !== undefined) return now - place;
    }
  }
  return 0;
}

/** px; undefined when nothing is drawn. */
function averageOf(rows: readonly DrawnRow[]): number | undefined {
  if (rows.length === 0) return undefined;
  return Math.max(rowHeight, rows.reduce((sum, row) => sum + row.height, 0) / rows.length);
}

/** Puts the anchored line where it belongs, and tells where each line then stands. */
function measureRows(block: HTMLElement, { from, anchor, fraction, y }: Placement): readonly DrawnRow[] {
  const elements = [...block.children] as HTMLElement[];
  const held = elements[anchor - from];
  if (!held) return [];
  // All is read before anything is written.
  const measured = elements.map((element) => ({ top: element.offsetTop, height: element.offsetHeight }));
  const top = y - (measured[anchor - from]?.top ?? 0) - fraction * held.offsetHeight;
  block.style.transform = `translateY(${top}px)`;
  return measured.map((row, index) => ({ index: from + index, top: top + row.top, height: row.height }));
}
