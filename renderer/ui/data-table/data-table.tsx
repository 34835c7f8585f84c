// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which table elements can't be
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are the grid's tab stops, its cells are not
import { type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ContextMenu } from '../menu';
import { SkeletonRows } from '../skeleton';
import { useRowWindow } from '../use-row-window';
import { useWidth } from '../use-width';
import { layOut, leadWidth } from './column-layout';
import { GroupRow } from './group-row';
import { ranged, shareOf, toggled, toggledAll } from './selection';
import { TableHead } from './table-head';
import { sortRows, type TableItem, tableItems } from './table-items';
import { rowHeight, TableRow } from './table-row';
import type { DataTableProps } from './table-types';
import { useGridKeys } from './use-grid-keys';
import { useSeenRows } from './use-seen-rows';

const nothing: ReadonlySet<string> = new Set();
/** What is pressed for itself. A pressed verb gives way to "stopping…": the second half of a double click then hits its cell. */
const controls = 'a,button,input,[data-verbs]';

/** A list of things: sorted, grouped, selected, walked by keys, of any length. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, rowId, rowName, columns, hiddenColumns = nothing, sort, onSort } = props;
  const { selected = nothing, onSelect, groups, collapsed = nothing, onCollapse, onOpen, verbs } = props;
  const { verbsWidth = 112, contextMenu, pending, stale = false, loading = false, empty, error, onSeen } = props;

  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const lead = onSelect ? leadWidth.select : leadWidth.plain;
  const layout = useMemo(
    () => layOut(columns, hiddenColumns, width, lead, verbsWidth),
    [columns, hiddenColumns, width, lead, verbsWidth],
  );
  // The same columns keep their identity while the window is resized: rows are not drawn anew.
  const shownIds = layout.columns.map((column) => column.id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: shownIds stands for layout.columns
  const shown = useMemo(() => layout.columns, [columns, shownIds]);

  const sortBy = columns.find((column) => column.id === sort?.column)?.sortBy;
  const order = useRef<readonly string[]>([]);
  const sorted = useMemo(
    () => sortRows(rows, sortBy, sort?.direction ?? 'ascending', rowId, order.current),
    [rows, sortBy, sort?.direction, rowId],
  );
  const items = useMemo(() => tableItems(sorted, rowId, groups, collapsed), [sorted, rowId, groups, collapsed]);
  const ids = useMemo(() => sorted.map(rowId), [sorted, rowId]);
  useLayoutEffect(() => {
    order.current = ids;
  }, [ids]);

  const lastToggled = useRef<string>(undefined);
  const select = (item: TableItem<Row>, range: boolean): void => {
    if (!onSelect) return;
    if (item.kind === 'group') {
      if (!range) onSelect(toggledAll(selected, item.ids));
      return;
    }
    const id = rowId(item.row);
    const onScreen = items.flatMap((other) => (other.kind === 'row' ? [rowId(other.row)] : []));
    onSelect(range ? ranged(selected, onScreen, lastToggled.current, id) : toggled(selected, id));
    if (!range || lastToggled.current === undefined) lastToggled.current = id;
  };
  const fold = (group: string, folded: boolean): void => {
    const next = new Set(collapsed);
    if (folded) next.add(group);
    else next.delete(group);
    onCollapse?.(next);
  };

  const [menu, setMenu] = useState<{ id: string; x: number; y: number }>();
  const activeIndex = useRef<number>(undefined);
  // A new function would make the window measure all rows again.
  const keyAt = useCallback((index: number) => items[index]?.key ?? '', [items]);
  const view = useRowWindow({
    count: items.length,
    keyAt,
    scroller,
    height: rowHeight,
    head: rowHeight,
    pinned: activeIndex.current,
  });
  const keys = useGridKeys({
    items,
    scroller,
    page: view.page,
    show: view.show,
    open: (item) => (item.kind === 'row' ? onOpen?.(item.row) : fold(item.group.id, !collapsed.has(item.group.id))),
    select,
    selectAll: () => onSelect?.(new Set([...selected, ...ids])),
    clear: () => {
      if (selected.size > 0) onSelect?.(nothing);
      return selected.size > 0;
    },
    fold: (item, folded) => {
      if (item.kind !== 'group' || collapsed.has(item.group.id) === folded) return false;
      fold(item.group.id, folded);
      return true;
    },
    menu: (item, line) => {
      if (item.kind !== 'row' || !contextMenu) return false;
      const { left, bottom } = line.getBoundingClientRect();
      setMenu({ id: rowId(item.row), x: left + 48, y: bottom });
      return true;
    },
  });
  activeIndex.current = keys.activeIndex;
  useSeenRows(
    items.slice(view.seen.first, view.seen.last + 1).flatMap((item) => (item.kind === 'row' ? [rowId(item.row)] : [])),
    shown.map(({ id }) => id),
    onSeen,
  );

  // Rows get functions that stay the same, and so are drawn only when they themselves changed.
  const latest = useRef({ items, select });
  useLayoutEffect(() => {
    latest.current = { items, select };
  });
  const onToggle = useRef((key: string, range: boolean): void => {
    const item = latest.current.items.find((other) => other.key === key);
    if (item) latest.current.select(item, range);
  }).current;

  const itemOf = (event: MouseEvent): TableItem<Row> | undefined => {
    const key = (event.target as Element).closest('[data-key]')?.getAttribute('data-key') ?? undefined;
    return items.find((item) => item.key === key);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const item = contextMenu && event.currentTarget.contains(event.target as Node) ? itemOf(event) : undefined;
    if (!contextMenu || item?.kind !== 'row') return;
    event.preventDefault();
    setMenu({ id: rowId(item.row), x: event.clientX, y: event.clientY });
  };
  const onClick = (event: MouseEvent): void => {
    const item = itemOf(event);
    if (!item || (event.target as Element).closest(controls)) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) select(item, event.shiftKey);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const item = itemOf(event);
    if (item?.kind === 'row' && !(event.target as Element).closest(controls)) onOpen?.(item.row);
  };

  // Asked at every drawing: what its row allows may change while the menu is open, and a row that went takes it along.
  const menuRow = menu && rows.find((row) => rowId(row) === menu.id);
  if (menu && !menuRow) setMenu(undefined);
  const share = onSelect && shareOf(ids, selected);
  return (
    <div className="@container flex min-h-0 flex-1 flex-col" data-stale={stale || undefined}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are useGridKeys' */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={items.length + 1}
        aria-colcount={shown.length + 2}
        aria-multiselectable={onSelect ? true : undefined}
        aria-busy={loading || undefined}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
        {...keys.handlers}
        style={{ '--columns': layout.template } as React.CSSProperties}
        className={`relative overflow-auto bg-pane outline-none [scrollbar-gutter:stable] ${items.length > 0 ? 'min-h-0 flex-1' : 'shrink-0'}`}
      >
        <div style={{ minWidth: layout.least }}>
          <TableHead
            columns={shown}
            sort={sort}
            onSort={onSort}
            share={share}
            onToggleAll={() => onSelect?.(toggledAll(selected, ids))}
            hasVerbs={verbs !== undefined}
          />
          {items.length > 0 && (
            <div role="rowgroup" className="relative mb-12" style={{ height: view.total }}>
              {view.items.map(({ index }) => {
                const item = items[index];
                if (!item) return null;
                const place = {
                  itemKey: item.key,
                  top: index * rowHeight,
                  index: index + 2,
                  active: item.key === keys.active,
                };
                if (item.kind === 'group' && groups)
                  return (
                    <GroupRow
                      key={item.key}
                      {...place}
                      group={item.group}
                      groups={groups}
                      collapsed={collapsed.has(item.group.id)}
                      share={onSelect && shareOf(item.ids, selected)}
                      onToggle={onToggle}
                      onFold={fold}
                    />
                  );
                if (item.kind !== 'row') return null;
                const id = rowId(item.row);
                return (
                  <TableRow
                    key={item.key}
                    {...place}
                    row={item.row}
                    name={rowName(item.row)}
                    columns={shown}
                    selected={onSelect && selected.has(id)}
                    pending={pending?.get(id)}
                    verbs={verbs}
                    scrolling={view.scrolling}
                    onToggle={onToggle}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      {items.length === 0 && (
        <div className="min-h-0 flex-1 overflow-auto bg-pane">
          {error ?? (loading ? <SkeletonRows count={12} /> : empty)}
        </div>
      )}
      {menu && menuRow && contextMenu && (
        <ContextMenu
          label={rowName(menuRow)}
          entries={contextMenu(menuRow)}
          at={menu}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}
