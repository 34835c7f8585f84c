import type { LogStream } from '../common/contract/logs';
import { unreadable } from './errors';
import type { LogChunk } from './port';

const headerBytes = 8;
/** Docker cuts at 16 KiB and Podman at less; a header beyond this is no header. */
const mostFrameBytes = 16 * 1024 * 1024;

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

  /**
   * Takes `bytes` over: payloads of one stream that follow each other are moved together within them: new memory
   * for each piece costs more than all else here.
   *
   * @returns chunks that are parts of `bytes`
   * @throws BerthError `engine-answer` when a header can't be one
   */
  push(bytes: Buffer): readonly LogChunk[] {
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
  }
}
