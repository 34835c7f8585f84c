import type { EngineId } from '../common/contract/ids';
import type { Engine, EngineEvent } from '../engine/port';
import type { EngineKeeper } from './engines';
import { createLiveTable, type LiveTable } from './live-table';
import type { Log } from './log';

interface LiveTablesOptions<Row, Id extends string> {
  readonly engines: EngineKeeper;
  readonly log: Log;
  idOf(row: Row): Id;
  list(engine: Engine, signal: AbortSignal): Promise<readonly Row[]>;
  fetch?(engine: Engine, ids: readonly Id[], signal: AbortSignal): Promise<readonly Row[]>;
  /** Tells the table what an event means. */
  onEvent(event: EngineEvent, table: LiveTable<Row, Id>): void;
}

/** One live table of a noun for each engine, made when first asked for. */
export interface LiveTables<Row, Id extends string> {
  /** @throws BerthError `engine-unknown` */
  of(engine: EngineId): LiveTable<Row, Id>;
  close(): void;
}

export function createLiveTables<Row, Id extends string>(options: LiveTablesOptions<Row, Id>): LiveTables<Row, Id> {
  const { engines, log, idOf, list, fetch, onEvent } = options;
  const tables = new Map<EngineId, LiveTable<Row, Id>>();
  const undos: (() => void)[] = [];

  function make(id: EngineId): LiveTable<Row, Id> {
    const table = createLiveTable<Row, Id>({
      idOf,
      list: async (signal) => list(engines.get(id), signal),
      fetch: fetch && (async (ids, signal) => fetch(engines.get(id), ids, signal)),
      connected: () => engines.state().engines.some((one) => one.id === id && one.phase === 'connected'),
      log,
    });
    undos.push(
      engines.onEvent(id, (event) => onEvent(event, table)),
      engines.onRelist(id, table.relist),
      engines.onPhase(id, (state) => {
        if (state.phase === 'connected') table.relist();
      }),
    );
    tables.set(id, table);
    return table;
  }

  return {
    of: (id) => tables.get(id) ?? make(id),
    close() {
      for (const undo of undos) undo();
      for (const table of tables.values()) table.close();
    },
  };
}
