import type { StatsSample } from '../common/contract/stats';
import type { StatsCounters } from '../engine/port';

/** Two looks further apart than this say nothing of what went on between them. ms */
const furthestApart = 60_000;
/** Closer ones, which engines send when they catch up, would divide by next to nothing. ms */
const nearest = 50;

/** What was used between two looks at the counters; without an earlier one, only what is used at the moment. */
export function sampleOf(now: StatsCounters, before: StatsCounters | undefined): StatsSample {
  const rate = (counter: 'cpuNano' | 'networkIn' | 'networkOut' | 'blockRead' | 'blockWrite') =>
    perSecond(now[counter], before?.[counter], now.at - (before?.at ?? now.at));
  const cpuNano = rate('cpuNano');
  return {
    id: now.id,
    at: now.at,
    cpu: cpuNano === undefined ? undefined : cpuNano / 1e9,
    cores: now.cores,
    memory: now.memory,
    memoryLimit: now.memoryLimit,
    networkIn: rate('networkIn'),
    networkOut: rate('networkOut'),
    blockRead: rate('blockRead'),
    blockWrite: rate('blockWrite'),
    pids: now.pids,
    pidsLimit: now.pidsLimit,
  };
}

/** A counter that fell began anew: the container was started again in between. */
function perSecond(now: number | undefined, before: number | undefined, ms: number): number | undefined {
  if (now === undefined || before === undefined || now < before) return undefined;
  if (ms < nearest || ms > furthestApart) return undefined;
  const rate = ((now - before) * 1_000) / ms;
  return Number.isFinite(rate) ? rate : undefined;
}
