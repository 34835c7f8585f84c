import type { ReactNode } from 'react';
import type { MenuEntry } from '../menu-entry';

/** What a column sorts by. Undefined sorts last, whichever the direction. */
export type SortValue = string | number | undefined;

export interface Column<Row> {
  readonly id: string;
  /** In the person's language; also its name in the Columns menu. */
  readonly header: string;
  /** px. With `flex` it's the least width, without it's the width. */
  readonly width: number;
  /** Its share of the room that is left. */
  readonly flex?: number;
  readonly align?: 'start' | 'end';
  /** px before the header's words, where cells begin with a mark. */
  readonly indent?: number;
  /**
   * When the table is too narrow the highest goes first; 0 (unless told) never goes. Keep name and state at 0.
   */
  readonly priority?: number;
  /** Makes the column sortable. */
  readonly sortBy?: (row: Row) => SortValue;
  /** The direction of the first press on its header: ascending unless told (sizes and figures: descending). */
  readonly sortFirst?: SortDirection;
  /** Kept out of the Columns menu: it can't be hidden. */
  readonly fixed?: boolean;
  /**
   * What the row shows; nothing for unknown facts: write `–`. Its identity should be stable (a module's constant, or
   * memoized): a row is drawn anew when it changes.
   */
  readonly cell: (row: Row) => ReactNode;
}

export type SortDirection = 'ascending' | 'descending';

export interface Sort {
  readonly column: string;
  readonly direction: SortDirection;
}

/** Rows under one header. `id` is what `RowGroups.of` gave; '' are those that belong nowhere, always last. */
export interface RowGroup<Row> {
  readonly id: string;
  readonly rows: readonly Row[];
}

export interface RowGroups<Row> {
  /** The id of the row's group, '' for none. Groups stand in the order of their ids. */
  readonly of: (row: Row) => string;
  /** The group's name: "Select NAME", "Collapse NAME". */
  readonly name: (group: RowGroup<Row>) => string;
  /** What the header says after the name: a path, a count. */
  readonly detail?: (group: RowGroup<Row>) => ReactNode;
  /** What stands at its end: "5 of 6 running". */
  readonly end?: (group: RowGroup<Row>) => ReactNode;
  /** Buttons at its very end. */
  readonly verbs?: (group: RowGroup<Row>) => ReactNode;
}

/** What of a table is on screen: not what is drawn ahead for scrolling. */
export interface SeenRows {
  /** Of rows, from top to bottom. */
  readonly ids: readonly string[];
  readonly columns: readonly string[];
}

export interface DataTableProps<Row extends object> {
  /** The list's accessible name: "Containers". */
  readonly label: string;
  /** Row objects keep their identity while nothing in them changed: only changed ones are drawn anew. */
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The object's name: "Select NAME". */
  readonly rowName: (row: Row) => string;
  /** The first is the name: its cell is a link. Stable identity wanted, like every function here. */
  readonly columns: readonly Column<Row>[];
  readonly hiddenColumns?: ReadonlySet<string> | undefined;
  /** Undefined: the order the rows came in. */
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** Ids. Rows that a filter took away stay in it: act on `selectedRows()` only. */
  readonly selected?: ReadonlySet<string> | undefined;
  /** Without it there are no checkboxes. */
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly groups?: RowGroups<Row> | undefined;
  /** Ids of groups that show no rows. */
  readonly collapsed?: ReadonlySet<string> | undefined;
  readonly onCollapse?: (collapsed: ReadonlySet<string>) => void;
  /** Enter or a double click on a row. */
  readonly onOpen?: (row: Row) => void;
  /** Buttons at the row's end (`IconButton size="row"`), shown while it's hovered or holds the focus. */
  readonly verbs?: (row: Row) => ReactNode;
  /** px for the verbs; 112 unless told. */
  readonly verbsWidth?: number;
  /** A right click or the menu key on a row. */
  readonly contextMenu?: (row: Row) => readonly MenuEntry[];
  /** Told of the rows on screen each time others are: for what is asked for them alone. */
  readonly onSeen?: (seen: SeenRows) => void;
  /** What is under way with a row, in words: `stopping`. By row id. */
  readonly pending?: ReadonlyMap<string, string> | undefined;
  /** The facts are old: they are shown faded. */
  readonly stale?: boolean;
  /** Nothing is known yet: rows of the right height. With rows, they stay. */
  readonly loading?: boolean;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** Instead of rows when the list could not be had; wins over `empty`. */
  readonly error?: ReactNode;
}
