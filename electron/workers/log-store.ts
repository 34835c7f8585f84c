/**
 * The lines of one open log, numbered from `firstNumber` on, oldest dropped first; older ones can be put before and between them.
 *
 * Bounds are its owner's to keep (`LogHost`): they count over all open logs together.
 */
import { Buffer } from 'node:buffer';
import { firstNumber } from '../common/contract/log-rules';
import type { LogLine } from '../common/contract/logs';
import { LineMoves } from './line-moves';
import type { MergedLine } from './log-merge';
import { LogSegment, type SegmentStorage, segmentBytes, unpackMeta } from './log-segment';
import { runsOf, type Woven, weave } from './weave-lines';

/** What a window carries of one line, and of all; more is a `logs.line` away. */
const windowLineBytes = 8 * 1024;
const windowBytes = 1024 * 1024;
/** A full window's further lines are cut to this. */
const crowdedLineBytes = 256;

const nothing = Buffer.alloc(0);

export class LogStore {
  readonly #storage: SegmentStorage;
  readonly #segments: LogSegment[] = [];
  readonly #spare: Buffer[] = [];
  /** Of lines that got other numbers. */
  readonly moves = new LineMoves();
  /** Segments before this one are in files. */
  #inMemoryFrom = 0;
  #textBytes = 0;
  /** Lines let go at the bound. */
  dropped = 0;

  constructor(storage: SegmentStorage) {
    this.#storage = storage;
  }

