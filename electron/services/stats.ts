import type { ContainerId, EngineId } from '../common/contract/ids';
import type { StatsPace, StatsSample } from '../common/contract/stats';
import type { EngineEvent } from '../engine/port';
import type { EngineKeeper } from './engines';
import { feedIterator } from './feed-iterator';
import { createGate } from './gate';
import type { Log } from './log';
import { os } from './os';
import { SampleRing } from './sample-ring';
import { createSampler, type Sampler } from './stats-sampler';

/** Between two messages to one watcher, ms, and before its first: several containers answer at about the same time. */
const pace = { first: 100, next: 1_000 };
/** Streams of one engine that are being opened at a time. */
const openedAtOnce = 8;
/** Containers whose samples are kept: at most 35 MB. Those not looked at for longest go first. */
const keptContainers = 400;

interface StatsDeps {
  readonly engines: Pick<EngineKeeper, 'get' | 'onEvent' | 'onPhase'>;
  readonly log: Log;
}

/** A container that is sampled, or was. */
interface Sampled {
  readonly sampler: Sampler;
  readonly ring: SampleRing;
  readonly listeners: Set<(sample: StatsSample) => void>;
  newest?: StatsSample;
  /** The engine has it no more: forgotten once nobody looks. */
  gone?: true;
}

/** What containers use, sampled while somebody looks and remembered for half an hour. */
export function createStats({ engines, log }: StatsDeps) {
  const all = new Map<EngineId, ReturnType<typeof ofEngine>>();

  function engineOf(id: EngineId) {
    const known = all.get(id) ?? ofEngine(id);
    all.set(id, known);
    return known;
  }

  function ofEngine(engine: EngineId) {
    const containers = new Map<ContainerId, Sampled>();
    const gate = createGate(openedAtOnce);
    const undo = [
      engines.onEvent(engine, onEvent),
      engines.onPhase(engine, ({ phase }) => {
        for (const { sampler } of containers.values()) {
          if (phase === 'connected') sampler.started();
        }
      }),
    ];

    function onEvent({ noun, action, subject }: EngineEvent): void {
      if (noun !== 'container') return;
      const found = containers.get(subject as ContainerId);
      if (!found) return;
      if (action === 'start' || action === 'unpause') found.sampler.started();
      else if (action === 'die') found.sampler.stopped();
      else if (action === 'destroy') {
        found.sampler.close();
        found.gone = true;
        if (found.listeners.size === 0) containers.delete(found.ring.id);
      }
    }

    /** The same one for all; moved to the end, so that the first is the one longest not looked at. */
    function of(id: ContainerId): Sampled {
      const known = containers.get(id);
      if (known) {
        containers.delete(id);
        containers.set(id, known);
        return known;
      }
      const ring = new SampleRing(id);
      const listeners = new Set<(sample: StatsSample) => void>();
      const made: Sampled = {
        ring,
        listeners,
        sampler: createSampler({
          id,
          engine: () => engines.get(engine),
          gate,
          tell(sample) {
            made.newest = sample;
            ring.push(sample);
            for (const listener of listeners) listener(sample);
          },
          warn: (error) => log.warn('A container’s stats could not be read', { id, error }),
        }),
      };
      containers.set(id, made);
      forgetSome();
      return made;
    }

    function forgetSome(): void {
      for (const [id, { sampler, listeners }] of containers) {
        if (containers.size <= keptContainers) return;
        if (listeners.size === 0 && !sampler.held) containers.delete(id);
      }
    }

    function listen(id: ContainerId, wanted: StatsPace, listener: (sample: StatsSample) => void): () => void {
      const sampled = of(id);
      sampled.listeners.add(listener);
      const release = sampled.sampler.hold(wanted);
      return () => {
        sampled.listeners.delete(listener);
        release();
        if (sampled.gone && sampled.listeners.size === 0) containers.delete(id);
      };
    }

    return {
      listen,
      history(id: ContainerId): readonly StatsSample[] {
        const found = containers.get(id);
        return found?.newest ? found.ring.samples(Date.now() + engines.get(engine).identity.clockOffset) : [];
      },
      close() {
        for (const stop of undo) stop();
        for (const { sampler } of containers.values()) sampler.close();
      },
    };
  }

  function watch(engine: EngineId, ids: readonly ContainerId[], wanted: StatsPace, signal: AbortSignal | undefined) {
    const source = engineOf(engine);
    const waiting = new Map<ContainerId, StatsSample>();
    let due = false;
    let timer: NodeJS.Timeout | undefined;
    let sentAt = Number.NEGATIVE_INFINITY;
    return feedIterator<readonly StatsSample[]>(
      {
        take() {
          if (!due) return undefined;
          due = false;
          sentAt = performance.now();
          const batch = [...waiting.values()];
          waiting.clear();
          return batch;
        },
        open(wake) {
          const heard = (sample: StatsSample) => {
            waiting.set(sample.id, sample);
            if (due || timer !== undefined) return;
            timer = setTimeout(
              () => {
                timer = undefined;
                due = true;
                wake();
              },
              Math.max(pace.first, sentAt + pace.next - performance.now()),
            );
          };
          const undo = [...new Set(ids)].map((id) => source.listen(id, wanted, heard));
          return () => {
            clearTimeout(timer);
            for (const stop of undo) stop();
          };
        },
      },
      signal,
    );
  }

  return {
    verbs: {
      watch: os.stats.watch.handler(({ input, signal }) => watch(input.engine, input.ids, input.pace, signal)),
      history: os.stats.history.handler(({ input }) => engineOf(input.engine).history(input.id)),
    },
    close() {
      for (const engine of all.values()) engine.close();
      all.clear();
    },
  };
}
