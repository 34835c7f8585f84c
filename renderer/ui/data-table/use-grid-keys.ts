import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { TableItem } from './table-items';

interface GridKeys<Row> {
  readonly items: readonly TableItem<Row>[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly page: () => number;
  readonly show: (index: number) => void;
  readonly open: (item: TableItem<Row>) => void;
  readonly select: (item: TableItem<Row>, range: boolean) => void;
  readonly selectAll: () => void;
  /** @returns whether there was something to clear */
  readonly clear: () => boolean;
  /** @returns whether the item is a group that could be folded so */
  readonly fold: (item: TableItem<Row>, folded: boolean) => boolean;
  /** @returns whether the item has a menu */
  readonly menu: (item: TableItem<Row>, line: HTMLElement) => boolean;
}

/** What can take the focus inside a row. */
export const focusables = 'a[href],button,input,select,[tabindex]';

const keyOf = (line: Element | null): string | undefined => line?.getAttribute('data-key') ?? undefined;

const holder = (root: Element | null, key: string): HTMLElement | null =>
  [...(root?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].find((line) => keyOf(line) === key) ?? null;

/**
 * The keys of the table. One row is active: it alone is a tab stop, and Tab then goes through what is in it.
 *
 * Up, Down, Home, End, Page up and down walk (with Shift: select along); Right and Left go through a row's links and buttons, or
 * fold a group; Enter opens; Space selects; Ctrl+A selects all; Esc clears; the menu key, Shift+F10 or `.` opens the row's menu.
 */
export function useGridKeys<Row>(keys: GridKeys<Row>) {
  const { items, scroller, show } = keys;
  const [wanted, setWanted] = useState<{ key: string; index: number }>({ key: '', index: 0 });
  const focusInside = useRef(false);

  // A row that went leaves its place to the one that moved up.
  const still = items[wanted.index]?.key === wanted.key;
  const found = still ? wanted.index : items.findIndex((item) => item.key === wanted.key);
  const index = found === -1 ? Math.min(wanted.index, items.length - 1) : found;
  const active = items[index]?.key;

  useLayoutEffect(() => {
    if (active !== undefined && (active !== wanted.key || index !== wanted.index)) setWanted({ key: active, index });
  }, [active, index, wanted]);

  // At every drawing: a row goes with its focus, and so does a button that its own press replaced by "stopping".
  useLayoutEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (focusInside.current && lost && active !== undefined) holder(scroller.current, active)?.focus();
  });

  const goTo = (next: number, select: boolean): void => {
    const to = Math.max(0, Math.min(items.length - 1, next));
    const item = items[to];
    if (!item) return;
    setWanted({ key: item.key, index: to });
    show(to);
    if (select) keys.select(item, true);
    const line = holder(scroller.current, item.key);
    if (line) line.focus({ preventScroll: true });
    // It's only drawn after this.
    else requestAnimationFrame(() => holder(scroller.current, item.key)?.focus({ preventScroll: true }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    // A menu opened from a row is its child in React, not on the page.
    if (!event.currentTarget.contains(target) || event.defaultPrevented || event.altKey) return;
    const line = target.closest<HTMLElement>('[data-key]');
    const here = items.findIndex((other) => other.key === keyOf(line));
    const item = items[here];
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'a') keys.selectAll();
    else if (event.key === 'Escape') {
      if (!keys.clear()) return;
    } else if (control || !line || !item) return;
    else {
      const steps: Record<string, number> = {
        ArrowDown: here + 1,
        ArrowUp: here - 1,
        Home: 0,
        End: items.length - 1,
        PageDown: here + keys.page(),
        PageUp: here - keys.page(),
      };
      const step = steps[event.key];
      if (step !== undefined) goTo(step, event.shiftKey);
      else if (event.key === 'ContextMenu' || event.key === '.' || (event.key === 'F10' && event.shiftKey)) {
        if (target.matches('input[type=text],input[type=search]') || !keys.menu(item, line)) return;
      } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        const right = event.key === 'ArrowRight';
        if (target !== line || !keys.fold(item, !right)) walkInside(line, target, right ? 1 : -1);
      } else if (event.key === 'Enter' && target === line) keys.open(item);
      else if (event.key === ' ' && (target === line || target.matches('a'))) keys.select(item, event.shiftKey);
      else return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    focusInside.current = true;
    const key = keyOf((event.target as HTMLElement).closest('[data-key]'));
    if (key === undefined || key === active) return;
    setWanted({ key, index: items.findIndex((item) => item.key === key) });
  };
  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    // Without a next element the row went away, or the window lost the focus: it's still ours.
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node)) focusInside.current = false;
  };
  return { active, activeIndex: active === undefined ? undefined : index, handlers: { onKeyDown, onFocus, onBlur } };
}

function walkInside(line: HTMLElement, from: HTMLElement, by: 1 | -1): void {
  const stops = [line, ...line.querySelectorAll<HTMLElement>(focusables)];
  stops[stops.indexOf(from) + by]?.focus();
}
