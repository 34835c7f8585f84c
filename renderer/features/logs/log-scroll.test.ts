import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromScrollTop,
  place,
  positionKeeping,
  positionOf,
  rowHeight,
  scrollRange,
  spacerHeight,
  toScrollTop,
} from './log-scroll';

const views = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  height: fc.integer({ min: 40, max: 2_000 }),
  row: fc.constant(rowHeight),
});

describe('log scroll', () => {
  it('shows the first line at the top and the last at the bottom', () => {
    const view = { total: 10_000_000, height: 600, row: rowHeight };
    expect(place(0, view)).toMatchObject({ from: 0, anchor: 0, y: 0 });
    const end = place(scrollRange(view), view);
    expect(end).toMatchObject({ to: view.total, anchor: view.total - 1, fraction: 1, y: 600 });
  });

  it('never makes an element taller than the browser takes, and finds its way back', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), (view, ratio) => {
        expect(spacerHeight(view)).toBeLessThanOrEqual(Math.max(4_000_000, view.height));
        const position = ratio * scrollRange(view);
        expect(fromScrollTop(toScrollTop(position, view), view)).toBeCloseTo(position, 3);
      }),
    );
  });

  it('draws every line that is seen, and moves by as much as one scrolls', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), (view, ratio) => {
        const position = ratio * scrollRange(view);
        const { from, to, anchor, fraction, y } = place(position, view);
        const top = (index: number) => y + (index - anchor - fraction) * rowHeight;
        if (from > 0) expect(top(from)).toBeLessThanOrEqual(0);
        if (to < view.total) expect(top(to)).toBeGreaterThanOrEqual(view.height);
        if (scrollRange(view) > 0) expect(top(0)).toBeCloseTo(-position, 2);
      }),
    );
  });

  it('keeps wrapped lines where they are when lines come', () => {
    const before = { total: 200, height: 600, row: rowHeight };
    const { anchor, fraction, y } = place(1_500, before);
    const heights = (index: number) => (index % 3 === 0 ? 60 : 20);
    const rows = [];
    let top = y - fraction * heights(anchor);
    for (let index = anchor; index >= 0 && top > 0; index -= 1) top -= heights(index - 1);
    for (let index = anchor - 60, at = 0; index < anchor + 60; index += 1) {
      if (index === anchor - 60) {
        at = y - fraction * heights(anchor);
        for (let up = anchor - 1; up >= anchor - 60; up -= 1) at -= heights(up);
      }
      rows.push({ index, top: at, height: heights(index) });
      at += heights(index);
    }
    const after = { total: 260, height: 600, row: rowHeight };
    const kept = place(positionKeeping(rows, after) ?? -1, after);
    const row = rows.find((one) => one.index === kept.anchor);
    expect(row && row.top + kept.fraction * row.height).toBeCloseTo(kept.y, 3);
  });

  it('reaches the end of wrapped lines that are taller than the view', () => {
    const view = { total: 4, height: 700, row: 445 };
    expect(scrollRange(view)).toBe(1_080);
    expect(place(scrollRange(view), view)).toMatchObject({ anchor: 3, fraction: 1, y: 700 });
    expect(place(positionOf(2, view), view)).toMatchObject({ anchor: 2, fraction: 0.5 });
  });

  it('puts a line in the middle', () => {
    const view = { total: 1_000, height: 400, row: rowHeight };
    expect(positionOf(500, view)).toBe(500 * 20 + 10 - 200);
    expect(positionOf(0, view)).toBe(0);
    expect(positionOf(999, view)).toBe(scrollRange(view));
  });
});