  get segments(): readonly LogSegment[] {
    return this.#segments;
  }
  /** Number of the oldest line still held. */
  get first(): number {
    return this.#segments[0]?.firstLine ?? firstNumber;
  }
  get end(): number {
    return this.#segments.at(-1)?.end ?? firstNumber;
  }
  /** Bytes of text, in memory and on disk. */
  get bytes(): number {
    return this.#textBytes;
  }
  get memory(): number {
    let sum = 0;
    for (let at = this.#inMemoryFrom; at < this.#segments.length; at += 1) sum += this.#segments[at]?.memory ?? 0;
    return sum;
  }
  get indexBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.indexBytes, 0);
  }

  /** Adds a line: `bytes` from `start` to `end` are copied. `at`: ms since the epoch, NaN when unknown. */
  add(bytes: Buffer, start: number, end: number, at: number, meta: number, coloured: boolean): void {
    const segment = this.#roomFor(end - start);
    segment.add(bytes, start, end, at, meta);
    if (coloured) segment.coloured = true;
    this.#textBytes += end - start + 1;
  }

  /** Adds a line of Berth's own: `meta` says of which kind. */
  addMark(meta: number, at: number): void {
    this.add(nothing, 0, 0, at, meta, false);
  }

  /**
   * Puts older lines, in the order of time, where they belong: before the first, or between later ones, which `moves` tells.
   *
   * Throws, and has none of them, when they have to go to a disk that takes no more. Returns those that it took, all but the
   * oldest where these would have too much written anew, and the number of the first.
   */
  insert(lines: readonly MergedLine[]): { readonly taken: readonly MergedLine[]; readonly from: number } {
    const { end, first } = this;
    if (lines.length === 0) return { taken: lines, from: first };
    const runs = runsOf(this.#segments, lines, end);
    const woven = weave(this.#segments, lines, runs, end);
    try {
      for (const { index, made } of woven)
        if (index < this.#inMemoryFrom) for (const segment of made) segment.spill(this.#storage);
    } catch (error) {
      for (const { made } of woven) for (const segment of made) segment.drop();
      throw error;
    }
    const taken = lines.slice(runs[0]?.from);
    this.#place(woven, taken.length);
    if ((runs.at(-1)?.before ?? 0) > first) this.moves.add(runs);
    return { taken, from: (runs[0]?.before ?? end) - taken.length };
  }

  /** `lines`: how many there are more of. */
  #place(woven: readonly Woven[], lines: number): void {
    const before = this.#segments.splice(0);
    const inFiles = this.#inMemoryFrom;
    const byIndex = new Map(woven.map((one) => [one.index, one]));
    let left = lines;
    for (let index = 0; index <= before.length; index += 1) {
      const { made = [], replaces = false } = byIndex.get(index) ?? {};
      const old = before[index];
      this.#segments.push(...made);
      for (const segment of made) {
        this.#textBytes += segment.length;
        left -= segment.count;
      }
      if (index < inFiles) this.#inMemoryFrom += made.length - (replaces ? 1 : 0);
      if (old && replaces) {
        left += old.count;
        this.#textBytes -= old.length;
        this.#keep(old.drop());
      } else if (old) {
        old.firstLine -= left;
        this.#segments.push(old);
      }
    }
  }

  /** Moves the oldest segment in memory to disk. False when only the one being written is left. Throws when it can't. */
  spillOldest(): boolean {
    const segment = this.#segments[this.#inMemoryFrom];
    if (!segment || this.#inMemoryFrom >= this.#segments.length - 1) return false;
    this.#keep(segment.spill(this.#storage));
    this.#inMemoryFrom += 1;
    return true;
  }

  /** Forgets the oldest segment. False when only the one being written is left. */
  dropOldest(): boolean {
    if (this.#segments.length < 2) return false;
    const segment = this.#segments.shift() as LogSegment;
    this.#textBytes -= segment.length;
    this.dropped += segment.count;
    this.#inMemoryFrom = Math.max(0, this.#inMemoryFrom - 1);
    this.#keep(segment.drop());
    return true;
  }

  close(): void {
    for (const segment of this.#segments) segment.drop();
    this.#segments.length = 0;
    this.#spare.length = 0;
    this.#textBytes = 0;
    this.#inMemoryFrom = 0;
  }

  /** The lines `from` to `from + count` - 1 that are held. */
  window(from: number, count: number): LogLine[] {
    const lines: LogLine[] = [];
    const end = Math.min(from + count, this.end);
    let budget = windowBytes;
    let number = Math.max(from, this.first);
    while (number < end) {
      const segment = this.segmentOf(number) as LogSegment;
      const index = number - segment.firstLine;
      const stop = Math.min(end - segment.firstLine, segment.count);
      // Read in pieces of about a window, whatever the lines' lengths are.
      let last = index;
      const base = segment.starts[index] as number;
      while (last + 1 < stop && segment.endOf(last + 1) - base <= windowBytes) last += 1;
      const lone = last === index;
      segment.findLevels(index, last + 1);
      const bytes = segment.read(base, lone ? Math.min(segment.endOf(last), base + windowBytes) : segment.endOf(last));
      for (let at = index; at <= last; at += 1) {
        const limit = budget > 0 ? windowLineBytes : crowdedLineBytes;
        const line = describe(segment, at, bytes, base, limit);
        budget -= line.text.length;
        lines.push(line);
      }
      number = segment.firstLine + last + 1;
    }
    return lines;
  }

  /** Those of the lines that are held, cut as in a window. */
  pick(numbers: Iterable<number>): LogLine[] {
    const lines: LogLine[] = [];
    let budget = windowBytes;
    for (const number of numbers) {
      const segment = this.segmentOf(number);
      if (!segment) continue;
      const index = number - segment.firstLine;
      const start = segment.starts[index] as number;
      const limit = budget > 0 ? windowLineBytes : crowdedLineBytes;
      segment.findLevels(index, index + 1);
      // One byte more tells whether a character is cut.
      const bytes = segment.read(start, Math.min(segment.endOf(index), start + limit + 1));
      const line = describe(segment, index, bytes, start, limit);
      budget -= line.text.length;
      lines.push(line);
    }
    return lines;
  }

  /** One whole line; undefined when it is not held. */
  line(number: number): LogLine | undefined {
    const segment = this.segmentOf(number);
    if (!segment) return undefined;
    const index = number - segment.firstLine;
    const start = segment.starts[index] as number;
    segment.findLevels(index, index + 1);
    return describe(segment, index, segment.read(start, segment.endOf(index)), start, Number.POSITIVE_INFINITY);
  }

  /** The first line with this stamp or a later one. */
  lineFrom(at: number): number | undefined {
    for (const { times, count, firstLine } of this.#segments)
      for (let index = 0; index < count; index += 1) if ((times[index] as number) >= at) return firstLine + index;
    return undefined;
  }

  segmentOf(number: number): LogSegment | undefined {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const segment = this.#segments[middle] as LogSegment;
      if (number < segment.firstLine) high = middle - 1;
      else if (number >= segment.end) low = middle + 1;
      else return segment;
    }
    return undefined;
  }

  #roomFor(bytes: number): LogSegment {
    const last = this.#segments.at(-1);
    if (last?.hasRoom(bytes)) return last;
    last?.seal();
    const memory =
      bytes < segmentBytes ? (this.#spare.pop() ?? this.#firstBuffer(bytes + 1)) : Buffer.allocUnsafeSlow(bytes + 1);
    const segment = new LogSegment(last?.end ?? firstNumber, memory);
    this.#segments.push(segment);
    return segment;
  }

  /** Many logs are short: fifty open ones must not take 4 MiB each. Their first line may be long all the same. */
  #firstBuffer(least: number): Buffer {
    const usual = Math.min(segmentBytes, 64 * 1024 * 4 ** Math.min(3, this.#segments.length));
    return Buffer.allocUnsafeSlow(Math.max(usual, least));
  }

  #keep(buffer: Buffer | undefined): void {
    if (buffer?.length === segmentBytes && this.#spare.length < 2) this.#spare.push(buffer);
  }
}

function describe(segment: LogSegment, index: number, bytes: Buffer, base: number, limit: number): LogLine {
  const start = (segment.starts[index] as number) - base;
  const end = segment.endOf(index) - base;
  const at = segment.times[index] as number;
  const { source, stream, mark, level } = unpackMeta(segment.metas[index] as number);
  const shown = end - start > limit ? cutAt(bytes, start, start + limit) : end;
  return {
    number: segment.firstLine + index,
    source,
    stream,
    at: Number.isNaN(at) ? undefined : at,
    text: bytes.toString('utf8', start, shown),
    cut: shown < end ? end - shown : undefined,
    level,
    mark,
  };
}

/** The last place at or before `end` that is not inside a UTF-8 character or a colour's escape. */
function cutAt(bytes: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && ((bytes[at] as number) & 0xc0) === 0x80) at -= 1;
  const esc = bytes.lastIndexOf(0x1b, at - 1);
  const ends = bytes.indexOf(0x6d, esc);
  return esc >= start && at - esc < 64 && (ends < 0 || ends >= at) ? esc : at;
}
