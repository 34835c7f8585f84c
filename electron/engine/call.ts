import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream';

/** One request under way, which an abort, a timer or the connection's end can cancel with a reason of its own. */
export interface OpenCall {
  readonly response: Promise<IncomingMessage>;
  readonly upgrade: Promise<{ readonly socket: Duplex; readonly head: Buffer }>;
  /** Closes the socket; what waits for this call rejects with `reason`. */
  cancel(reason: Error): void;
  /** What to throw for `error`: the reason of a cancelled call, since Node shows only ECONNRESET then. */
  reason(error: unknown): unknown;
  /** The call is over. */
  done(): void;
  /** The call is over when `stream` is; a cancel until then destroys it. */
  doneWith(stream: IncomingMessage | Duplex): void;
}

/**
 * The engine closed a kept socket just as a request went into it. Most likely it never looked at the request; a question is
 * asked once more, as browsers do, since asking twice does no harm.
 */
export class StaleSocket extends Error {}

/**
 * @param open the connection's calls in flight; this one is among them until it is done
 * @param translate a socket's error into a coded one
 */
export function openCall(
  request: ClientRequest,
  signal: AbortSignal | undefined,
  open: Set<(reason: Error) => void>,
  translate: (error: unknown) => Error,
): OpenCall {
  let cancelled: { readonly reason: unknown } | undefined;
  let stream: IncomingMessage | Duplex | undefined;
  const cancel = (reason: unknown) => {
    cancelled ??= { reason };
    const error = reason instanceof Error ? reason : new Error(String(reason));
    stream?.destroy(error);
    request.destroy(error);
  };
  const abort = () => cancel(signal?.reason);
  const done = () => {
    signal?.removeEventListener('abort', abort);
    open.delete(cancel);
  };
  open.add(cancel);
  signal?.addEventListener('abort', abort, { once: true });

  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', (answer) => {
      stream ??= answer;
      resolve(answer);
    });
    // For good: a socket may break again after it was destroyed, and an error that nobody hears ends the process.
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale ? new StaleSocket(error.message, { cause: error }) : error);
    });
    request.once('close', () => reject(new Error('socket hang up')));
  });
  const upgrade = new Promise<{ socket: Duplex; head: Buffer }>((resolve) => {
    request.once('upgrade', (_answer, socket, head) => {
      stream = socket;
      resolve({ socket, head });
    });
  });
  // Only one of the two is awaited in the end.
  response.catch(() => undefined);
  if (signal?.aborted) abort();

  return {
    response,
    upgrade,
    cancel,
    reason(error) {
      if (cancelled) return cancelled.reason;
      return error instanceof StaleSocket ? error : translate(error);
    },
    done,
    doneWith(kept) {
      stream = kept;
      kept.on('error', () => undefined);
      finished(kept, done);
    },
  };
}

/** A stream's bytes: what breaks it is thrown as a coded error, an abort as the signal's reason. */
export async function* bytesOf(response: IncomingMessage, call: OpenCall): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw call.reason(error);
  } finally {
    response.destroy();
    call.done();
  }
}
