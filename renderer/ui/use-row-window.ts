import { defaultRangeExtractor, observeElementRect, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';

export interface RowWindowOptions {
  readonly count: number;
  /** Of stable identity. */
  readonly keyAt: (index: number) => string;
  readonly scroller: RefObject<HTMLElement | null>;
  /** px of every row. */
  readonly height: number;
  /** px of a sticky head inside the scroller. */
  readonly head?: number;
  /** A row that stays drawn wherever the scroller is, so that it doesn't lose the focus. */
  readonly pinned?: number | undefined;
}

export interface RowWindow {
  readonly items: readonly VirtualItem[];
  /** The first and the last that are in sight, without those drawn ahead. */
  readonly seen: { readonly first: number; readonly last: number };
  /** px of all rows together. */
  readonly total: number;
  /** How many rows Page down passes. */
  readonly page: () => number;
  /** Scrolls the row into view, by as little as needed. */
  readonly show: (index: number) => void;
  /** Asks whether it moves just now; always the same function. */
  readonly scrolling: () => boolean;
}

/** A scroller without a height (a test's, or a page not laid out yet) counts as this high. */
const assumedHeight = 800;

/** The rows to draw of a long list of rows of one height. */
export function useRowWindow({ count, keyAt, scroller, height, head = 0, pinned }: RowWindowOptions): RowWindow {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: keyAt,
    overscan: 8,
    scrollMargin: head,
    scrollPaddingStart: head,
    initialRect: { width: 1000, height: assumedHeight },
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { ...rect, height: assumedHeight })),
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (pinned === undefined || pinned >= count || drawn.includes(pinned)) return drawn;
      return [...drawn, pinned].sort((a, b) => a - b);
    },
  });
  const scrolling = useCallback(() => virtualizer.isScrolling, [virtualizer]);
  return {
    scrolling,
    items: virtualizer.getVirtualItems(),
    seen: { first: virtualizer.range?.startIndex ?? 0, last: virtualizer.range?.endIndex ?? -1 },
    total: count * height,
    page: () => Math.max(1, Math.floor(((virtualizer.scrollRect?.height ?? assumedHeight) - head) / height) - 1),
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
