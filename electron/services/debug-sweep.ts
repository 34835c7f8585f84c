import type { EngineId } from '../common/contract/ids';
import type { Engine } from '../engine/port';
import { isLeft } from './debug-claims';
import { debugLabel } from './debug-owner';
import { borrowsLabel, ownVolumes } from './debug-things';
import type { EngineKeeper } from './engines';
import type { Log } from './log';

/**
 * Removes what debug shells left on an engine: those of a Berth that crashed, and those of this one that could not be removed when
 * they ended. What fails is left to the next time: a connection, a debug shell, a start of Berth.
 */
export async function sweepDebugThings(engine: Engine, log: Log, signal?: AbortSignal): Promise<void> {
  const attempt = async (kind: string, name: string, remove: () => Promise<void>) => {
    try {
      await remove();
      log.info('Removed what a debug shell left', { kind, name });
    } catch (error) {
      log.warn('What a debug shell left could not be removed', { kind, name, error });
    }
  };
  try {
    for (const { id, name, labels } of (await engine.listContainers({ label: debugLabel, signal })).filter(isLeft)) {
      const lent = labels[borrowsLabel];
      let own: readonly string[] = [];
      await attempt('container', name, async () => {
        // One of an older Berth does not say which are its lender's: all stay.
        const found =
          lent === undefined || lent === 'true' ? [] : await ownVolumes(engine, id, new Set(lent.split(',')));
        await engine.deleteContainer(id, { force: true, volumes: lent === undefined });
        own = found;
      });
      // One that another container has got hold of is refused by the engine.
      for (const volume of own) await attempt('volume', volume, () => engine.deleteVolume(volume));
    }
    for (const { name } of (await engine.listVolumes(signal)).filter(isLeft)) {
      await attempt('volume', name, () => engine.deleteVolume(name));
    }
  } catch (error) {
    if (!signal?.aborted) log.warn('What debug shells left could not be looked for', { engine: engine.id, error });
  }
}

/** Sweeps each engine as it is connected. Returns its end. */
export function sweepWhenConnected({ engines, log }: { engines: EngineKeeper; log: Log }): () => void {
  const life = new AbortController();
  let connected = new Set<EngineId>();

  async function follow(): Promise<void> {
    for await (const { engines: all } of engines.watch(life.signal)) {
      const now = new Set(all.filter(({ phase }) => phase === 'connected').map(({ id }) => id));
      for (const id of now) if (!connected.has(id)) void sweepDebugThings(engines.get(id), log, life.signal);
      connected = now;
    }
  }

  void follow().catch((error: unknown) => log.error('What debug shells left is no longer looked for', { error }));
  return () => life.abort();
}
