import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useToasts } from '../../stores/toasts';
import { selectedText } from './copy-lines';
import { isEmpty, type LogSelection, type Spot, selectedPart, wordAt } from './log-selection';
import type { LogSession } from './log-session';
import type { Moved } from './moved-lines';
import { drawnRows, nodeAt, placeOfRow, rowText, spotAt } from './row-text';
import type { ShownAs } from './shown-line';
import { useMoved } from './use-moved';

/** The name under which logs.css paints it. */
const painted = 'log-selection';
/** ms between two steps while one drags beyond the view, and px of a step at most. */
const dragEvery = 50;
const dragMost = 400;

export interface LogSelectionOptions {
  readonly session: LogSession;
  readonly block: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly first: number;
  readonly end: number;
  /** With another one, places or characters mean something else. */
  readonly frame: string;
  /** Another one when lines stand at other places. */
  readonly moved: Moved | undefined;
  readonly as: ShownAs;
  readonly moveBy: (distance: number) => void;
  /** The view is to hold still: somebody points at its lines. */
  readonly hold: () => void;
}

export interface LogSelecting {
  readonly some: boolean;
  readonly onMouseDown: (event: React.MouseEvent) => void;
  readonly selectAll: () => void;
  /** By lines, from the top of the view when nothing is selected yet. */
  readonly extend: (lines: number, from: number) => void;
  readonly clear: () => void;
  readonly copy: () => Promise<void>;
}

/** Selects over drawn and undrawn lines alike: by dragging, clicks, Shift and keys. */
export function useLogSelection(options: LogSelectionOptions): LogSelecting {
  const { session, block, frame, first, end } = options;
  const [selection, setSelection] = useState<LogSelection>();
  const latest = useRef({ ...options, selection });
  latest.current = { ...options, selection };
  const undoDrag = useRef<() => void>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was selected is of the frame before
  useEffect(() => setSelection(undefined), [session, frame]);
  useEffect(() => () => undoDrag.current?.(), []);
  const ends = selection && [selection.anchor, selection.focus];
  const keptEnds = () => ({ places: ends?.map(({ place }) => place) ?? [] });
  useMoved(session, options.moved, keptEnds, (moved) => setSelection(selection && movedSelection(selection, moved)));
  // After every drawing: the rows are others.
  useLayoutEffect(() => paint(block.current, selection));
  useEffect(() => () => void highlights()?.delete(painted), []);

  const onMouseDown = useCallback((event: React.MouseEvent) => {
    const { block, scroller, selection, moveBy, hold } = latest.current;
    const [lines, view] = [block.current, scroller.current];
    if (event.button !== 0 || !lines || !view || isAside(event.target, view, event)) return;
    const spot = spotAt(lines, event.clientX, event.clientY);
    if (!spot) return;
    // The browser must not select too, and then would not give the focus.
    event.preventDefault();
    view.focus({ preventScroll: true });
    if (event.shiftKey && selection) setSelection({ ...selection, focus: spot });
    else if (event.detail === 2) setSelection(wordOf(lines, spot));
    else if (event.detail > 2) setSelection(lineOf(lines, spot));
    else setSelection({ anchor: spot, focus: spot });
    undoDrag.current?.();
    undoDrag.current = drag(lines, view, {
      moveBy,
      hold,
      from: spot,
      to: (focus) => setSelection((was) => was && { ...was, focus }),
    });
  }, []);

  const selectAll = useCallback(
    () =>
      setSelection({ anchor: { place: first, offset: 0 }, focus: { place: end - 1, offset: Number.MAX_SAFE_INTEGER } }),
    [first, end],
  );
  const extend = useCallback(
    (lines: number, from: number) => {
      latest.current.hold();
      setSelection((was) => {
        if (!was || isEmpty(was)) {
          const place = was?.anchor.place ?? from;
          return { anchor: { place, offset: 0 }, focus: { place: Math.max(first, place + lines), offset: 0 } };
        }
        const place = Math.min(end, Math.max(first, was.focus.place + lines));
        return { ...was, focus: { place, offset: 0 } };
      });
    },
    [first, end],
  );
  const copy = useCallback(async () => {
    const { session, selection, as } = latest.current;
    if (!selection || isEmpty(selection)) return;
    const { show } = useToasts.getState();
    const { t } = as;
    try {
      const { text, lines, left } = await selectedText(session, selection, as);
      await navigator.clipboard.writeText(text);
      if (left === 0) return;
      show({
        tone: 'info',
        title: t('Copied the first {{lines}} lines', { lines: lines.toLocaleString() }),
        detail: t('{{left}} more are too many for a clipboard. Download saves them all.', {
          left: left.toLocaleString(),
        }),
      });
    } catch {
      // A page that lacks the focus may not write; a log that is gone can't be read.
      show({ tone: 'bad', title: t('Nothing was copied'), detail: t('The clipboard or the log refused it.') });
    }
  }, []);

  return {
    some: selection !== undefined && !isEmpty(selection),
    onMouseDown,
    selectAll,
    extend,
    clear: useCallback(() => setSelection(undefined), []),
    copy,
  };
}

