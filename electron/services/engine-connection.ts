import type { EngineSource, EngineState } from '../common/contract/engines';
import { BerthError, type ErrorData } from '../common/contract/errors';
import type { EngineId } from '../common/contract/ids';
import { shownAddress } from '../engine/address';
import type { ConnectEngine, Engine, EngineAddress } from '../engine/port';
import { firstLink, type LinkEffect, type LinkInput, linkTimes, stepLink } from './engine-link';
import { createEventHub, type EventHub } from './events';
import type { Log } from './log';

/** A timer that comes this late means that we stood still (sleep, SIGSTOP), and the engine may have dropped events for us. ms */
const stoodStill = 2_000;
/** An engine that ends its events twice within this time is at fault. ms */
const eventsLast = 1_000;

/** Where an engine is, and what it is called. */
export interface EnginePlace {
  readonly id: EngineId;
  readonly name: string;
  readonly source: EngineSource;
  readonly address: EngineAddress;
}

export interface EngineConnectionOptions {
  readonly place: EnginePlace;
  readonly connect: ConnectEngine;
  /** Already connected, by the search that found it. */
  readonly first?: Engine;
  readonly log: Log;
  /** Called at each change of the state. */
  changed(state: EngineState): void;
}

/** One engine, kept: the I/O around `engine-link.ts`. */
export interface EngineConnection {
  readonly place: EnginePlace;
  readonly events: EventHub;
  state(): EngineState;
  /** @throws BerthError the reason why it is away */
  engine(): Engine;
  retry(): void;
  close(): void;
}

export function createEngineConnection(options: EngineConnectionOptions): EngineConnection {
  const { place, connect, log } = options;
  const shown = shownAddress(place.address.url);
  const events = createEventHub(log);
  let link = firstLink;
  let engine: Engine | undefined;
  let identity: Engine['identity'] | undefined;
  let seenAt: number | undefined;
  let life = new AbortController(); // of the engine that is held, or of the try
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let drift = Date.now() - performance.now();
  let eventsEndedAt = Number.NEGATIVE_INFINITY;

  function input(value: LinkInput): void {
    if (closed) return;
    const before = link;
    const step = stepLink(link, value, performance.now(), Math.random());
    link = step.link;
    for (const effect of step.effects) effects[effect]();
    if (link.wakeAt !== before.wakeAt || timer === undefined) setTimer();
    const told = link.phase !== before.phase || link.error !== before.error || !link.held;
    if (told && link !== before) options.changed(state());
  }

  function setTimer(): void {
    clearTimeout(timer);
    timer = undefined;
    if (link.wakeAt === undefined) return;
    const due = link.wakeAt;
    timer = setTimeout(
      () => {
        // A timer may come a little early, and the link then asks to be woken at the very time it had set.
        timer = undefined;
        if (link.held && performance.now() - due > stoodStill) events.relist();
        if (link.held && clockJumped()) events.relist();
        input({ kind: 'wake' });
      },
      Math.max(0, due - performance.now()),
    );
  }

  /** Sleep moves the wall clock and not the other. */
  function clockJumped(): boolean {
    const now = Date.now() - performance.now();
    const jumped = Math.abs(now - drift) > stoodStill;
    drift = now;
    return jumped;
  }

  const effects: Record<LinkEffect, () => void> = {
    connect() {
      life = new AbortController();
      const { signal } = life;
      connect(place.id, place.address, signal).then(
        (next) => {
          if (closed || signal.aborted) next.close();
          else hold(next);
        },
        (error) => {
          if (!signal.aborted) input({ kind: 'connect-failed', error: asData(error) });
        },
      );
    },
    ping() {
      const pinged = engine;
      pinged?.ping(linkTimes.pingTimeout).then(
        () => {
          if (pinged === engine) heard();
        },
        (error) => {
          if (pinged === engine) input({ kind: 'ping-failed', error: asData(error) });
        },
      );
    },
    drop() {
      const lost = engine;
      engine = undefined;
      life.abort();
      lost?.close();
    },
    relist: () => events.relist(),
  };

  function heard(): void {
    seenAt = Date.now();
    input({ kind: 'heard' });
  }

  function hold(next: Engine): void {
    engine = next;
    identity = next.identity;
    seenAt = Date.now();
    followEvents(next);
    input({ kind: 'connected' });
  }

  function followEvents(which: Engine): void {
    const broken = (error: unknown) => ended(which, asData(error));
    events.follow(which, { signal: life.signal, heard }).then(() => {
      const before = eventsEndedAt;
      eventsEndedAt = performance.now();
      if (eventsEndedAt - before < eventsLast) return ended(which, ended.closed);
      return followOn(which).catch(broken);
    }, broken);
  }

  /**
   * Goes on with the events of an engine that ended their stream in good order, when it is still the same.
   *
   * Podman keeps events in a file of 1 MB, cuts that in half when it is full, and then lets go of all who read it: no reason
   * to break calls, logs and terminals, which go on.
   */
  async function followOn(which: Engine): Promise<void> {
    const { version } = await which.info(life.signal);
    if (which !== engine) return;
    if (version !== which.identity.version) return ended(which, ended.closed);
    log.info('The engine ended its events, which are asked for again', { engine: place.id });
    followEvents(which);
    events.relist();
  }

  function ended(which: Engine, error: ErrorData): void {
    if (which === engine) input({ kind: 'lost', error });
  }
  ended.closed = { code: 'engine-unreachable', params: { address: shown, reason: 'closed' } } as ErrorData;

  function asData(error: unknown): ErrorData {
    if (error instanceof BerthError) return error.data;
    log.error('An engine connection failed in an unknown way', { engine: place.id, error });
    return {
      code: 'engine-unreachable',
      params: { address: shown, reason: error instanceof Error ? error.message : String(error) },
    };
  }

  function state(): EngineState {
    return {
      id: place.id,
      name: place.name,
      source: place.source,
      address: shown,
      phase: link.phase,
      seenAt,
      nextTryAt: link.held || link.wakeAt === undefined ? undefined : Date.now() + link.wakeAt - performance.now(),
      error: link.error,
      product: identity?.product,
      version: identity?.version,
      apiVersion: identity?.apiVersion,
      platform: identity?.platform,
      capabilities: identity?.capabilities,
      clockOffset: identity?.clockOffset,
    };
  }

  if (options.first) hold(options.first);
  else input({ kind: 'start' });

  return {
    place,
    events,
    state,
    engine() {
      if (engine && link.phase === 'connected') return engine;
      if (link.error) throw new BerthError(link.error.code, link.error.params, { raw: link.error.raw });
      throw new BerthError('engine-unreachable', { address: shown, reason: 'connecting' });
    },
    retry: () => input({ kind: 'retry' }),
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      life.abort();
      engine?.close();
    },
  };
}
