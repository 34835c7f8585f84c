/**
 * A stretch of a log: the lines' bytes one after another, each with a newline, and an index of 14 bytes a line (16 at most, once sealed).
 *
 * Its bytes are in memory while it is written and for a while after, then in a file.
 */
import { Buffer } from 'node:buffer';
import type { LogStream } from '../common/contract/logs';
import { continuesLine, levelOf } from '../common/std/level-of';
import { type LogLevel, logLevels } from '../common/std/log-level';
import { indexPool, type LineIndex, noIndex, roomFor } from './index-pool';

/** Where a segment's bytes go when memory is short. Throws when it cannot (a full disk). */
export interface SegmentStorage {
  write(bytes: Buffer): SegmentFile;
}
export interface SegmentFile {
  /** Fills `into` from its start with the file's bytes from `offset`. */
  read(into: Buffer, offset: number, length: number): void;
  remove(): void;
}

export const segmentBytes = 4 * 1024 * 1024;
/** Lines of a few bytes would else make an index that dwarfs the text. */
const segmentLines = 131_072;
/** What the index of a segment begins with. */
const firstLines = 4096;

const streams = ['out', 'err', 'tty'] as const satisfies readonly LogStream[];
export const ttyStream = streams.indexOf('tty');
export const marks = [undefined, 'restarted', 'gap', 'ended'] as const;

/** Bits of a line's meta word. Its level is found out when it is first asked for: reading a log must not pay for it. */
const streamShift = 8;
const markShift = 10;
const levelShift = 12;
const levelBits = 7 << levelShift;
/** What the level's bits say: not looked at yet, none, or a level. */
const noLevel = 1;
const firstLevel = 2;
/** Lines of other sources that may stand between a line and what continues it. */
const levelReach = 256;

export function packMeta(source: number, stream: number, mark = 0): number {
  return source | (stream << streamShift) | (mark << markShift);
}
/** `meta` is of the source and stream of `packed`. */
export function isOfStream(meta: number, packed: number): boolean {
  return (meta & ((1 << markShift) - 1)) === packed;
}
export const sourceOf = (meta: number): number => meta & 0xff;
/** As a number. */
export const streamOf = (meta: number): number => (meta >> streamShift) & 3;
export function unpackMeta(meta: number) {
  return {
    source: sourceOf(meta),
    stream: streams[streamOf(meta)] ?? 'out',
    mark: marks[(meta >> markShift) & 3],
    level: logLevels[((meta & levelBits) >> levelShift) - firstLevel],
  };
}

/** As it was before the line's level was found out. */
export const withoutLevel = (meta: number): number => meta & ~levelBits;

export class LogSegment {
  /** Its number falls when older lines are put between later ones. */
  firstLine: number;
  /** Of the text, newlines included. */
  length = 0;
  count = 0;
  /** Some line has colours: what is searched is then not what is stored. */
  coloured = false;
  /** Where each line begins. */
  starts: Uint32Array;
  /** ms since the epoch; NaN without a stamp. */
  times: Float64Array;
  metas: Uint16Array;

  #memory: Buffer | undefined;
  #file: SegmentFile | undefined;

  constructor(firstLine: number, memory: Buffer) {
    this.firstLine = firstLine;
    this.#memory = memory;
    ({ starts: this.starts, times: this.times, metas: this.metas } = indexPool.take(firstLines));
  }

  get end(): number {
    return this.firstLine + this.count;
  }

  /** Bytes of text held in memory, unused room included. */
  get memory(): number {
    return this.#memory?.length ?? 0;
  }

  get indexBytes(): number {
    return this.starts.length * 14;
  }

  hasRoom(bytes: number): boolean {
    return this.#memory !== undefined && this.length + bytes < this.#memory.length && this.count < segmentLines;
  }

  add(bytes: Buffer, start: number, end: number, at: number, meta: number): void {
    if (this.count === this.starts.length) this.#resizeIndex(this.count * 2);
    this.starts[this.count] = this.length;
    this.times[this.count] = at;
    this.metas[this.count] = meta;
    this.count += 1;
    const memory = this.#memory as Buffer;
    bytes.copy(memory, this.length, start, end);
    this.length += end - start;
    memory[this.length] = 0x0a;
    this.length += 1;
  }

