import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import type { StatsPace, StatsSample } from '../common/contract/stats';
import { backoffDelay } from '../common/std/backoff';
import type { Engine, StatsCounters } from '../engine/port';
import type { Gate } from './gate';
import { sleep } from './sleep';
import { sampleOf } from './stats-sample';

/** Below this part of a core a container counts as idle. */
const idleBelow = 0.005;
/** So many idle samples in a row, and it is only looked at now and then. */
const idleSamples = 3;
/** Between such looks. ms; a sample costs a Docker engine up to 6 ms of processor time. */
const looks = { first: 4_000, most: 16_000 };
/** A stream that is left is kept for so long: rows scroll away and come back. ms */
const linger = 1_000;
const retries = { first: 1_000, most: 30_000 };

export interface SamplerDeps {
  readonly id: ContainerId;
  /** Throws while the engine is away. */
  readonly engine: () => Engine;
  /** How many may be opened at a time. */
  readonly gate: Gate;
  readonly tell: (sample: StatsSample) => void;
  /** What nobody expected. */
  readonly warn: (error: unknown) => void;
}

/**
 * The samples of one container, for all who watch it: one engine stream at most, and none when nobody watches.
 *
 * While all are calm and it does nothing, the stream is closed and looks become rarer; what it did in between is in the next look's
 * figure, which opens the stream again.
 */
export interface Sampler {
  /** Returns its undo. */
  hold(pace: StatsPace): () => void;
  /** It may run now: an event said so, or the engine is back. */
  started(): void;
  /** It runs no more: quiet until `started`. */
  stopped(): void;
  readonly held: boolean;
  close(): void;
}

export function createSampler({ id, engine, gate, tell, warn }: SamplerDeps): Sampler {
  const holders: Record<StatsPace, number> = { live: 0, calm: 0 };
  let before: StatsCounters | undefined;
  let running: AbortController | undefined;
  /** Ends a wait early. */
  let rouse = new AbortController();
  let leaving: NodeJS.Timeout | undefined;

  const held = () => holders.live + holders.calm > 0;

  function sample(now: StatsCounters): StatsSample {
    const made = sampleOf(now, before);
    before = now;
    tell(made);
    return made;
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    rouse = new AbortController();
    await sleep(ms, AbortSignal.any([signal, rouse.signal]));
  }

  /** Resolves when the container rests or has ended; says whether any sample came. */
  async function follow(signal: AbortSignal): Promise<{ rests: boolean; some: boolean }> {
    let idle = 0;
    let some = false;
    const pass = await gate.enter(signal);
    try {
      for await (const now of engine().containerStats(id, { signal })) {
        pass();
        if (signal.aborted) break;
        some = true;
        const { cpu } = sample(now);
        idle = cpu !== undefined && cpu < idleBelow ? idle + 1 : 0;
        if (idle >= idleSamples && holders.live === 0) return { rests: true, some };
      }
    } finally {
      pass();
    }
    return { rests: false, some };
  }

  /** Looks ever more rarely, until it does something or someone wants to see it live. False: it runs no more. */
  async function rest(signal: AbortSignal): Promise<boolean> {
    for (let wait = looks.first; ; wait = Math.min(looks.most, wait * 2)) {
      // Not all at the same moment.
      await pause(wait * (0.9 + Math.random() / 5), signal);
      if (signal.aborted || holders.live > 0) return true;
      const pass = await gate.enter(signal);
      try {
        const now = await engine().containerStatsOnce(id, signal);
        if (!now) return false;
        const { cpu } = sample(now);
        if (cpu === undefined || cpu >= idleBelow) return true;
      } finally {
        pass();
      }
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const { rests, some } = await follow(signal);
        if (some) failures = 0;
        if (rests) {
          if (await rest(signal)) continue;
          return;
        }
        // A stream that broke off is tried once more; one that says nothing is of a container that has ended, and `started` begins anew.
        if (!some) return;
        await pause(retries.first, signal);
      } catch (error) {
        if (signal.aborted || isOver(error)) return;
        if (failures > 2 && !(error instanceof BerthError)) warn(error);
        await pause(backoffDelay(failures, retries, Math.random()), signal);
        failures += 1;
      }
    }
  }

  function begin(): void {
    if (running || !held()) return;
    const own = new AbortController();
    running = own;
    void run(own.signal).finally(() => {
      if (running === own) running = undefined;
    });
  }

  function end(): void {
    clearTimeout(leaving);
    leaving = undefined;
    running?.abort();
    running = undefined;
  }

  return {
    get held() {
      return held() || leaving !== undefined;
    },
    hold(pace) {
      holders[pace] += 1;
      clearTimeout(leaving);
      leaving = undefined;
      if (pace === 'live') rouse.abort();
      begin();
      let over = false;
      return () => {
        if (over) return;
        over = true;
        holders[pace] -= 1;
        if (!held()) leaving = setTimeout(end, linger);
      };
    },
    started() {
      rouse.abort();
      begin();
    },
    stopped() {
      before = undefined;
      running?.abort();
      running = undefined;
    },
    close: end,
  };
}

/** Gone, or not running: an event tells when that changes. */
function isOver(error: unknown): boolean {
  return error instanceof BerthError && (error.data.code === 'not-found' || error.data.code === 'wrong-state');
}
