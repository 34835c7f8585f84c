// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import '../../app/t';
import { DataTable } from './data-table';
import type { Column, DataTableProps, Sort } from './table-types';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly size: number | undefined;
  readonly project?: string;
}

const drawn = vi.fn();
const columns: readonly Column<Thing>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 100,
    flex: 1,
    sortBy: (row) => row.name,
    cell: (row) => {
      drawn(row.id);
      return <a href={`#/${row.id}`}>{row.name}</a>;
    },
  },
  {
    id: 'size',
    header: 'Size',
    width: 80,
    sortFirst: 'descending',
    sortBy: (row) => row.size,
    cell: (row) => row.size,
  },
];
const things: readonly Thing[] = ['web-10', 'web-2', 'db', 'cache', 'proxy'].map((name, index) => ({
  id: `id-${name}`,
  name,
  size: index === 2 ? undefined : index * 10,
  ...(index < 2 && { project: 'shop' }),
}));
const rowId = (row: Thing): string => row.id;
const rowName = (row: Thing): string => row.name;
const verbs = (row: Thing) => <button type="button">Stop {row.name}</button>;

function Table(more: Partial<DataTableProps<Thing>>) {
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <DataTable
        label="Things"
        rows={things}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        verbs={verbs}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        collapsed={collapsed}
        onCollapse={setCollapsed}
        {...more}
      />
      <output>{[...selected].sort().join(' ')}</output>
    </>
  );
}

const shop = { of: (row: Thing) => row.project ?? '', name: (group: { id: string }) => group.id || 'No project' };

afterEach(() => {
  cleanup();
  drawn.mockClear();
});

const names = () => screen.getAllByRole('link').map((link) => link.textContent);
const selected = () => screen.getByRole('status').textContent;
const row = (name: string) => screen.getByRole('row', { name: new RegExp(`${name}( |$)`) });
const key = (name: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });
const focused = () => document.activeElement?.getAttribute('data-key') ?? document.activeElement?.textContent;

it('sorts names as people count, and turns round', () => {
  render(<Table />);
  expect(names()).toEqual(['cache', 'db', 'proxy', 'web-2', 'web-10']);
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  expect(names()).toEqual(['web-10', 'web-2', 'proxy', 'db', 'cache']);
});

it('begins figures with the largest and leaves the unknown last both ways', () => {
  render(<Table />);
  fireEvent.click(screen.getByRole('button', { name: 'Size' }));
  expect(names()).toEqual(['proxy', 'cache', 'web-2', 'web-10', 'db']);
  fireEvent.click(screen.getByRole('button', { name: 'Size' }));
  expect(names()).toEqual(['web-10', 'web-2', 'cache', 'proxy', 'db']);
});

it('is one tab stop that the arrows move', () => {
  render(<Table />);
  row('cache').focus();
  expect(screen.getAllByRole('row').filter((line) => line.tabIndex === 0)).toHaveLength(1);
  key('ArrowDown');
  expect(focused()).toBe('row id-db');
  key('End');
  expect(focused()).toBe('row id-web-10');
  key('ArrowDown');
  expect(focused()).toBe('row id-web-10');
  key('PageUp');
  expect(focused()).toBe('row id-cache');
  expect(within(row('db')).getByRole('link').tabIndex).toBe(-1);
  expect(within(row('cache')).getByRole('link').tabIndex).toBe(0);
});

it('goes through what is in a row with Right and Left, and up and down from there', () => {
  render(<Table />);
  row('cache').focus();
  key('ArrowRight');
  key('ArrowRight');
  key('ArrowRight');
  expect(focused()).toBe('Stop cache');
  key('ArrowDown');
  expect(focused()).toBe('row id-db');
});

it('opens with Enter, selects with Space, all with Ctrl+A, and clears with Esc', () => {
  const onOpen = vi.fn();
  render(<Table onOpen={onOpen} />);
  row('db').focus();
  key('Enter');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(things[2]);
  key(' ');
  expect(selected()).toBe('id-db');
  key('a', { ctrlKey: true });
  expect(selected()?.split(' ')).toHaveLength(5);
  key('Escape');
  expect(selected()).toBe('');
});

it('leaves Enter and Space on a button to the button', () => {
  const onOpen = vi.fn();
  render(<Table onOpen={onOpen} />);
  screen.getByRole('button', { name: 'Stop db' }).focus();
  key('Enter');
  key(' ');
  expect([onOpen.mock.calls.length, selected()]).toEqual([0, '']);
});

