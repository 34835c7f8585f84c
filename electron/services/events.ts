import type { Engine, EngineEvent } from '../engine/port';
import type { Log } from './log';

/**
 * Before the handshake's moment from which on the first events are asked for, ns.
 *
 * A list that is read while the subscription is still on its way would miss what happens between the two; the engine's clock is
 * known to a second.
 */
const headStart = 3_000_000_000n;

/** One engine's events, one subscription for all listeners, resumed where it broke off. */
export interface EventHub {
  onEvent(listener: (event: EngineEvent) => void): () => void;
  onRelist(listener: () => void): () => void;
  relist(): void;
  /**
   * Passes on the engine's events until the stream ends or the signal aborts; rejects when it breaks.
   *
   * Never waits for a listener: an engine drops events for a reader that is slow.
   */
  follow(engine: Engine, options: { signal: AbortSignal; heard: () => void }): Promise<void>;
}

/** One events subscription an engine, shared by all who listen. */
export function createEventHub(log: Log): EventHub {
  const listeners = new Set<(event: EngineEvent) => void>();
  const relisters = new Set<() => void>();
  let newest: bigint | undefined;
  /** Those of the newest moment: `since` includes it, and Podman's moments are whole seconds. */
  let seen = new Set<string>();

  /** True for one that came before the break already. Also two that are alike within one of Podman's seconds: they say the same. */
  function isRepeat(event: EngineEvent): boolean {
    if (newest !== undefined && event.timeNano < newest) return false;
    const key = `${event.noun} ${event.action} ${event.subject}`;
    if (event.timeNano === newest) {
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    }
    newest = event.timeNano;
    seen = new Set([key]);
    return false;
  }

  function call<Argument>(listener: (argument: Argument) => void, argument: Argument): void {
    try {
      listener(argument);
    } catch (error) {
      log.error('A listener of engine events failed', { error });
    }
  }

  return {
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    onRelist(listener) {
      relisters.add(listener);
      return () => {
        relisters.delete(listener);
      };
    },
    relist() {
      for (const listener of [...relisters]) call(listener, undefined);
    },
    async follow(engine, { signal, heard }) {
      const atHandshake = BigInt(Math.round(Date.now() + engine.identity.clockOffset)) * 1_000_000n;
      const sinceNano = newest ?? atHandshake - headStart;
      for await (const event of engine.events({ sinceNano, signal })) {
        if (signal.aborted) return;
        heard();
        if (isRepeat(event)) continue;
        for (const listener of [...listeners]) call(listener, event);
      }
    },
  };
}
