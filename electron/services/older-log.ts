/** Loads lines before the first ones of a log from the engine. */
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { EngineKeeper } from './engines';
import type { LogWorker } from './log-worker';

export interface OlderLogOptions {
  readonly engines: EngineKeeper;
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  readonly worker: LogWorker;
  readonly log: string;
  /** Lines, of each source. */
  readonly count: number;
  /** ms since the epoch: for a source that has no line yet. */
  readonly before: number;
  readonly signal: AbortSignal;
}

const streamNumber = { out: 0, err: 1, tty: 2 } as const;
/** Containers read at once. */
const readsAtOnce = 4;

/** @returns whether there are still older ones; `full` when the store has no room for them */
export async function loadOlder(options: OlderLogOptions): Promise<'more' | 'none' | 'full'> {
  const { worker, log, containers, count, before } = options;
  const points = await worker.ask('olderBegin', { log });
  if (!points) return 'full';
  const gone: number[] = [];
  let next = 0;
  const readNext = async (): Promise<void> => {
    for (let source = next++; source < points.length; source = next++) {
      const { until = before, have } = points[source] ?? { have: 0 };
      const isThere = await read(options, source, have + count, until);
      if (!isThere) gone.push(source);
    }
  };
  try {
    await Promise.all(Array.from({ length: readsAtOnce }, readNext));
  } catch (error) {
    // Lines of some sources without those of the others would be out of order for good.
    await worker.ask('olderEnd', { log, wanted: count, failed: containers.map((_, source) => source) });
    throw error;
  }
  return worker.ask('olderEnd', { log, wanted: count, failed: gone });
}

/** False when the container is gone. */
async function read(options: OlderLogOptions, source: number, tail: number, until: number): Promise<boolean> {
  const { engines, engine, containers, worker, log, signal } = options;
  const container = containers[source] as ContainerId;
  const port = engines.get(engine);
  try {
    const { tty } = await port.inspectContainer(container, signal);
    const chunks = port.containerLog(container, { follow: false, tail, until: untilText(until), tty, signal });
    for await (const { stream, bytes } of chunks) {
      await worker.ask('older', { log, source, stream: streamNumber[stream], bytes: bytes.slice() });
    }
    return true;
  } catch (error) {
    if (error instanceof BerthError && error.data.code === 'not-found') return false;
    throw error;
  }
}

/**
 * Seconds with decimals, so much later that the line of the stamp is among what comes, whatever its exact stamp is: Podman keeps
 * fractions of a second that it does not tell, and a number has no room for all of Docker's nine decimals.
 */
export function untilText(at: number): string {
  const seconds = Math.floor(at / 1000);
  const fraction = at - seconds * 1000;
  if (fraction === 0) return String(seconds + 1);
  const nanos = Math.ceil(fraction * 1e6) + 1_000;
  return nanos >= 1e9 ? String(seconds + 1) : `${seconds}.${String(nanos).padStart(9, '0')}`;
}