it('selects a range with Shift in the order on screen', () => {
  render(<Table />);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select db' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select web-10' }), { shiftKey: true });
  expect(selected()).toBe('id-db id-proxy id-web-10 id-web-2');
  expect(row('web-2').getAttribute('aria-selected')).toBe('true');
  expect((screen.getByRole('checkbox', { name: 'Select all' }) as HTMLInputElement).indeterminate).toBe(true);
});

it('selects and folds a group', () => {
  render(<Table groups={shop} />);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select shop' }));
  expect(selected()).toBe('id-web-10 id-web-2');
  fireEvent.click(screen.getByRole('button', { name: 'Collapse shop' }));
  expect(names()).toEqual(['cache', 'db', 'proxy']);
  screen.getAllByRole('row')[1]?.focus();
  key('ArrowRight');
  expect(names()).toEqual(['web-2', 'web-10', 'cache', 'db', 'proxy']);
});

it('keeps the focus in place when the row goes', () => {
  const { rerender } = render(<Table />);
  row('db').focus();
  rerender(<Table rows={things.filter((thing) => thing.name !== 'db')} />);
  expect(focused()).toBe('row id-proxy');
});

it('draws only the row that changed', () => {
  const { rerender } = render(<Table />);
  drawn.mockClear();
  rerender(<Table rows={things.map((thing) => (thing.name === 'db' ? { ...thing, size: 5 } : thing))} />);
  expect(drawn.mock.calls).toEqual([['id-db']]);
});

it('draws a screenful of ten thousand', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `${index}`, name: `n${index}`, size: index }));
  render(<Table rows={many} />);
  expect(screen.getByRole('grid', { name: 'Things' }).getAttribute('aria-rowcount')).toBe('10001');
  expect(names().length).toBeLessThan(60);
});

it('says what is under way on the row itself, in the verbs’ place', () => {
  render(<Table pending={new Map([['id-db', 'stopping']])} />);
  expect(row('db').getAttribute('aria-busy')).toBe('true');
  expect(within(row('db')).queryByRole('button')).toBeNull();
  expect(within(row('db')).getByText('stopping')).toBeTruthy();
});

it('shows the error rather than the empty words, and rows while loading', () => {
  const { rerender } = render(<Table rows={[]} empty="Nothing yet" />);
  expect(screen.getByText('Nothing yet')).toBeTruthy();
  rerender(<Table rows={[]} empty="Nothing yet" error="It broke" />);
  expect([screen.queryByText('Nothing yet'), screen.getByText('It broke').textContent]).toEqual([null, 'It broke']);
  rerender(<Table rows={[]} empty="Nothing yet" loading />);
  expect([screen.queryByText('Nothing yet'), screen.getByText('Loading').textContent]).toEqual([null, 'Loading']);
});

it('the menu key, Shift+F10 and a dot open the row’s menu without a mouse', async () => {
  const select = vi.fn();
  render(<Table contextMenu={(row) => [{ kind: 'item', label: `Stop ${row.name}`, onSelect: select }]} />);
  for (const press of [{ key: 'ContextMenu' }, { key: 'F10', shiftKey: true }, { key: '.' }]) {
    const line = screen.getByRole('link', { name: 'db' }).closest('[role=row]') as HTMLElement;
    line.focus();
    fireEvent.keyDown(line, press);
    const menu = await screen.findByRole('menu', { name: 'db' });
    fireEvent.click(within(menu).getByRole('menuitem', { name: 'Stop db' }));
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull(), { timeout: 10_000 });
  }
  expect(select).toHaveBeenCalledTimes(3);
});

it('a row’s menu follows its row, goes with it, and does not come back by itself', async () => {
  const menuOf = (word: string) => (row: Thing) =>
    [{ kind: 'item', label: `${word} ${row.name}`, onSelect: () => undefined }] as const;
  const { rerender } = render(<Table contextMenu={menuOf('Start')} />);
  const line = screen.getByRole('link', { name: 'db' }).closest('[role=row]') as HTMLElement;
  line.focus();
  fireEvent.keyDown(line, { key: '.' });
  await screen.findByRole('menuitem', { name: 'Start db' });
  rerender(<Table contextMenu={menuOf('Stop')} />);
  await screen.findByRole('menuitem', { name: 'Stop db' });
  rerender(<Table contextMenu={menuOf('Stop')} rows={things.filter(({ name }) => name !== 'db')} />);
  expect(screen.queryByRole('menu')).toBeNull();
  rerender(<Table contextMenu={menuOf('Stop')} />);
  expect(screen.queryByRole('menu')).toBeNull();
});
