/**
 * Where lines stand on the screen: the arithmetic of a scroller for any number of lines.
 *
 * Chromium caps an element at 33.5 M device pixels, so the element that makes the scroll bar is never taller than 4 M;
 * the true position is kept beside it. The line at a fraction r of the log stands at the fraction r of the view: the
 * first is then at the top at r = 0 and the last at the bottom at r = 1, whatever heights wrapped lines have.
 */
export const rowHeight = 20;
const spacerLimit = 4_000_000;

export interface View {
  /** Lines there are. */
  readonly total: number;
  /** px */
  readonly height: number;
  /** px a line takes: `rowHeight`, or the average of wrapped lines as far as it is known. */
  readonly row: number;
}

/** How far one can scroll, px. */
export function scrollRange({ total, height, row }: View): number {
  return Math.max(0, total * row - height);
}

/** Height of what the browser scrolls. */
export function spacerHeight({ total, height, row }: View): number {
  return Math.max(height, Math.min(total * row, spacerLimit));
}

/** The scroll bar is coarser than a pixel of the log: wheel and keys have to be taken over. */
export function isCapped(view: View): boolean {
  return view.total * view.row > spacerLimit;
}

/** From the true position to the browser's `scrollTop`, and back. */
export function toScrollTop(position: number, view: View): number {
  const range = scrollRange(view);
  return range === 0 ? 0 : (position / range) * (spacerHeight(view) - view.height);
}
export function fromScrollTop(scrollTop: number, view: View): number {
  const room = spacerHeight(view) - view.height;
  return room <= 0 ? 0 : Math.min(1, scrollTop / room) * scrollRange(view);
}

export interface Placement {
  /** Index of the first and after the last line to draw. */
  readonly from: number;
  readonly to: number;
  /** The line that is held fast, with the fraction of it (from its top) that stands at `y` px. */
  readonly anchor: number;
  readonly fraction: number;
  readonly y: number;
}

/** Lines drawn beyond what is seen, on either side. */
export const overscan = 4;

/** Which lines to draw at a position, and where. Enough for lines of one row; taller ones need fewer. */
export function place(position: number, view: View, beyond = overscan): Placement {
  const range = scrollRange(view);
  const ratio = range === 0 ? 0 : Math.min(1, Math.max(0, position / range));
  const exact = range === 0 ? 0 : ratio * view.total;
  const anchor = Math.max(0, Math.min(view.total - 1, Math.floor(exact)));
  const y = ratio * view.height;
  return {
    from: Math.max(0, anchor - Math.ceil(y / rowHeight) - beyond),
    to: Math.min(view.total, anchor + Math.ceil((view.height - y) / rowHeight) + beyond + 1),
    anchor,
    fraction: exact - anchor,
    y,
  };
}

/** The position that shows a line: in the middle, or where its heights can't tell, as far down the view as down the log. */
export function positionOf(index: number, view: View): number {
  const range = scrollRange(view);
  if (view.row !== rowHeight) return ((index + 0.5) / view.total) * range;
  const centred = (index + 0.5) * rowHeight - view.height / 2;
  return Math.min(range, Math.max(0, centred));
}

/** A drawn line: index, top and height in px of the view. */
export interface DrawnRow {
  readonly index: number;
  readonly top: number;
  readonly height: number;
}

/**
 * The position at which the drawn lines stay where they are when the number of lines has changed.
 *
 * Only wrapped lines need it: it is where "fraction of the log" and "fraction of the view" meet among what is drawn.
 */
export function positionKeeping(rows: readonly DrawnRow[], view: View): number | undefined {
  for (const { index, top, height } of rows) {
    // index + (y - top) / height = total * y / view.height, solved for y
    const slope = 1 / height - view.total / view.height;
    if (slope === 0) continue;
    const y = (top / height - index) / slope;
    if (y >= top && y <= top + height && y >= 0 && y <= view.height) return (y / view.height) * scrollRange(view);
  }
  return undefined;
}
