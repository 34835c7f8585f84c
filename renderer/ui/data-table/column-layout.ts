import type { Column } from './table-types';

/** px: the checkboxes' column, or the margin where there are none. */
export const leadWidth = { select: 38, plain: 8 } as const;

export interface ColumnLayout<Row> {
  readonly columns: readonly Column<Row>[];
  /** For `grid-template-columns`; the same for every row, so columns stand still while values change. */
  readonly template: string;
  /** px below which the table scrolls sideways. */
  readonly least: number;
}

/** Which columns there is room for: those of the highest priority number go first, the last of equals first. */
export function layOut<Row>(
  columns: readonly Column<Row>[],
  hidden: ReadonlySet<string>,
  width: number,
  lead: number,
  verbs: number,
): ColumnLayout<Row> {
  let shown = columns.filter((column) => column.fixed || !hidden.has(column.id));
  const need = (): number => shown.reduce((sum, column) => sum + column.width, lead + verbs);
  while (need() > width) {
    const worst = Math.max(...shown.map((column) => column.priority ?? 0));
    const last = shown.findLastIndex((column) => (column.priority ?? 0) === worst);
    if (worst <= 0 || last === -1) break;
    shown = shown.filter((_, index) => index !== last);
  }
  const tracks = shown.map((column) =>
    column.flex ? `minmax(${column.width}px, ${column.flex}fr)` : `${column.width}px`,
  );
  return { columns: shown, template: [`${lead}px`, ...tracks, `${verbs}px`].join(' '), least: need() };
}
