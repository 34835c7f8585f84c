import type { Container } from '@common/contract/containers';
import type { ContainerId, EngineId, ImageId, JobId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';
import type { Job } from '@common/contract/jobs';
import type { RowsPatch } from '@common/contract/rows';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Bridge, useBridge } from './bridge';
import type { Client } from './connection';
import { follow } from './follow';
import { type RowsSnapshot, RowTable } from './row-table';

interface Rows {
  containers: { row: Container; id: ContainerId };
  images: { row: Image; id: ImageId };
  jobs: { row: Job; id: JobId };
}
type Noun = keyof Rows;
type Opens<N extends Noun> = (
  client: Client,
  engine: EngineId | undefined,
  options: { signal: AbortSignal },
) => Promise<AsyncIterator<RowsPatch<Rows[N]['row'], Rows[N]['id']>>>;

/** How the list of each noun is followed. Jobs are Berth's own: one list over all engines. */
const lists: { [N in Noun]: { readonly ofEngine: boolean; readonly open: Opens<N> } } = {
  containers: {
    ofEngine: true,
    open: (client, engine, options) => client.containers.watch({ engine: needed(engine) }, options),
  },
  images: {
    ofEngine: true,
    open: (client, engine, options) => client.images.watch({ engine: needed(engine) }, options),
  },
  jobs: { ofEngine: false, open: (client, _engine, options) => client.jobs.watch(undefined, options) },
};

function needed(engine: EngineId | undefined): EngineId {
  if (engine === undefined) throw new Error('A list without its engine was followed');
  return engine;
}

export interface LiveRows<Row, Id extends string> extends RowsSnapshot<Row, Id> {
  /** Nothing was heard yet. After a lost connection the last known rows stay, and this stays false. */
  readonly loading: boolean;
}

const nothing = { rows: [], byId: new Map<never, never>(), at: 0 } as const;
const key = (noun: Noun, engine: EngineId | undefined) => [engine ?? 'berth', noun, 'rows'] as const;

/**
 * A live list: whole, then patched row by row as main says. Components that ask for the same one share one stream.
 *
 * `rows` keeps its identity while nothing changes, and each row its own while it says the same.
 */
export function useRows<N extends Noun>(noun: N, engine?: EngineId): LiveRows<Rows[N]['row'], Rows[N]['id']> {
  type Row = Rows[N]['row'];
  type Id = Rows[N]['id'];
  const bridge = useBridge();
  const of = lists[noun].ofEngine ? engine : undefined;
  const wanted = !lists[noun].ofEngine || engine !== undefined;
  useEffect(() => {
    if (!wanted) return undefined;
    return bridge.shared.hold(key(noun, of).join(' '), () => followRows(bridge, noun, of));
  }, [bridge, noun, of, wanted]);
  const { data } = useQuery<RowsSnapshot<Row, Id>>({
    queryKey: wanted ? key(noun, of) : ['berth', 'no-engine'],
    queryFn: skipToken,
    structuralSharing: false,
  });
  return useMemo(() => ({ ...(data ?? (nothing as RowsSnapshot<Row, Id>)), loading: data === undefined }), [data]);
}

/**
 * Writes the stream's patches to the query cache, at most once a frame.
 *
 * A hidden page gets no frames: what comes meanwhile is applied to the table, and shown in one go when it is seen again.
 */
function followRows<N extends Noun>(bridge: Bridge, noun: N, engine: EngineId | undefined): () => void {
  const table = new RowTable<Rows[N]['row'], string>();
  let frame: number | undefined;
  const show = () => {
    frame = undefined;
    bridge.queries.setQueryData(key(noun, engine), table.snapshot());
  };
  // Told once here: the cache else compares all rows deeply at each change, which the table has done better.
  bridge.queries.getQueryCache().build(bridge.queries, { queryKey: key(noun, engine), structuralSharing: false });
  const end = follow<RowsPatch<Rows[N]['row'], string>>(bridge.connection, {
    open: (client, options) => lists[noun].open(client, engine, options),
    next: (patch) => {
      table.apply(patch);
      frame ??= requestAnimationFrame(show);
    },
  });
  return () => {
    end();
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}
