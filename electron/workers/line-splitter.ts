/**
 * Turns the bytes of one stream of one container into lines with their time stamps.
 *
 * Any split of the bytes into chunks gives the same lines. Docker sends a line of more than 16 KiB in parts, each with a
 * stamp of its own, of which only the last ends in a newline: they are put together under the first stamp.
 */
import { Buffer } from 'node:buffer';
import { cleanLine, isClean } from './clean-line';
import { StampReader } from './stamp';

/** What one part of a long line carries: the buffer of Docker's log copier (`defaultBufSize`, daemon/logger/copier.go). */
const partBytes = 16_384;
/** Longer lines are broken here, so that endless ones show and memory stays flat. */
const maxLineBytes = 16 * 1024 * 1024;

/** Docker's stamp with the space behind it. */
const stampBytes = '2026-11-25T08:11:26.123456789Z '.length;

const LF = 0x0a;
const CR = 0x0d;
const ESC = 0x1b;
const BS = 0x08;

/**
 * Takes a line. `bytes` from `start` to `end` are only valid during the call.
 *
 * `at`: ms since the epoch, NaN without a stamp; `seconds` and `nanos` the same, exact. `coloured`: it has SGR escapes.
 */
export type LineSink = (
  bytes: Buffer,
  start: number,
  end: number,
  stamp: { readonly at: number; readonly seconds: number; readonly nanos: number },
  coloured: boolean,
) => void;

export class LineSplitter {
  readonly #sink: LineSink;
  readonly #limit: number;
  readonly #isTty: boolean;
  readonly #reader = new StampReader();
  readonly #stamp = { at: Number.NaN, seconds: 0, nanos: 0 };
  #held = Buffer.alloc(0);
  #heldLength = 0;
  /** A line broken at the limit goes on: it has no stamp of its own, and its current part began so many bytes ago. */
  #continued = false;
  #inPart = 0;

  /** `tty`: without frames, a run's last words and the next run's first are one line but for the stamp between them. */
  constructor(sink: LineSink, { limit = maxLineBytes, tty = false } = {}) {
    this.#sink = sink;
    this.#limit = limit;
    this.#isTty = tty;
  }

  push(chunk: Buffer): void {
    let start = 0;
    while (this.#heldLength > 0 && start < chunk.length) {
      const newline = chunk.indexOf(LF, start);
      const wanted = (newline < 0 ? chunk.length : newline) - start;
      const taken = Math.min(wanted, this.#limit - this.#heldLength);
      this.#hold(chunk, start, start + taken);
      start += taken;
      if (taken < wanted) this.#release(true);
      else if (newline >= 0) {
        this.#release(false);
        start += 1;
      }
    }
    // One look per chunk for bytes that need care: most lines have none, and are then copied as they are.
    let esc = chunk.indexOf(ESC, start);
    let back = chunk.indexOf(BS, start);
    let carriage = chunk.indexOf(CR, start);
    while (start < chunk.length) {
      const newline = chunk.indexOf(LF, start);
      const stop = newline < 0 ? chunk.length : newline;
      if (stop - start > this.#limit) {
        this.#complete(chunk, start, start + this.#limit, true, true);
        start += this.#limit;
        continue;
      }
      if (newline < 0) break;
      let end = newline;
      if (carriage >= 0 && carriage < start) carriage = chunk.indexOf(CR, start);
      if (carriage >= 0 && carriage === end - 1) end -= 1;
      if (esc >= 0 && esc < start) esc = chunk.indexOf(ESC, start);
      if (back >= 0 && back < start) back = chunk.indexOf(BS, start);
      const special = within(esc, end) || within(back, end) || within(carriage, end);
      this.#complete(chunk, start, end, special, false);
      start = newline + 1;
    }
    if (start < chunk.length) this.#hold(chunk, start, chunk.length);
  }

  /** Gives out what no newline ended: the stream is over. */
  flush(): void {
    if (this.#heldLength > 0) this.#release(false);
    this.#continued = false;
  }

  #hold(chunk: Buffer, start: number, end: number): void {
    const length = this.#heldLength + end - start;
    if (length > this.#held.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(length, Math.min(this.#held.length * 2, this.#limit), 1024));
      this.#held.copy(grown, 0, 0, this.#heldLength);
      this.#held = grown;
    }
    chunk.copy(this.#held, this.#heldLength, start, end);
    this.#heldLength = length;
  }

  #release(broken: boolean): void {
    const held = this.#held;
    const end = this.#heldLength;
    this.#heldLength = 0;
    this.#complete(held, 0, end, true, broken);
    if (held.length > 1024 * 1024) this.#held = Buffer.alloc(0);
  }

  /** `special`: may hold bytes that steer a terminal. `broken`: cut at the limit, its rest follows. */
  #complete(bytes: Buffer, from: number, to: number, special: boolean, broken: boolean): void {
    let start = from;
    let end = to;
    let source = bytes;
    if (!broken) while (end > start && source[end - 1] === CR) end -= 1;
    if (!this.#continued) {
      this.#inPart = 0;
      const length = this.#reader.read(source, start, end);
      start += length;
      const stamp = this.#stamp;
      stamp.at = length > 0 ? this.#reader.millis : Number.NaN;
      stamp.seconds = length > 0 ? this.#reader.seconds : 0;
      stamp.nanos = length > 0 ? this.#reader.nanos : 0;
    }
    const next = this.#isTty && !this.#continued ? this.#nextRun(source, start, end) : undefined;
    end = next ?? end;
    if (end - start + this.#inPart > partBytes && !Number.isNaN(this.#stamp.at)) {
      source = this.#joinParts(source, start, end);
      start = 0;
      end = source.length;
    } else this.#inPart += end - start;
    this.#continued = broken && next === undefined;
    if (special && !isClean(source, start, end)) {
      source = cleanLine(source, start, end);
      start = 0;
      end = source.length;
    }
    const coloured = special && source.subarray(start, end).includes(ESC);
    this.#sink(source, start, end, this.#stamp, coloured);
    if (next !== undefined) this.#complete(bytes, next, to, special, broken);
  }

