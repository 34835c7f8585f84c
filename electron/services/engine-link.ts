/**
 * The connection to one engine as a pure state machine: what happened and the time in, the next state and what to do out.
 *
 * `electron/services/engine-connection.ts` does what it says; the tests drive it with a clock of their own.
 */
import type { EnginePhase } from '../common/contract/engines';
import type { ErrorData } from '../common/contract/errors';
import { backoffDelay } from '../common/std/backoff';

/** ms. Together they answer faults.md: silence shown within 10 s (EN-06), back within 5 s of the engine's return (EN-04). */
export const linkTimes = {
  /** Without any sign of life for this long, ping. */
  quiet: 5_000,
  /** A ping that takes longer means "not answering". */
  pingTimeout: 4_000,
  /** Between pings of one that does not answer. */
  silentPing: 1_000,
  retry: { first: 250, most: 3_000 },
  /** An engine of a version that we can't talk to: asked again rarely, in case it was replaced (EN-11, EN-12). */
  hopelessRetry: 60_000,
  /** One that held for less was flapping: the back-off goes on growing (EN-10). */
  stable: 10_000,
} as const;

export interface Link {
  readonly phase: EnginePhase;
  /** What is under way; at most one thing is. */
  readonly doing: 'connect' | 'ping' | 'nothing';
  /** True while an engine is held, answering or not. */
  readonly held: boolean;
  /** When to wake, in the clock's ms; absent while something is under way. */
  readonly wakeAt?: number;
  readonly heardAt: number;
  readonly connectedAt: number;
  /** Failed or short-lived connections in a row. */
  readonly retries: number;
  readonly error?: ErrorData;
}

export type LinkInput =
  | { readonly kind: 'start' }
  /** A handshake was made. */
  | { readonly kind: 'connected' }
  | { readonly kind: 'connect-failed'; readonly error: ErrorData }
  /** A ping's answer or an event came. */
  | { readonly kind: 'heard' }
  | { readonly kind: 'ping-failed'; readonly error: ErrorData }
  /** The events stream ended or broke. */
  | { readonly kind: 'lost'; readonly error: ErrorData }
  | { readonly kind: 'wake' }
  /** A person, or the socket's reappearance, says now. */
  | { readonly kind: 'retry' };

export type LinkEffect =
  | 'connect'
  | 'ping'
  /** Let go of the engine: its calls in flight reject. */
  | 'drop'
  /** Events may have been missed. */
  | 'relist';

export interface LinkStep {
  readonly link: Link;
  readonly effects: readonly LinkEffect[];
}

export const firstLink: Link = {
  phase: 'connecting',
  doing: 'nothing',
  held: false,
  heardAt: 0,
  connectedAt: 0,
  retries: 0,
};

/** `now`: ms of a clock that never goes back. `random`: 0 to 1. */
export function stepLink(link: Link, input: LinkInput, now: number, random: number): LinkStep {
  switch (input.kind) {
    case 'start':
      return connect(link);
    case 'connected':
      return {
        link: {
          ...link,
          phase: 'connected',
          doing: 'nothing',
          held: true,
          heardAt: now,
          connectedAt: now,
          wakeAt: now + linkTimes.quiet,
          error: undefined,
        },
        effects: ['relist'],
      };
    case 'connect-failed':
      return connectFailed(link, input.error, now, random);
    case 'heard':
      return heard(link, now);
    case 'ping-failed':
      return pingFailed(link, input.error, now, random);
    case 'lost':
      return link.held ? lost(link, input.error, now, random) : same(link);
    case 'wake':
      return wake(link, now);
    case 'retry':
      return retry(link);
  }
}

const same = (link: Link): LinkStep => ({ link, effects: [] });

function connect(link: Link): LinkStep {
  return { link: { ...link, doing: 'connect', wakeAt: undefined }, effects: ['connect'] };
}

function ping(link: Link): LinkStep {
  return { link: { ...link, doing: 'ping', wakeAt: undefined }, effects: ['ping'] };
}

function retry(link: Link): LinkStep {
  if (link.doing !== 'nothing') return same(link);
  return link.held ? ping(link) : connect(link);
}

function wake(link: Link, now: number): LinkStep {
  if (link.doing !== 'nothing') return same(link);
  if (!link.held) return connect(link);
  const due = link.heardAt + linkTimes.quiet;
  if (link.phase === 'connected' && now < due) return same({ ...link, wakeAt: due });
  return ping(link);
}

function heard(link: Link, now: number): LinkStep {
  if (!link.held) return same(link);
  const back = link.phase !== 'connected';
  const doing = link.doing === 'ping' ? 'nothing' : link.doing;
  // The wake-up stays as it was set: it looks at `heardAt` when it comes, so that a storm of events sets no timers.
  const wakeAt = link.doing === 'ping' || back || link.wakeAt === undefined ? now + linkTimes.quiet : link.wakeAt;
  return {
    link: { ...link, phase: 'connected', doing, heardAt: now, wakeAt, error: undefined },
    effects: back ? ['relist'] : [],
  };
}

function pingFailed(link: Link, error: ErrorData, now: number, random: number): LinkStep {
  // An event came meanwhile, or the link was lost: this ping says nothing any more.
  if (!link.held || link.doing !== 'ping') return same(link);
  if (error.code !== 'engine-not-answering') return lost(link, error, now, random);
  return {
    link: { ...link, phase: 'not-answering', doing: 'nothing', wakeAt: now + linkTimes.silentPing, error },
    effects: [],
  };
}

function lost(link: Link, error: ErrorData, now: number, random: number): LinkStep {
  const retries = now - link.connectedAt >= linkTimes.stable ? 0 : link.retries;
  return {
    link: {
      ...link,
      // The events of an engine that hangs before their first word break with that, not with an end.
      phase: error.code === 'engine-not-answering' ? 'not-answering' : 'reconnecting',
      doing: 'nothing',
      held: false,
      wakeAt: now + backoffDelay(retries, linkTimes.retry, random),
      retries: retries + 1,
      error,
    },
    effects: ['drop'],
  };
}

function connectFailed(link: Link, error: ErrorData, now: number, random: number): LinkStep {
  const hopeless = error.code === 'engine-too-old' || error.code === 'engine-too-new';
  const delay = hopeless ? linkTimes.hopelessRetry : backoffDelay(link.retries, linkTimes.retry, random);
  const away: EnginePhase = link.connectedAt === 0 ? 'connecting' : 'reconnecting';
  return {
    link: {
      ...link,
      phase: error.code === 'engine-not-answering' ? 'not-answering' : away,
      doing: 'nothing',
      wakeAt: now + delay,
      retries: link.retries + 1,
      error,
    },
    effects: [],
  };
}
