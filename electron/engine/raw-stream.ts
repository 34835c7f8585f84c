/**
 * A GET whose answer is taken off the socket past Node's HTTP parser.
 *
 * An engine that follows a log sends each line as a chunk of its own, and of each Node makes an event, a buffer and a promise: 2.6 s
 * of processor time for 1,000,000 lines, as much as the engine needs to read them. HTTP/1.0 knows no chunks: there the
 * body is whatever comes until the connection closes, and it comes in pieces as large as the socket has them.
 */
import type { Socket } from 'node:net';

/** Bytes that are handed out at once, and where the socket waits to be read on. */
const wholePiece = 64 * 1024;
const mostUnread = 1024 * 1024;
/** ms that a small piece waits for more. */
const gatherTime = 2;
/** Bytes of an answer's head; honest ones have some hundred. */
const mostHead = 16 * 1024;

/**
 * Resolves at the head of the answer. `undefined`: it is anything but a plain 200. Then ask in the usual way, which knows what to
 * make of it; the socket is closed.
 *
 * @throws what broke the socket before
 */
export async function rawStream(
  socket: Socket,
  path: string,
  host: string,
): Promise<AsyncIterable<Buffer> | undefined> {
  const body = new RawBody(socket);
  socket.write(`GET ${path} HTTP/1.0\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let head = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await body.next();
    if (done) throw new Error('socket hang up');
    head = Buffer.concat([head, value]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0 && head.length <= mostHead) continue;
    if (end < 0 || !isPlain(head.toString('latin1', 0, end))) {
      await body.return();
      return undefined;
    }
    body.putBack(head.subarray(end + 4));
    return body;
  }
}

function isPlain(head: string): boolean {
  return /^HTTP\/1\.[01] 200 /.test(head) && !/^(?:transfer-encoding|content-encoding|content-length) *:/im.test(head);
}

/** What comes over a socket, gathered into pieces; read no further than it is taken. Leaving it closes the socket. */
class RawBody implements AsyncIterableIterator<Buffer> {
  readonly #socket: Socket;
  #pieces: Buffer[] = [];
  #length = 0;
  #over: { readonly error?: Error } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.once('end', () => this.#end({}));
    // For good: an error that nobody hears ends the process.
    socket.on('error', (error) => this.#end({ error }));
    socket.once('close', () => this.#end({}));
  }

  async next(): Promise<IteratorResult<Buffer, undefined>> {
    while (this.#length === 0 || (this.#timer && !this.#over)) {
      if (this.#over?.error) throw this.#over.error;
      if (this.#over) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const value = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [];
    this.#length = 0;
    this.#gathered();
    this.#socket.resume();
    return { done: false, value };
  }

  async return(): Promise<IteratorResult<Buffer, undefined>> {
    this.#gathered();
    this.#socket.destroy();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  putBack(bytes: Buffer): void {
    if (bytes.length > 0) this.#pieces.unshift(bytes);
    this.#length += bytes.length;
  }

  #take(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= mostUnread) this.#socket.pause();
    if (this.#length >= wholePiece) this.#gathered();
    else this.#timer ??= setTimeout(() => this.#gathered(), gatherTime);
  }

  #gathered(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wake?.();
  }

  #end(over: { readonly error?: Error }): void {
    this.#over ??= over;
    this.#gathered();
  }
}
