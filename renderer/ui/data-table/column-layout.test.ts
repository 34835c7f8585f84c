import { expect, it } from 'vitest';
import { layOut } from './column-layout';
import type { Column } from './table-types';

const column = (id: string, width: number, more: Partial<Column<object>> = {}): Column<object> => ({
  id,
  header: id,
  width,
  cell: () => id,
  ...more,
});
const columns = [
  column('name', 180, { flex: 2, fixed: true }),
  column('image', 140, { flex: 1, priority: 2 }),
  column('state', 150),
  column('age', 80, { priority: 6 }),
];
const ids = (width: number, hidden: readonly string[] = []) =>
  layOut(columns, new Set(hidden), width, 38, 112).columns.map(({ id }) => id);

it('drops columns by priority, name and state never', () => {
  expect([ids(1000), ids(699), ids(619), ids(100)]).toEqual([
    ['name', 'image', 'state', 'age'],
    ['name', 'image', 'state'],
    ['name', 'state'],
    ['name', 'state'],
  ]);
});

it('hides what the person hid, but not a fixed column', () => {
  expect(ids(1000, ['image', 'name'])).toEqual(['name', 'state', 'age']);
});

it('gives one template to every row', () => {
  expect(layOut(columns, new Set(['age']), 1000, 38, 112)).toMatchObject({
    template: '38px minmax(180px, 2fr) minmax(140px, 1fr) 150px 112px',
    least: 620,
  });
});
