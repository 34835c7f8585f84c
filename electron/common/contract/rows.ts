/**
 * How a live list travels: the whole once, then what changed.
 *
 * One ordered stream carries both, so a list can't overtake its own changes. After a lost engine connection the table
 * in main lists again and sends only the difference.
 */
export type RowsPatch<Row, Id extends string> =
  /** Replaces everything the receiver holds. `at`: when the engine said so, ms since the epoch. */
  | { readonly kind: 'all'; readonly rows: readonly Row[]; readonly at: number }
  /** Rows to add or replace by id, and ids that are gone. */
  | { readonly kind: 'some'; readonly rows: readonly Row[]; readonly gone: readonly Id[]; readonly at: number };
