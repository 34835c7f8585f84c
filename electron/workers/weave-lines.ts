/**
 * Where older lines of several sources belong among the lines of a log, and the segments that have them there.
 *
 * The lines of a quiet source reach far back when those of a noisy one begin late: what is then loaded of the noisy one comes
 * between. The order is that of `LogMerge`: by time, and within one source as it came.
 */
import { Buffer } from 'node:buffer';
import type { MergedLine } from './log-merge';
import { LogSegment, segmentBytes, sourceOf, withoutLevel } from './log-segment';

/** Lines that were brought, `from` to `to` - 1, and the number of the line that they come before. */
export interface Run {
  readonly before: number;
  readonly from: number;
  readonly to: number;
}

/** What comes before a segment (its `index`; after the last one for their number), or stands in its place. */
export interface Woven {
  readonly index: number;
  readonly made: readonly LogSegment[];
  readonly replaces: boolean;
}

/** Of segments that one load has to write anew, with what a line of them costs; one may always be. */
const mostRewritten = 32 * 1024 * 1024;
const lineCost = 32;

/**
 * Where the lines go, which are in the order of time. The oldest of them are left out where they would have more than `most` written
 * anew. `end`: the number after the last line.
 */
export function runsOf(
  segments: readonly LogSegment[],
  lines: readonly MergedLine[],
  end: number,
  most = mostRewritten,
): Run[] {
  const latest = new Float64Array(256).fill(Number.NEGATIVE_INFINITY);
  const keys = new Float64Array(lines.length);
  let highest = Number.NEGATIVE_INFINITY;
  lines.forEach(({ meta, at }, index) => {
    if (at > highest) highest = at;
    // Those that are here of the same source come after it, whatever their stamps say.
    latest[sourceOf(meta)] = highest;
    keys[index] = highest;
  });
  const runs: Run[] = [];
  let next = 0;
  for (const segment of segments) {
    for (let index = 0; index < segment.count && next < lines.length; index += 1) {
      const source = sourceOf(segment.metas[index] as number);
      const at = segment.times[index] as number;
      if (at > (latest[source] as number)) latest[source] = at;
      const from = next;
      while (next < lines.length && (keys[next] as number) <= (latest[source] as number)) next += 1;
      if (next > from) runs.push({ before: segment.firstLine + index, from, to: next });
    }
  }
  if (next < lines.length) runs.push({ before: end, from: next, to: lines.length });
  return affordable(segments, runs, most);
}

/** The last of the runs, as many as leave little to write anew. */
function affordable(segments: readonly LogSegment[], runs: Run[], most: number): Run[] {
  let cost = 0;
  let segment = segments.length - 1;
  let paid = segments.length;
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    const { before } = runs[at] as Run;
    while (segment > 0 && (segments[segment] as LogSegment).firstLine > before) segment -= 1;
    const one = segments[segment];
    // What is put before its first line leaves it as it is.
    if (!one || before <= one.firstLine || before >= one.end || paid === segment) continue;
    cost += one.length + lineCost * one.count;
    if (cost > most && paid < segments.length) return runs.slice(at + 1);
    paid = segment;
  }
  return runs;
}

/** Makes the segments, in memory: their numbers count down from that of the line before which the last run is put. */
export function weave(
  segments: readonly LogSegment[],
  lines: readonly MergedLine[],
  runs: readonly Run[],
  end: number,
): Woven[] {
  const woven: Woven[] = [];
  let left = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  let next = 0;
  for (let index = 0; index <= segments.length && next < runs.length; index += 1) {
    const segment = segments[index];
    const own: Run[] = [];
    for (let run = runs[next]; run && (!segment || run.before < segment.end); run = runs[next]) {
      own.push(run);
      next += 1;
    }
    if (own.length === 0) continue;
    const replaces = segment !== undefined && own.some(({ before }) => before > segment.firstLine);
    const writer = new Writer((segment?.firstLine ?? end) - left, sizeOf(lines, own) + (replaces ? segment.length : 0));
    if (replaces) writer.addAmong(segment, lines, own);
    else for (const run of own) writer.addRun(lines, run);
    woven.push({ index, made: writer.finish(), replaces });
    left -= own.reduce((sum, { from, to }) => sum + to - from, 0);
  }
  return woven;
}

function sizeOf(lines: readonly MergedLine[], runs: readonly Run[]): number {
  let size = 0;
  for (const { from, to } of runs)
    for (let at = from; at < to; at += 1) size += (lines[at] as MergedLine).bytes.length + 1;
  return size;
}

class Writer {
  readonly #made: LogSegment[] = [];
  #number: number;
  /** Bytes to come. */
  #left: number;

  constructor(number: number, left: number) {
    this.#number = number;
    this.#left = left;
  }

  addRun(lines: readonly MergedLine[], { from, to }: Run): void {
    for (let at = from; at < to; at += 1) {
      const { bytes, at: time, meta, coloured } = lines[at] as MergedLine;
      this.#add(bytes, 0, bytes.length, time, meta, coloured);
    }
  }

  /** The lines of a segment with those that come between them. */
  addAmong(segment: LogSegment, lines: readonly MergedLine[], runs: readonly Run[]): void {
    const text = segment.read(0, segment.length);
    let next = 0;
    for (let index = 0; index < segment.count; index += 1) {
      const run = runs[next];
      if (run?.before === segment.firstLine + index) {
        this.addRun(lines, run);
        next += 1;
      }
      const start = segment.starts[index] as number;
      // What a line without a level of its own continues may be another line now.
      const meta = withoutLevel(segment.metas[index] as number);
      this.#add(text, start, segment.endOf(index), segment.times[index] as number, meta, segment.coloured);
    }
  }

  finish(): readonly LogSegment[] {
    this.#made.at(-1)?.seal();
    return this.#made;
  }

  #add(bytes: Buffer, start: number, end: number, at: number, meta: number, coloured: boolean): void {
    let last = this.#made.at(-1);
    if (!last?.hasRoom(end - start)) {
      last?.seal();
      const room = Math.max(end - start + 1, Math.min(this.#left, segmentBytes));
      last = new LogSegment(this.#number, Buffer.allocUnsafeSlow(room));
      this.#made.push(last);
    }
    last.add(bytes, start, end, at, meta);
    if (coloured) last.coloured = true;
    this.#number += 1;
    this.#left -= end - start + 1;
  }
}
