// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which table elements can't be
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are the grid's tab stops, its cells are not
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Checkbox } from '../checkbox';
import { classNames } from '../class-names';
import { Spinner } from '../spinner';
import { useWords } from '../use-words';
import type { Column } from './table-types';
import { focusables } from './use-grid-keys';

/** px of every line. */
export const rowHeight = 28;

export const lineClass = 'absolute inset-x-0 h-7 border-b border-line -outline-offset-2 contain-strict';

export interface TableRowProps<Row extends object> {
  readonly row: Row;
  readonly itemKey: string;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly top: number;
  /** Its number among all lines, the head being 1. */
  readonly index: number;
  readonly active: boolean;
  /** Undefined: rows can't be selected. */
  readonly selected: boolean | undefined;
  readonly pending: string | undefined;
  readonly verbs: ((row: Row) => ReactNode) | undefined;
  readonly onToggle: (itemKey: string, range: boolean) => void;
  readonly scrolling: () => boolean;
}

/** ms without which a row that flies by is not asked for its verbs: they are half of what a row costs. */
const restBeforeVerbs = 120;

interface RowVerbsProps<Row> {
  readonly row: Row;
  /** Gives its place to what is under way, and stays: a menu opened from it must not go. */
  readonly hidden: boolean;
  readonly verbs: (row: Row) => ReactNode;
  readonly scrolling: () => boolean;
}

function RowVerbs<Row>({ row, hidden, verbs, scrolling }: RowVerbsProps<Row>) {
  const [rested, setRested] = useState(() => !scrolling());
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (rested) return undefined;
    const timer = setTimeout(() => setRested(true), restBeforeVerbs);
    return () => clearTimeout(timer);
  }, [rested]);
  useLayoutEffect(() => {
    // Those that came late missed the row's own care for its tab stops.
    const line = rested && place.current?.closest<HTMLElement>('[role=row]');
    if (line) setTabStops(line, line.tabIndex === 0);
  }, [rested]);
  useLayoutEffect(() => {
    // What can't be seen can't have the focus: the row has it then.
    if (hidden && place.current?.contains(document.activeElement))
      place.current.closest<HTMLElement>('[role=row]')?.focus({ preventScroll: true });
  }, [hidden]);
  if (!rested) return undefined;
  return (
    <span
      ref={place}
      className={classNames(
        'flex gap-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100',
        hidden && 'absolute end-3',
      )}
      style={hidden ? { visibility: 'hidden' } : undefined}
    >
      {verbs(row)}
    </span>
  );
}

function setTabStops(line: HTMLElement, active: boolean): void {
  for (const stop of line.querySelectorAll<HTMLElement>(focusables)) stop.tabIndex = active ? 0 : -1;
}

/** What isn't the active row's is no tab stop; links and buttons come from elsewhere and needn't know. */
export function useTabStops(line: { readonly current: HTMLElement | null }, active: boolean): void {
  useLayoutEffect(() => {
    if (line.current) setTabStops(line.current, active);
  });
}

function PlainTableRow<Row extends object>(props: TableRowProps<Row>) {
  const { row, itemKey, name, columns, top, index, active, selected, pending, verbs, onToggle, scrolling } = props;
  const words = useWords();
  const line = useRef<HTMLDivElement>(null);
  useTabStops(line, active);
  return (
    <div
      ref={line}
      role="row"
      aria-rowindex={index}
      aria-selected={selected}
      aria-busy={pending !== undefined || undefined}
      data-key={itemKey}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      className={classNames(
        'group/row grid grid-cols-(--columns) items-center',
        lineClass,
        selected ? 'bg-sel' : 'focus-within:bg-hover hover:bg-hover',
      )}
    >
      <div role="gridcell" className="flex h-full items-center ps-4">
        {selected !== undefined && (
          <Checkbox
            aria-label={words('Select {{name}}', { name })}
            checked={selected}
            onChange={(event) =>
              onToggle(itemKey, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)
            }
          />
        )}
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames('min-w-0 truncate px-2', column.align === 'end' && 'text-end tabular-nums')}
        >
          {column.cell(row)}
        </div>
      ))}
      <div role="gridcell" data-verbs="" className="relative flex min-w-0 items-center justify-end gap-0.5 pe-3">
        {pending !== undefined && (
          <span className="flex min-w-0 items-center gap-1.5 text-small text-dim">
            <span className="truncate">{pending}</span>
            <Spinner size={12} />
          </span>
        )}
        {verbs && <RowVerbs row={row} hidden={pending !== undefined} verbs={verbs} scrolling={scrolling} />}
      </div>
    </div>
  );
}

/** Drawn anew only when its row object or what is shown of it changed. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
