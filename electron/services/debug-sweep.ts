import type { EngineId } from '../common/contract/ids';
import { debugLabel, isOrphan } from './debug-owner';
import { debugPrefix } from './debug-tools';
import type { EngineKeeper } from './engines';
import type { Log } from './log';

/** Removes what debug shells of a Berth that crashed left, from each engine as it is connected. Returns its end. */
export function sweepDebugContainers({ engines, log }: { engines: EngineKeeper; log: Log }): () => void {
  const life = new AbortController();
  let connected = new Set<EngineId>();

  async function follow(): Promise<void> {
    for await (const { engines: all } of engines.watch(life.signal)) {
      const now = new Set(all.filter(({ phase }) => phase === 'connected').map(({ id }) => id));
      for (const id of now) if (!connected.has(id)) void sweep(id);
      connected = now;
    }
  }

  async function sweep(id: EngineId): Promise<void> {
    try {
      const engine = engines.get(id);
      const rows = await engine.listContainers({ label: debugLabel, signal: life.signal });
      for (const row of rows) {
        // What is made of a committed debug container has its label too, and is a person's.
        if (!row.name.startsWith(debugPrefix) || !isOrphan(row.labels[debugLabel] ?? '')) continue;
        await engine.deleteContainer(row.id, { force: true, volumes: true });
        log.info('Removed the container of a debug shell whose Berth is gone', { name: row.name });
      }
    } catch (error) {
      // The next connection or start tries again.
      if (!life.signal.aborted) log.warn('Debug containers could not be looked for', { id, error });
    }
  }

  void follow().catch((error: unknown) => log.error('Debug containers are no longer looked for', { error }));
  return () => life.abort();
}
