import { Boxes, Play, RotateCw, Square, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Bdi } from '../../renderer/ui/bdi';
import { Button } from '../../renderer/ui/button';
import { Bytes } from '../../renderer/ui/bytes';
import { ColumnsMenu } from '../../renderer/ui/data-table/columns-menu';
import { DataTable } from '../../renderer/ui/data-table/data-table';
import type { Column, RowGroups, Sort } from '../../renderer/ui/data-table/table-types';
import { IconButton } from '../../renderer/ui/icon-button';
import { MenuButton } from '../../renderer/ui/menu';
import { RelativeTime } from '../../renderer/ui/relative-time';
import { SearchBox } from '../../renderer/ui/search-box';
import { SegmentedChips } from '../../renderer/ui/segmented-chips';
import { type MarkState, StateMark, stateColour } from '../../renderer/ui/state-mark';
import { TextLink } from '../../renderer/ui/text-link';
import { FilterBar, SelectionToolbar } from '../../renderer/ui/toolbar';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: MarkState;
  readonly words: string;
  readonly port: number | undefined;
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
  readonly at: number;
  readonly project: string;
}

const states: readonly (readonly [MarkState, string])[] = [
  ['healthy', 'healthy'],
  ['running', 'running'],
  ['unhealthy', 'unhealthy · 4 failed'],
  ['exited', 'exited 0 · done'],
  ['failed', 'exit 137 · killed, out of memory'],
  ['paused', 'paused'],
  ['restarting', 'restarting · 37 times, exit 1'],
  ['created', 'created, never started'],
];

function thing(index: number, tick = 0): Thing {
  const [state, words] = states[index % states.length] ?? ['unknown', '?'];
  const runs = state === 'healthy' || state === 'running' || state === 'unhealthy';
  const project = index < 7 ? 'shop' : index < 11 ? 'observability' : '';
  return {
    id: `id${index}`,
    name: `${project || 'thing'}-${['api', 'db', 'cache', 'worker', 'proxy'][index % 5]}-${index}`,
    image: index % 3 === 0 ? `registry.shop.dev/team/with/a/long/path/worker:2.14.${index}` : 'postgres:17',
    state,
    words,
    port: runs ? 3000 + index : undefined,
    cpu: runs ? ((index * 37 + tick * 13) % 1000) / 10 : undefined,
    memory: runs ? ((index * 7919) % 2000) * 1024 ** 2 : undefined,
    at: Date.now() - ((index * 3571) % 100_000) * 60_000,
    project,
  };
}

/** How often a name's cell was drawn: what the memo of rows is measured by. */
const drawn = { count: 0 };
Object.assign(window, { drawn });

