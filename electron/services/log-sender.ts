/** Sends one source's bytes to the log store in batches, and waits when the store is behind. */
import type { LogChunk } from '../engine/port';
import type { LogWorker } from './log-worker';

/** A follow stream arrives one event a line: a message for each would cost more than all the rest. */
const batchBytes = 256 * 1024;
/** Most logs are short, and are left again: the room of each stays until it is collected. */
const firstBatchBytes = 16 * 1024;
/** ms that the first bytes of a batch wait for more. */
const batchTime = 4;
/** Sent and not yet stored; the engine's socket is not read beyond it. */
const creditBytes = 4 * 1024 * 1024;

const streamNumber = { out: 0, err: 1, tty: 2 } as const;

export class LogSender {
  readonly #worker: LogWorker;
  readonly #log: string;
  readonly #source: number;
  #buffer = new Uint8Array(0);
  #filled = 0;
  #pieces: number[] = [];
  #unstored = 0;
  #soon: NodeJS.Timeout | undefined;
  #waiting: (() => void) | undefined;

  constructor(worker: LogWorker, log: string, source: number) {
    this.#worker = worker;
    this.#log = log;
    this.#source = source;
  }

  /** Takes a copy of the chunk. Resolves when there is room for more. */
  async send({ stream, bytes }: LogChunk): Promise<void> {
    if (this.#filled + bytes.length > this.#buffer.length) {
      this.flush();
      const roomier = Math.min(batchBytes, Math.max(firstBatchBytes, 2 * this.#buffer.length));
      this.#buffer = new Uint8Array(Math.max(roomier, bytes.length));
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
    const kind = streamNumber[stream];
    const last = this.#pieces.length - 2;
    if (last >= 0 && this.#pieces[last] === kind) this.#pieces[last + 1] = (this.#pieces[last + 1] ?? 0) + bytes.length;
    else this.#pieces.push(kind, bytes.length);
    this.#soon ??= setTimeout(() => this.flush(), batchTime);
    while (this.#unstored > creditBytes) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  flush(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#filled === 0) return;
    // The buffer stays here for the next batch.
    const bytes = this.#buffer.slice(0, this.#filled);
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#filled = 0;
    this.#unstored += bytes.length;
    this.#worker.tell({ kind: 'bytes', log: this.#log, source: this.#source, bytes: bytes.buffer, pieces }, [
      bytes.buffer,
    ]);
  }

  /** So many bytes were stored. */
  taken(bytes: number): void {
    this.#unstored = Math.max(0, this.#unstored - bytes);
    this.#waiting?.();
  }

  /** The store lost everything: nothing is outstanding. */
  reset(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#filled = 0;
    this.#pieces = [];
    this.#unstored = 0;
    this.#waiting?.();
  }
}
