import type { RowsPatch } from '@common/contract/rows';
import { replaceEqualDeep } from '@tanstack/react-query';

/** What a list shows at one moment. `rows` and `byId` are new objects only when a row came, went or changed. */
export interface RowsSnapshot<Row, Id extends string = string> {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<Id, Row>;
  /** When the engine said so, ms since the epoch. */
  readonly at: number;
}

/** A live list as it stands: applies patches, and keeps a row's identity for as long as its content is the same. */
export class RowTable<Row extends { readonly id: Id }, Id extends string = string> {
  readonly #rows = new Map<Id, Row>();
  #at = 0;
  #snapshot: RowsSnapshot<Row, Id> | undefined;

  apply(patch: RowsPatch<Row, Id>): void {
    this.#at = patch.at;
    const changed = patch.kind === 'all' ? this.#replaceAll(patch.rows) : this.#replaceSome(patch.rows, patch.gone);
    if (changed || !this.#snapshot) this.#snapshot = undefined;
    else this.#snapshot = { rows: this.#snapshot.rows, byId: this.#snapshot.byId, at: patch.at };
  }

  snapshot(): RowsSnapshot<Row, Id> {
    this.#snapshot ??= { rows: [...this.#rows.values()], byId: new Map(this.#rows), at: this.#at };
    return this.#snapshot;
  }

  #replaceAll(rows: readonly Row[]): boolean {
    const before = [...this.#rows.values()];
    const kept = rows.map((row) => this.#same(row));
    this.#rows.clear();
    for (const row of kept) this.#rows.set(row.id, row);
    return this.#rows.size !== before.length || [...this.#rows.values()].some((row, place) => row !== before[place]);
  }

  #replaceSome(rows: readonly Row[], gone: readonly Id[]): boolean {
    let changed = false;
    for (const id of gone) changed = this.#rows.delete(id) || changed;
    for (const row of rows) {
      const kept = this.#same(row);
      if (this.#rows.get(row.id) === kept) continue;
      this.#rows.set(row.id, kept);
      changed = true;
    }
    return changed;
  }

  /** The row held so far when it says the same. */
  #same(row: Row): Row {
    const held = this.#rows.get(row.id);
    return held === undefined ? row : replaceEqualDeep(held, row);
  }
}
