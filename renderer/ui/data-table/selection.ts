/** How much of some rows is selected. */
export type Share = 'none' | 'some' | 'all';

export function shareOf(ids: readonly string[], selected: ReadonlySet<string>): Share {
  if (selected.size === 0) return 'none';
  const count = ids.reduce((sum, id) => sum + Number(selected.has(id)), 0);
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** All of these on, or all off when all were on; others keep theirs. */
export function toggledAll(selected: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(selected);
  const off = shareOf(ids, selected) === 'all';
  for (const id of ids) {
    if (off) next.delete(id);
    else next.add(id);
  }
  return next;
}

/**
 * A range with Shift: from the row that was toggled last to this one, both included, all become what the first is.
 *
 * @param ids in the order on screen
 */
export function ranged(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  from: string | undefined,
  to: string,
): ReadonlySet<string> {
  const start = from === undefined ? -1 : ids.indexOf(from);
  const end = ids.indexOf(to);
  if (start === -1 || end === -1 || from === undefined) return toggled(selected, to);
  const next = new Set(selected);
  const on = selected.has(from);
  for (const id of ids.slice(Math.min(start, end), Math.max(start, end) + 1)) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The selected among these rows: what a verb acts on. Rows a filter hides are left out: one doesn't delete unseen. */
export function selectedRows<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  selected: ReadonlySet<string>,
): readonly Row[] {
  return selected.size === 0 ? [] : rows.filter((row) => selected.has(rowId(row)));
}
