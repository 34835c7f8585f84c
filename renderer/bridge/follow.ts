import type { Client, Connection, LinkState } from './connection';
import { asError, isCancelled, LinkLostError, type PageError } from './errors';

export interface Following<T> {
  /** Opens the stream; asked again after each break, so what it sends first has to be the whole. */
  open(client: Client, options: { signal: AbortSignal }): Promise<AsyncIterator<T>>;
  next(value: T): void;
  /** The stream ended with an error and will be asked for again. */
  failed?(error: PageError): void;
}

const firstWait = 500;
const longestWait = 10_000;

/**
 * Follows a stream of main for as long as somebody wants it: across lost links, and, with growing waits, across errors.
 *
 * Returns its undo, which ends the stream at main too.
 */
export function follow<T>(connection: Connection, following: Following<T>): () => void {
  const stop = new AbortController();
  void run(connection, following, stop.signal);
  return () => stop.abort();
}

async function run<T>(
  connection: Connection,
  { open, next, failed }: Following<T>,
  signal: AbortSignal,
): Promise<void> {
  let wait = firstWait;
  while (!signal.aborted) {
    try {
      await whenUp(connection, signal);
      const stream = await open(connection.client, { signal });
      for (let step = await stream.next(); !step.done; step = await stream.next()) {
        if (signal.aborted) return;
        wait = firstWait;
        next(step.value);
      }
    } catch (error) {
      if (signal.aborted || error instanceof LinkLostError) continue;
      if (!isCancelled(error)) failed?.(asError(error));
    }
    // Ended by main, or refused: not again at once, or a stream that ends at its start would spin.
    await sleep(wait, signal);
    wait = Math.min(longestWait, wait * 2);
  }
}

/** Resolves once the link is up, or once nobody wants to know any more. */
function whenUp(connection: Connection, signal: AbortSignal): Promise<void> {
  const settled = (state: LinkState) => state.kind !== 'down';
  if (settled(connection.state) || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      if (!settled(connection.state) && !signal.aborted) return;
      undo();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const undo = connection.onChange(done);
    signal.addEventListener('abort', done);
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