  /**
   * Where, on a TTY, Docker's stamp of a later entry stands within a line that no newline ended: there the next run begins.
   *
   * What a program writes there of its own is earlier than the engine's stamp for its line, if it has nine decimals at all.
   */
  #nextRun(bytes: Buffer, start: number, end: number): number | undefined {
    const last = Math.min(end, start + partBytes);
    for (let at = bytes.indexOf('Z ', start); at >= 0 && at < last; at = bytes.indexOf('Z ', at + 1)) {
      const from = at - stampBytes + 2;
      if (from > start && bytes[from + 19] === 0x2e && this.#isStampHere(bytes, from, end) === stampBytes) return from;
    }
    return undefined;
  }

  /**
   * The line without the stamps in front of its further parts.
   *
   * A part carries exactly 16,384 bytes as the program wrote them. json-file has put U+FFFD (three bytes) for each byte
   * that is not UTF-8, also for the halves of a character that the parts cut: so many times two bytes later it may end.
   */
  #joinParts(bytes: Buffer, start: number, end: number): Buffer {
    const pieces: Buffer[] = [];
    let from = start;
    let part = start - this.#inPart;
    for (;;) {
      const next = this.#partEnd(bytes, Math.max(part, start), part + partBytes, end);
      if (next === undefined) break;
      pieces.push(bytes.subarray(from, next.at));
      from = next.at + next.stampLength;
      part = from;
    }
    pieces.push(bytes.subarray(from, end));
    this.#inPart = end - part;
    return Buffer.concat(pieces);
  }

  #partEnd(bytes: Buffer, start: number, earliest: number, end: number) {
    if (earliest >= end) return undefined;
    let replaced = 0;
    let counted = start;
    for (let at = Math.max(earliest, start); at < end; at += 2) {
      const length = this.#isStampHere(bytes, at, end);
      if (length > 0) return { at, stampLength: length };
      for (; counted < at; counted += 1) {
        if (bytes[counted] === 0xef && bytes[counted + 1] === 0xbf && bytes[counted + 2] === 0xbd) replaced += 1;
      }
      if (at - earliest >= replaced * 2) return undefined;
    }
    return undefined;
  }

  /** A part's stamp is never earlier than the line's, and always followed by a space. */
  #isStampHere(bytes: Buffer, at: number, end: number): number {
    const length = this.#reader.read(bytes, at, end);
    if (length === 0 || bytes[at + length - 1] !== 0x20) return 0;
    const { seconds, nanos } = this.#stamp;
    const later = this.#reader.seconds - seconds || this.#reader.nanos - nanos;
    return later >= 0 ? length : 0;
  }
}

function within(position: number, end: number): boolean {
  return position >= 0 && position < end;
}
