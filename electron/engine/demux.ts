import type { LogStream } from '../common/contract/logs';
import { unreadable } from './errors';
import type { LogChunk } from './port';

const headerBytes = 8;
/** Docker cuts at 16 KiB and Podman at less; a header beyond this is no header. */
const mostFrameBytes = 16 * 1024 * 1024;

/** A stamp with the space behind it, as engines put it before each frame of a log. Docker's alone has decimals. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(?:Z|[+-]\d\d:\d\d) /;
const longestStamp = 36;
/** What one part of a long line carries: the buffer of Docker's log copier (`defaultBufSize`, daemon/logger/copier.go). */
const partBytes = 16_384;
const newline = Uint8Array.of(0x0a);

/** 0 is standard input, which some engines use for output of an attached stream. */
const streams: readonly LogStream[] = ['out', 'out', 'err'];

/**
 * Takes the frames of a stream without a TTY apart: 1 byte stream, 3 zero bytes, 4 bytes length (big endian), then the bytes.
 *
 * Source: https://docs.docker.com/reference/api/engine/ (ContainerAttach, "Stream format"). Memory stays flat whatever a
 * header claims: bytes go out as they come.
 */
export class Demux {
  readonly #header = Buffer.alloc(headerBytes);
  #headerLength = 0;
  #left = 0;
  #stream: LogStream = 'out';
  #length = 0;
  readonly #isLog: boolean;
  #begins = false;
  /** Bytes of the last frame of each stream when no newline ended it, else 0. */
  readonly #open = { out: 0, err: 0, tty: 0 };
  /** The first bytes of a frame that are too few to tell whether they are a stamp. */
  #held: Buffer | undefined;

  /** `log`: each frame begins with a stamp, and is a line or a part of one. */
  constructor({ log = false } = {}) {
    this.#isLog = log;
  }

  /**
   * Takes `given` over: payloads of one stream that follow each other are moved together within it: new memory
   * for each piece costs more than all else here.
   *
   * @returns chunks that are parts of `given`
   * @throws BerthError `engine-answer` when a header can't be one
   */
  push(given: Buffer): readonly LogChunk[] {
    const bytes = this.#held ? Buffer.concat([this.#held, given]) : given;
    this.#held = undefined;
    const chunks: LogChunk[] = [];
    let stream: LogStream | undefined;
    let start = 0;
    let end = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.#left === 0) {
        at += this.#readHeader(bytes, at);
        continue;
      }
      if (this.#begins && this.#open[this.#stream] > 0) {
        const joint = this.#joint(bytes, at);
        if (!joint) break;
        if (joint.isNewLine) {
          if (stream !== undefined) chunks.push({ stream, bytes: bytes.subarray(start, end) });
          chunks.push({ stream: this.#stream, bytes: newline });
          stream = undefined;
        }
        at += joint.skipped;
        this.#left -= joint.skipped;
        if (this.#left === 0) continue;
      }
      this.#begins = false;
      if (stream !== this.#stream) {
        if (stream !== undefined) chunks.push({ stream, bytes: bytes.subarray(start, end) });
        stream = this.#stream;
        start = at;
        end = at;
      }
      const length = Math.min(bytes.length - at, this.#left);
      if (end !== at) bytes.copyWithin(end, at, at + length);
      end += length;
      at += length;
      this.#left -= length;
      if (this.#isLog && this.#left === 0) this.#open[stream] = bytes[end - 1] === 0x0a ? 0 : this.#length;
    }
    if (stream !== undefined) chunks.push({ stream, bytes: bytes.subarray(start, end) });
    return chunks;
  }

  /** The stream ended in the middle of a frame. */
  get isCut(): boolean {
    return this.#left > 0 || this.#headerLength > 0;
  }

  #readHeader(bytes: Buffer, at: number): number {
    // The usual case without a copy: the header lies in one piece.
    if (this.#headerLength === 0 && bytes.length - at >= headerBytes) {
      this.#begin(bytes, at);
      return headerBytes;
    }
    const taken = Math.min(headerBytes - this.#headerLength, bytes.length - at);
    bytes.copy(this.#header, this.#headerLength, at, at + taken);
    this.#headerLength += taken;
    if (this.#headerLength === headerBytes) {
      this.#headerLength = 0;
      this.#begin(this.#header, 0);
    }
    return taken;
  }

  #begin(header: Buffer, at: number): void {
    const type = header[at] ?? 255;
    const stream = streams[type];
    const length = header.readUInt32BE(at + 4);
    if (stream === undefined) throw unreadable(`a frame of the unknown kind ${type}`);
    if (length > mostFrameBytes) throw unreadable(`a frame that claims ${length} bytes`);
    this.#stream = stream;
    this.#left = length;
    this.#length = length;
    this.#begins = this.#isLog;
  }

  /**
   * How a frame joins the one before it, which no newline ended; undefined when more bytes have to come to tell.
   *
   * Docker holds such text back until the program ends: what follows is another run's, unless the frame was a full part of a
   * long line, which is put together with the next where lines are made. Podman hands on at once what a program wrote,
   * whatever its length, with a stamp before each piece: what follows goes on with the line.
   */
  #joint(bytes: Buffer, at: number): { readonly isNewLine: boolean; readonly skipped: number } | undefined {
    const available = Math.min(this.#left, bytes.length - at, longestStamp);
    if (available < longestStamp && available < this.#left) {
      this.#held = Buffer.from(bytes.subarray(at));
      return undefined;
    }
    const found = stamp.exec(bytes.toString('latin1', at, at + available));
    if (!found) return { isNewLine: false, skipped: 0 };
    if (found[1] === undefined) return { isNewLine: false, skipped: found[0].length };
    return { isNewLine: this.#open[this.#stream] < partBytes + found[0].length, skipped: 0 };
  }
}
