import type { Container } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { useMemo } from 'react';
import { hrefOf, paths } from '../../app/paths';
import { type Translate, useT } from '../../app/t';
import { Bdi, ShortId } from '../../ui/bdi';
import type { Column } from '../../ui/data-table/table-types';
import { shortTime } from '../../ui/format-age';
import { RelativeTime } from '../../ui/relative-time';
import { StateMark, stateColour } from '../../ui/state-mark';
import { TextLink } from '../../ui/text-link';
import { containerWords } from './container-words';
import { portLinks } from './port-links';
import { PortList } from './port-list';
import { CpuCell, MemoryCell } from './usage-cells';

/** Engine times by our clock (EN-15); a few seconds are the Date header's own coarseness. */
export function clockOffset(engine: EngineState | undefined): number {
  const offset = engine?.clockOffset ?? 0;
  return Math.abs(offset) < 5_000 ? 0 : offset;
}

/** The columns of the list, the same objects for as long as engine and language stay. */
export function useContainerColumns(engine: EngineState): readonly Column<Container>[] {
  const t = useT();
  const offset = clockOffset(engine);
  const { address } = engine;
  return useMemo(() => columns(t, address, offset), [t, address, offset]);
}

/** Hidden until asked for. */
export const hiddenAtFirst = ['id', 'command', 'networks', 'created'] as const;

function columns(t: Translate, address: string, offset: number): readonly Column<Container>[] {
  return [
    {
      id: 'name',
      header: t('Name'),
      width: 176,
      flex: 3,
      fixed: true,
      sortBy: ({ name }) => name,
      cell: (row) => <NameCell row={row} />,
    },
    {
      id: 'image',
      header: t('Image'),
      width: 136,
      flex: 3,
      priority: 1,
      sortBy: ({ image }) => image,
      cell: ({ image }) => <ImageCell image={image} />,
    },
    {
      id: 'state',
      header: t('State'),
      width: 168,
      flex: 2,
      fixed: true,
      sortBy: (row) => containerWords(row).text,
      cell: (row) => <StateCell row={row} />,
    },
    {
      id: 'ports',
      header: t('Ports'),
      width: 128,
      flex: 1.5,
      priority: 2,
      sortBy: ({ ports }) => portLinks(ports, address)[0]?.text,
      cell: ({ ports }) => <PortList ports={ports} engineAddress={address} />,
    },
    // Not sorted by: only the rows on screen are sampled, and they would run about.
    {
      id: 'cpu',
      header: t('CPU'),
      width: 132,
      align: 'end',
      priority: 2.5,
      cell: (row) => <CpuCell row={row} />,
    },
    {
      id: 'memory',
      header: t('Memory'),
      width: 88,
      align: 'end',
      priority: 2.4,
      cell: (row) => <MemoryCell row={row} />,
    },
    {
      id: 'project',
      header: t('Project'),
      width: 112,
      flex: 1,
      priority: 4,
      sortBy: ({ compose }) => compose?.project,
      cell: ({ compose }) =>
        compose && (
          <Bdi cut="middle" className="text-dim">
            {compose.project}
          </Bdi>
        ),
    },
    {
      id: 'networks',
      header: t('Networks'),
      width: 112,
      flex: 1,
      priority: 6,
      sortBy: ({ networks }) => networks[0],
      cell: ({ networks }) =>
        networks.length > 0 && (
          <Bdi cut={networks.length === 1 ? 'middle' : 'end'} className="text-dim">
            {networks.join(', ')}
          </Bdi>
        ),
    },
    {
      id: 'command',
      header: t('Command'),
      width: 144,
      flex: 2,
      priority: 7,
      sortBy: ({ command }) => command,
      cell: ({ command }) => (
        <Bdi mono className="text-dim">
          {command}
        </Bdi>
      ),
    },
    {
      id: 'id',
      header: t('ID'),
      width: 112,
      priority: 5,
      cell: ({ id }) => (
        <span className="text-dim">
          <ShortId shown={id.slice(0, 12)}>{id}</ShortId>
        </span>
      ),
    },
    {
      id: 'created',
      header: t('Created'),
      width: 136,
      align: 'end',
      priority: 8,
      sortBy: ({ createdAt }) => (createdAt > 0 ? createdAt : undefined),
      cell: ({ createdAt }) => (
        <span className="text-dim tabular-nums">{createdAt > 0 ? shortTime(createdAt - offset) : '–'}</span>
      ),
    },
    {
      id: 'age',
      header: t('Age'),
      width: 68,
      align: 'end',
      priority: 3,
      // The youngest first, as `docker ps`.
      sortBy: ({ createdAt }) => (createdAt > 0 ? -createdAt : undefined),
      cell: ({ createdAt }) => (
        <span className="text-dim">
          <RelativeTime at={createdAt > 0 ? createdAt - offset : undefined} />
        </span>
      ),
    },
  ];
}

function NameCell({ row }: { readonly row: Container }) {
  const { mark, text } = containerWords(row);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StateMark state={mark} label={text} />
      <TextLink quiet href={hrefOf(paths.container(row.id))} className="min-w-0 font-medium">
        <Bdi cut="middle">{row.name}</Bdi>
      </TextLink>
    </span>
  );
}

/** When its tag moved on, the engine tells an id instead of a name. */
function ImageCell({ image }: { readonly image: string }) {
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(image)?.[1];
  return id === undefined ? (
    <Bdi cut="middle" className="text-dim">
      {image}
    </Bdi>
  ) : (
    <span className="text-dim">
      <ShortId shown={id.slice(0, 12)}>{image}</ShortId>
    </span>
  );
}

function StateCell({ row }: { readonly row: Container }) {
  const { mark, text } = containerWords(row);
  return (
    <span data-tip={text} data-tip-if="cut" className={`block truncate ${stateColour(mark)}`}>
      {text}
    </span>
  );
}
