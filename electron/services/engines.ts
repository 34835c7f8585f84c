import type { Attempt, EngineRemedy, EngineState, EnginesState } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import type { EngineId } from '../common/contract/ids';
import { backoffDelay } from '../common/std/backoff';
import type { ConnectEngine, Engine, EngineEvent } from '../engine/port';
import { createEngineConnection, type EngineConnection, type EnginePlace } from './engine-connection';
import type { Log } from './log';
import { watchSockets } from './socket-watch';
import { createValueFeed } from './value-feed';

/** Between two searches of all places while there is no engine. ms */
const searchTimes = { first: 1_000, most: 5_000 };
/** When one is there that we can't talk to, a new try changes nothing soon. ms */
const hopelessSearch = 30_000;

/** Finds engines, connects them and keeps them connected. All services reach an engine through it. */
export interface EngineKeeper {
  /**
   * The connected engine. Ask anew for each call: after a reconnect it is another object.
   *
   * @throws BerthError `engine-unknown`, `engine-unreachable`, `engine-not-answering`
   */
  get(id: EngineId): Engine;
  /** All engines with their connection, and how they were found. */
  state(): EnginesState;
  /** `state()` at once and at each change; a slow reader skips to the newest. */
  watch(signal?: AbortSignal): AsyncIteratorObject<EnginesState, void, void>;
  /** Every event of one engine, in order, from one subscription that all share. Returns its undo, as all below do. */
  onEvent(id: EngineId, listener: (event: EngineEvent) => void): () => void;
  /** Called when events may have been lost (reconnected, a gap): what was learned from events has to be read anew. */
  onRelist(id: EngineId, listener: () => void): () => void;
  /** Called when an engine's phase changes (connected, reconnecting …). */
  onPhase(id: EngineId, listener: (state: EngineState) => void): () => void;
  /** Tries at once; without an id it looks for engines again. */
  retry(id?: EngineId): void;
  /** Resolves once some engine is connected, false after `timeout` ms. */
  untilConnected(timeout: number): Promise<boolean>;
  close(): void;
}

/** What a search of all places came to. */
export interface Discovery {
  readonly attempts: readonly Attempt[];
  /** The first that answered, connected. */
  readonly found?: { readonly place: EnginePlace; readonly engine: Engine };
  /** Unix sockets whose appearance would make a difference. */
  readonly sockets: readonly string[];
}

export interface EngineKeeperOptions {
  readonly discover: (signal: AbortSignal) => Promise<Discovery>;
  readonly connect: ConnectEngine;
  /** What could bring an engine here; asked for after each search that found none. */
  readonly remedies: () => readonly EngineRemedy[];
  readonly log: Log;
}

/** Finds the engines, holds a link to each and tells their state. `close` ends them all. */
export function createEngineKeeper({ discover, connect, remedies, log }: EngineKeeperOptions): EngineKeeper {
  const connections = new Map<EngineId, EngineConnection>();
  const phaseListeners = new Map<EngineId, Set<(state: EngineState) => void>>();
  const feed = createValueFeed<EnginesState>({ engines: [], attempts: [], remedies: [] });
  const life = new AbortController();
  let searching = false;
  let searches = 0;
  let timer: NodeJS.Timeout | undefined;
  let unwatch: () => void = () => undefined;

  function tell(change: Partial<EnginesState> = {}): void {
    feed.set({ ...feed.get(), ...change, engines: [...connections.values()].map((one) => one.state()) });
  }

  async function search(): Promise<void> {
    if (searching || life.signal.aborted) return;
    searching = true;
    clearTimeout(timer);
    unwatch();
    try {
      const { attempts, found, sockets } = await discover(life.signal);
      if (life.signal.aborted) {
        found?.engine.close();
        return;
      }
      if (found) add(found.place, found.engine);
      if (connections.size > 0) return tell({ attempts, remedies: [], nextTryAt: undefined });
      unwatch = watchSockets(sockets, () => void search());
      searchAgain(attempts);
    } catch (error) {
      if (life.signal.aborted) return;
      log.error('The search for engines failed', { error });
      searchAgain(feed.get().attempts);
    } finally {
      searching = false;
    }
  }

  function searchAgain(attempts: readonly Attempt[]): void {
    const delay = attempts.some(isHopeless) ? hopelessSearch : backoffDelay(searches, searchTimes, Math.random());
    searches += 1;
    timer = setTimeout(() => void search(), delay);
    tell({ attempts, remedies: remedies(), nextTryAt: Date.now() + delay });
  }

  function add(place: EnginePlace, first: Engine): void {
    const known = connections.get(place.id);
    if (known) {
      first.close();
      known.retry();
      return;
    }
    let phase: string | undefined;
    const changed = (state: EngineState) => {
      if (phase !== undefined) tell();
      if (state.phase === phase) return;
      phase = state.phase;
      log.info('Engine', {
        id: place.id,
        phase,
        address: state.address,
        version: state.version,
        code: state.error?.code,
      });
      for (const listener of [...(phaseListeners.get(place.id) ?? [])]) listener(state);
    };
    connections.set(place.id, createEngineConnection({ place, connect, first, log, changed }));
    tell();
  }

  function connection(id: EngineId): EngineConnection {
    const found = connections.get(id);
    if (!found) throw new BerthError('engine-unknown', { engine: id });
    return found;
  }

  void search();
  return {
    get: (id) => connection(id).engine(),
    state: feed.get,
    watch: feed.watch,
    onEvent: (id, listener) => connection(id).events.onEvent(listener),
    onRelist: (id, listener) => connection(id).events.onRelist(listener),
    onPhase(id, listener) {
      connection(id);
      const listeners = phaseListeners.get(id) ?? new Set();
      phaseListeners.set(id, listeners.add(listener));
      return () => {
        listeners.delete(listener);
      };
    },
    retry(id) {
      if (id !== undefined) connection(id).retry();
      else void search();
    },
    untilConnected: (timeout) =>
      new Promise((resolve) => {
        const done = (connected: boolean) => {
          clearTimeout(limit);
          undo();
          resolve(connected);
        };
        const check = () => feed.get().engines.some((one) => one.phase === 'connected');
        const limit = setTimeout(() => done(check()), timeout);
        const undo = feed.listen(() => check() && done(true));
        if (check()) done(true);
      }),
    close() {
      life.abort();
      clearTimeout(timer);
      unwatch();
      for (const one of connections.values()) one.close();
    },
  };
}

function isHopeless({ outcome }: Attempt): boolean {
  return (
    outcome.kind === 'failed' && (outcome.error.code === 'engine-too-old' || outcome.error.code === 'engine-too-new')
  );
}
