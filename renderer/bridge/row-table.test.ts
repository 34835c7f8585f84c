import type { RowsPatch } from '@common/contract/rows';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowTable } from './row-table';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly ports: readonly number[];
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const row: fc.Arbitrary<Row> = fc.record({
  id,
  state: fc.constantFrom('up', 'down'),
  ports: fc.array(fc.nat(3), { maxLength: 2 }),
});
const patch: fc.Arbitrary<RowsPatch<Row, string>> = fc.oneof(
  fc.record({ kind: fc.constant('all' as const), rows: fc.array(row, { maxLength: 6 }), at: fc.nat() }),
  fc
    .record({
      rows: fc.uniqueArray(row, { selector: (each) => each.id, maxLength: 4 }),
      gone: fc.array(id, { maxLength: 3 }),
      at: fc.nat(),
    })
    .map((some) => ({ ...some, kind: 'some' as const })),
);

/** The plainest thing that could be right. */
function model(patches: readonly RowsPatch<Row, string>[]): ReadonlyMap<string, Row> {
  let rows = new Map<string, Row>();
  for (const each of patches) {
    if (each.kind === 'all') rows = new Map();
    else for (const gone of each.gone) rows.delete(gone);
    for (const one of each.rows) rows.set(one.id, one);
  }
  return rows;
}

describe('RowTable', () => {
  test('holds after any patches what the plain model holds, in its order', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 12 }), (patches) => {
        const table = new RowTable<Row>();
        for (const each of patches) table.apply(each);
        const { rows, byId, at } = table.snapshot();
        const expected = model(patches);
        expect({ rows, byId, at }).toEqual({
          rows: [...expected.values()],
          byId: expected,
          at: patches.at(-1)?.at ?? 0,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('keeps the identity of every row that says the same, and of the whole when nothing changed', () => {
    fc.assert(
      fc.property(fc.array(patch, { minLength: 1, maxLength: 8 }), patch, (before, next) => {
        const table = new RowTable<Row>();
        for (const each of before) table.apply(each);
        const old = table.snapshot();
        table.apply(structuredClone(next));
        const now = table.snapshot();
        const named = new Set(next.kind === 'some' ? next.gone : []);
        for (const [key, held] of now.byId) {
          if (named.has(key)) continue; // said to be gone and there again in one patch: another one
          const was = old.byId.get(key);
          if (was && JSON.stringify(was) === JSON.stringify(held)) expect(held).toBe(was);
        }
        if (named.size === 0 && JSON.stringify(old.rows) === JSON.stringify(now.rows)) expect(now.rows).toBe(old.rows);
      }),
      { numRuns: 500 },
    );
  });
});
