import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream';

/** What an abort, a timer or the connection's end can cancel with a reason of its own. */
export interface Cancellable {
  /** Closes the socket; what waits for this call rejects with `reason`. */
  cancel(reason: Error): void;
  /** What to throw for `error`: the reason of a cancelled call, since Node shows only ECONNRESET then. */
  reason(error: unknown): unknown;
  /** The call is over. */
  done(): void;
}

/** One request under way. */
export interface OpenCall extends Cancellable {
  readonly response: Promise<IncomingMessage>;
  readonly upgrade: Promise<{ readonly socket: Duplex; readonly head: Buffer }>;
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
  let stream: IncomingMessage | Duplex | undefined;
  const call = cancellable(signal, open, translate, (error) => {
    stream?.destroy(error);
    request.destroy(error);
  });

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
  if (signal?.aborted) call.cancel(signal.reason);

  return {
    ...call,
    response,
    upgrade,
    doneWith(kept) {
      stream = kept;
      kept.on('error', () => undefined);
      finished(kept, call.done);
    },
  };
}

/** The same for a socket of its own that carries one answer. */
export function openSocket(
  socket: Socket,
  signal: AbortSignal,
  open: Set<(reason: Error) => void>,
  translate: (error: unknown) => Error,
): Cancellable {
  const call = cancellable(signal, open, translate, (error) => socket.destroy(error));
  if (signal.aborted) call.cancel(signal.reason);
  return call;
}

function cancellable(
  signal: AbortSignal | undefined,
  open: Set<(reason: Error) => void>,
  translate: (error: unknown) => Error,
  destroy: (error: Error) => void,
): Cancellable {
  let cancelled: { readonly reason: unknown } | undefined;
  const cancel = (reason: unknown) => {
    cancelled ??= { reason };
    destroy(reason instanceof Error ? reason : new Error(String(reason)));
  };
  const abort = () => cancel(signal?.reason);
  open.add(cancel);
  signal?.addEventListener('abort', abort, { once: true });
  return {
    cancel,
    reason(error) {
      if (cancelled) return cancelled.reason;
      return error instanceof StaleSocket ? error : translate(error);
    },
    done() {
      signal?.removeEventListener('abort', abort);
      open.delete(cancel);
    },
  };
}

/** A stream's bytes: what breaks it is thrown as a coded error, an abort as the signal's reason. `close` is called at the end. */
export async function* bytesOf(
  bytes: AsyncIterable<Buffer>,
  call: Cancellable,
  close: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of bytes) yield chunk;
  } catch (error) {
    throw call.reason(error);
  } finally {
    close();
    call.done();
  }
}
