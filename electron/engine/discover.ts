import { homedir } from 'node:os';
import type { Attempt, AttemptOutcome, EngineSource } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import type { EngineId } from '../common/contract/ids';
import { parseAddress } from './address';
import { type Candidate, type CandidateOptions, candidates } from './candidates';
import { connectEngine } from './connect';
import type { Engine, EngineAddress } from './port';
import { probe } from './probe';

export interface DiscoverOptions extends Pick<CandidateOptions, 'engine' | 'privateEngine' | 'environment'> {
  readonly home?: string;
  readonly uid?: number;
  readonly platform?: NodeJS.Platform;
}

/** Where an engine is, and what it is called. */
interface DiscoveredPlace {
  readonly id: EngineId;
  readonly name: string;
  readonly source: EngineSource;
  readonly address: EngineAddress;
}

export interface Discovered {
  /** One for every place, in the order of product.md E1. */
  readonly attempts: readonly Attempt[];
  /** The first that answered, connected; the caller closes it. */
  readonly found?: { readonly place: DiscoveredPlace; readonly engine: Engine };
  /** Paths of unix sockets whose appearance would change the result. */
  readonly sockets: readonly string[];
}

/** ms. A silent place costs no more than this, since all are asked at once. */
const probeTimeout = 2_000;

/**
 * Asks all places at once and takes the first in order that answers; a later one never waits for it, nor overtakes it.
 *
 * An engine named by `--engine` is the only one asked: to open on another without a word would show, and change, the wrong one.
 *
 * @throws the signal's reason once it aborts; every failed place is an attempt with its reason instead
 */
export async function discoverEngines(options: DiscoverOptions, signal: AbortSignal): Promise<Discovered> {
  const { environment } = options;
  const places = candidates({
    ...options,
    home: options.home ?? (environment.HOME || homedir()),
    uid: options.uid ?? process.getuid?.(),
    platform: options.platform ?? process.platform,
  });
  const rest = new AbortController();
  const stop = () => rest.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    const asked = options.engine === undefined ? places : places.filter(({ source }) => source === 'flag');
    const outcomes = askAll(asked, rest.signal);
    const discovered = await firstInOrder(asked, outcomes, signal);
    const notAsked = places.filter((place) => !asked.includes(place));
    return { ...discovered, attempts: [...discovered.attempts, ...notAsked.map(notTried)] };
  } finally {
    signal.removeEventListener('abort', stop);
    rest.abort();
  }
}

/** Several places may be the same one, such as DOCKER_HOST and the system's socket: asked once. */
function askAll(places: readonly Candidate[], signal: AbortSignal): readonly Promise<AttemptOutcome>[] {
  const asked = new Map<string, Promise<AttemptOutcome>>();
  return places.map(({ target }) => {
    if ('kind' in target) return Promise.resolve(target);
    const key = JSON.stringify(target);
    const outcome = asked.get(key) ?? probe(target, probeTimeout, signal);
    // Those behind the first that answers are never waited for.
    outcome.catch(() => undefined);
    asked.set(key, outcome);
    return outcome;
  });
}

function notTried({ source, shown, target }: Candidate): Attempt {
  return { source, address: shown, outcome: 'kind' in target ? target : { kind: 'not-tried' } };
}

async function firstInOrder(
  places: readonly Candidate[],
  outcomes: readonly Promise<AttemptOutcome>[],
  signal: AbortSignal,
): Promise<Discovered> {
  const attempts: Attempt[] = [];
  let found: Discovered['found'];
  for (const [index, candidate] of places.entries()) {
    const { source, shown } = candidate;
    let outcome: AttemptOutcome = 'kind' in candidate.target ? candidate.target : { kind: 'not-tried' };
    if (found === undefined) {
      outcome = (await outcomes[index]) ?? outcome;
      signal.throwIfAborted();
      if (outcome.kind === 'connected') {
        const opened = await open(candidate, signal);
        if ('engine' in opened) found = opened;
        else outcome = opened;
      }
    }
    attempts.push({ source, address: shown, outcome });
  }
  return { attempts, found, sockets: [...new Set(places.flatMap(socketOf))] };
}

/** It answers pings; the handshake may still find that we don't speak its language. */
async function open(
  { id, name, source, target }: Candidate,
  signal: AbortSignal,
): Promise<NonNullable<Discovered['found']> | AttemptOutcome> {
  if ('kind' in target) return target;
  const place = { id: id as EngineId, name, source, address: target };
  try {
    return { place, engine: await connectEngine(place.id, target, signal) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BerthError) return { kind: 'failed', error: error.data };
    throw error;
  }
}

function socketOf({ target }: Candidate): readonly string[] {
  if ('kind' in target) return [];
  try {
    const parsed = parseAddress(target);
    return parsed.kind === 'socket' && parsed.path.startsWith('/') ? [parsed.path] : [];
  } catch {
    return [];
  }
}