  /** No more lines come: the index keeps no room for them. */
  seal(): void {
    if (this.starts.length > roomFor(this.count)) this.#resizeIndex(this.count);
  }

  /** Moves the bytes to a file and gives back the buffer, for another segment to use. */
  spill(storage: SegmentStorage): Buffer | undefined {
    const memory = this.#memory;
    if (!memory) return undefined;
    this.#file = storage.write(memory.subarray(0, this.length));
    this.#memory = undefined;
    return memory;
  }

  /** Gives up its lines, and its buffer and index for other segments to use: nothing can be read of it any more. */
  drop(): Buffer | undefined {
    this.#swapIndex(noIndex);
    const memory = this.#memory;
    this.#memory = undefined;
    this.#file?.remove();
    this.#file = undefined;
    return memory;
  }

  /** The offset after line `index` (0 is the segment's first), its newline not counted. */
  endOf(index: number): number {
    return (index + 1 < this.count ? (this.starts[index + 1] as number) : this.length) - 1;
  }

  /** The bytes from `start` to `end`; only valid until the next read of a segment. */
  read(start: number, end: number): Buffer {
    if (this.#memory) return this.#memory.subarray(start, end);
    const length = end - start;
    const into = scratch(length);
    this.#file?.read(into, start, length);
    return into.subarray(0, length);
  }

  /** Finds out the levels of the lines `from` to `to` - 1 that were not looked at yet. */
  findLevels(from: number, to: number): void {
    let at = from;
    while (at < to && ((this.metas[at] as number) & levelBits) > 0) at += 1;
    if (at === to) return;
    const base = this.starts[at] as number;
    // Latin-1 has a character for each byte, so places in the text are places in the bytes; levels are ASCII.
    const text = this.read(base, this.endOf(to - 1)).toString('latin1');
    for (; at < to; at += 1) {
      const meta = this.metas[at] as number;
      if ((meta & levelBits) > 0) continue;
      const line = text.slice((this.starts[at] as number) - base, this.endOf(at) - base);
      const level = levelOf(line) ?? (continuesLine(line) ? this.#levelBefore(at) : undefined);
      this.metas[at] = meta | ((level ? firstLevel + logLevels.indexOf(level) : noLevel) << levelShift);
    }
  }

  /** The level of the line before `at` of the same source and stream: a stack trace is as severe as what it follows. */
  #levelBefore(at: number): LogLevel | undefined {
    const same = (1 << markShift) - 1;
    const stop = Math.max(0, at - levelReach);
    for (let before = at - 1; before >= stop; before -= 1) {
      if ((((this.metas[before] as number) ^ (this.metas[at] as number)) & same) !== 0) continue;
      if (((this.metas[before] as number) & levelBits) === 0)
        this.findLevels(Math.max(0, before - levelReach), before + 1);
      return unpackMeta(this.metas[before] as number).level;
    }
    return undefined;
  }

  #resizeIndex(lines: number): void {
    const index = indexPool.take(lines);
    index.starts.set(this.starts.subarray(0, this.count));
    index.times.set(this.times.subarray(0, this.count));
    index.metas.set(this.metas.subarray(0, this.count));
    this.#swapIndex(index);
  }

  /** The arrays it had are another segment's from here on: nobody but a segment may hold on to its arrays. */
  #swapIndex({ starts, times, metas }: LineIndex): void {
    const before = { starts: this.starts, times: this.times, metas: this.metas };
    this.starts = starts;
    this.times = times;
    this.metas = metas;
    indexPool.give(before);
  }
}

let shared: Buffer | undefined;

/** One buffer serves all reads from files: a search over a gigabyte must not leave a gigabyte to collect. */
function scratch(length: number): Buffer {
  if (length > segmentBytes) return Buffer.allocUnsafeSlow(length);
  shared ??= Buffer.allocUnsafeSlow(segmentBytes);
  return shared;
}
