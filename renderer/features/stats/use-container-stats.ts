import type { ContainerId, EngineId } from '@common/contract/ids';
import type { StatsSample } from '@common/contract/stats';
import { useEffect, useState } from 'react';
import { type Bridge, useBridge } from '../../bridge/bridge';
import { followStats } from '../../bridge/stats';
import { whileSeen } from '../../bridge/while-seen';

/** ms of samples that are kept. */
const keptFor = 30 * 60_000;

const none: readonly StatsSample[] = [];

/** What a container used in the last half hour, oldest first, and goes on using, while the page is seen. */
export function useContainerStats(engine: EngineId, id: ContainerId): readonly StatsSample[] {
  const bridge = useBridge();
  const [samples, setSamples] = useState(none);
  useEffect(() => {
    setSamples(none);
    return followContainer(bridge, engine, id, (more) => setSamples((before) => joined(before, more)));
  }, [bridge, engine, id]);
  return samples;
}

/** History each time the page comes to sight: others may have watched meanwhile. */
function followContainer(
  bridge: Bridge,
  engine: EngineId,
  id: ContainerId,
  next: (samples: readonly StatsSample[]) => void,
): () => void {
  const endHistory = whileSeen(() => {
    const stop = new AbortController();
    // What fails here fails below too, which goes on trying; the page says that its engine is lost.
    bridge.client.stats.history({ engine, id }, { signal: stop.signal }).then(next, () => {});
    return () => stop.abort();
  });
  const endLive = followStats(bridge, engine, [id], 'live', next);
  return () => {
    endHistory();
    endLive();
  };
}

/** Both in order of time, each moment once, half an hour of them. */
export function joined(before: readonly StatsSample[], more: readonly StatsSample[]): readonly StatsSample[] {
  const last = before.at(-1)?.at ?? 0;
  const first = more[0]?.at ?? Number.POSITIVE_INFINITY;
  const all =
    first > last
      ? [...before, ...more]
      : [...new Map([...before, ...more].map((one) => [one.at, one])).values()].sort((a, b) => a.at - b.at);
  const oldest = (all.at(-1)?.at ?? 0) - keptFor;
  const from = all.findIndex(({ at }) => at >= oldest);
  return from > 0 ? all.slice(from) : all;
}