/** Undefined where it is not known what it would be now. */
function movedSelection({ anchor, focus }: LogSelection, moved: Moved): LogSelection | undefined {
  const [from, to] = [moved.place(anchor.place), moved.place(focus.place)];
  if (from === undefined || to === undefined) return undefined;
  return { anchor: { ...anchor, place: from }, focus: { ...focus, place: to } };
}

/** Whether one presses something else than lines: a button in a row, the scroll bar. */
function isAside(target: EventTarget, view: HTMLElement, { clientX, clientY }: React.MouseEvent): boolean {
  if (target instanceof Element && target.closest('[data-aside],button,a')) return true;
  const box = view.getBoundingClientRect();
  return clientX >= box.left + view.clientWidth || clientY >= box.top + view.clientHeight;
}

const rowOf = (lines: Element, { place }: Spot) => drawnRows(lines).find((row) => placeOfRow(row) === place);

function wordOf(lines: Element, spot: Spot): LogSelection {
  const row = rowOf(lines, spot);
  const [from, to] = row ? wordAt(rowText(row), spot.offset) : [spot.offset, spot.offset];
  return { anchor: { ...spot, offset: from }, focus: { ...spot, offset: to } };
}

function lineOf(lines: Element, spot: Spot): LogSelection {
  const row = rowOf(lines, spot);
  return { anchor: { ...spot, offset: 0 }, focus: { ...spot, offset: row ? rowText(row).length : 0 } };
}

interface Drag {
  readonly from: Spot;
  readonly to: (spot: Spot) => void;
  readonly moveBy: (distance: number) => void;
  readonly hold: () => void;
}

/** Follows the pointer until it is let go, and scrolls while it is beyond the view. Returns its undo. */
function drag(lines: Element, view: HTMLElement, { from, to, moveBy, hold }: Drag): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let timer: ReturnType<typeof setInterval> | undefined;
  let at = { x: 0, y: 0 };
  let begun = false;
  const point = () => {
    const box = view.getBoundingClientRect();
    const y = Math.min(box.bottom - 1, Math.max(box.top, at.y));
    const beyond = at.y < box.top ? at.y - box.top : Math.max(0, at.y - box.bottom);
    const spot = spotAt(lines, Math.min(box.left + view.clientWidth - 1, Math.max(box.left, at.x)), y);
    if (!spot) return beyond;
    if (!begun && (spot.place !== from.place || spot.offset !== from.offset)) {
      begun = true;
      hold();
    }
    if (begun) to(spot);
    return beyond;
  };
  const step = () => {
    const beyond = point();
    if (beyond !== 0) moveBy(Math.max(-dragMost, Math.min(dragMost, beyond * 2)));
  };
  addEventListener(
    'mousemove',
    (event) => {
      at = { x: event.clientX, y: event.clientY };
      const beyond = point();
      if (beyond !== 0) timer ??= setInterval(step, dragEvery);
      else {
        clearInterval(timer);
        timer = undefined;
      }
    },
    { signal },
  );
  addEventListener('mouseup', () => stop.abort(), { signal });
  addEventListener('blur', () => stop.abort(), { signal });
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return () => stop.abort();
}

/** Paints it on the rows that are drawn, without an element of its own. */
function paint(block: HTMLElement | null, selection: LogSelection | undefined): void {
  const registry = highlights();
  if (!registry) return;
  const rows = block && selection && !isEmpty(selection) ? drawnRows(block) : [];
  const parts = rows.flatMap((row) => {
    const part = selection && selectedPart(selection, placeOfRow(row), rowText(row).length);
    return part ? [{ row, part }] : [];
  });
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) {
    registry.delete(painted);
    return;
  }
  const range = new Range();
  range.setStart(...nodeAt(first.row, first.part[0]));
  range.setEnd(...nodeAt(last.row, last.part[1]));
  registry.set(painted, new Highlight(range));
}

/** The page's painted ranges; undefined where there are none, as in tests without a browser. */
const highlights = (): HighlightRegistry | undefined => (globalThis.CSS as typeof CSS | undefined)?.highlights;