const columns: readonly Column<Thing>[] = [
  {
    id: 'name',
    header: 'Name',
    indent: 22,
    width: 180,
    flex: 3,
    fixed: true,
    sortBy: (row) => row.name,
    cell: (row) => {
      drawn.count += 1;
      return (
        <span className="flex items-center gap-2.5">
          <StateMark state={row.state} label={row.words} />
          <TextLink href={`#/${row.id}`} quiet className="min-w-0 font-medium text-ink">
            <Bdi>{row.name}</Bdi>
          </TextLink>
        </span>
      );
    },
  },
  {
    id: 'image',
    header: 'Image',
    width: 140,
    flex: 3,
    priority: 2,
    sortBy: (row) => row.image,
    cell: (row) => (
      <span className="text-dim">
        <Bdi cut="middle">{row.image}</Bdi>
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 150,
    flex: 2,
    sortBy: (row) => row.words,
    cell: (row) => <span className={stateColour(row.state)}>{row.words}</span>,
  },
  {
    id: 'ports',
    header: 'Ports',
    width: 110,
    priority: 3,
    cell: (row) => row.port && <TextLink href={`#${row.port}`}>{row.port}</TextLink>,
  },
  {
    id: 'cpu',
    header: 'CPU',
    width: 90,
    align: 'end',
    priority: 4,
    sortFirst: 'descending',
    sortBy: (row) => row.cpu,
    cell: (row) => (row.cpu === undefined ? '–' : `${row.cpu.toFixed(1)} %`),
  },
  {
    id: 'memory',
    header: 'Memory',
    width: 100,
    align: 'end',
    priority: 5,
    sortFirst: 'descending',
    sortBy: (row) => row.memory,
    cell: (row) => <Bytes memory value={row.memory} />,
  },
  {
    id: 'age',
    header: 'Age',
    width: 80,
    align: 'end',
    priority: 6,
    sortBy: (row) => -row.at,
    cell: (row) => (
      <span className="text-dim">
        <RelativeTime at={row.at} />
      </span>
    ),
  },
];

const groups: RowGroups<Thing> = {
  of: (row) => row.project,
  name: (group) => group.id || 'No project',
  detail: (group) => group.id && `~/${group.id}/compose.yaml`,
  end: (group) => `${group.rows.filter((row) => row.cpu !== undefined).length} of ${group.rows.length} running`,
  verbs: () => (
    <>
      <IconButton size="row" label="Start all" icon={Play} />
      <IconButton size="row" label="Stop all" icon={Square} />
    </>
  ),
};

const verbs = (row: Thing) => (
  <>
    {row.cpu === undefined ? (
      <IconButton size="row" label="Start" icon={Play} />
    ) : (
      <IconButton size="row" label="Stop" icon={Square} />
    )}
    <IconButton
      size="row"
      label="Restart"
      icon={RotateCw}
      disabledReason={row.cpu === undefined ? 'It is not running' : undefined}
    />
    <MenuButton
      look="row"
      label="More"
      icon={Boxes}
      entries={() => [{ kind: 'item', label: 'Delete', icon: Trash2, danger: true, onSelect: () => undefined }]}
    />
  </>
);
const idOf = (row: Thing): string => row.id;
const nameOf = (row: Thing): string => row.name;
const pending = new Map([['id4', 'stopping']]);

export function TablePage({ count, stale }: { readonly count: number; readonly stale: boolean }) {
  const [rows, setRows] = useState<readonly Thing[]>(() => Array.from({ length: count }, (_, index) => thing(index)));
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  const [state, setState] = useState<'all' | 'running' | 'look'>('all');
  useEffect(() => {
    const patch = (index: number, tick: number): void =>
      setRows((was) => was.map((row, at) => (at === index ? { ...row, cpu: (tick * 7.3) % 100 } : row)));
    Object.assign(window, { patch });
  }, []);
  const shown = useMemo(() => rows.filter((row) => row.name.includes(text)), [rows, text]);
  return (
    <main className="flex h-full flex-col bg-pane">
      <header className="flex h-12 items-center gap-2.5 px-4">
        <h1 className="text-title font-semibold">Containers</h1>
        <span className="text-dim">{rows.length}</span>
        <span className="ms-auto" />
        <Button kind="primary" icon={Play}>
          Run
        </Button>
      </header>
      {selected.size > 0 ? (
        <SelectionToolbar count={selected.size} onClear={() => setSelected(new Set())}>
          <Button icon={Play}>Start</Button>
          <Button icon={Square}>Stop</Button>
          <Button icon={RotateCw} disabledReason="None of them is paused">
            Unpause
          </Button>
          <Button kind="danger" icon={Trash2}>
            Delete…
          </Button>
        </SelectionToolbar>
      ) : (
        <FilterBar end={<ColumnsMenu columns={columns} hidden={hidden} onChange={setHidden} />}>
          <SearchBox label="Search containers" value={text} onChange={setText} slash />
          <SegmentedChips
            label="State"
            value={state}
            onChange={setState}
            options={[
              { value: 'all', label: 'All', count: rows.length },
              { value: 'running', label: 'Running', count: 12 },
              { value: 'look', label: 'Needs a look', count: 4, tone: 'warn' },
            ]}
          />
        </FilterBar>
      )}
      <DataTable
        label="Containers"
        rows={shown}
        rowId={idOf}
        rowName={nameOf}
        columns={columns}
        hiddenColumns={hidden}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        groups={groups}
        collapsed={collapsed}
        onCollapse={setCollapsed}
        verbs={verbs}
        pending={pending}
        stale={stale}
        contextMenu={(row) => [{ kind: 'item', label: `Delete ${row.name}`, danger: true, onSelect: () => undefined }]}
      />
    </main>
  );
}
