/**
 * Lines before the first of a log, as the engine gives them when it is asked for what was up to there.
 *
 * It gives some again that are here already: those of the very stamp of a stream's first line, and what the other stream wrote
 * about then. Each stream counts for itself, as in `resume-point.ts`: between the two the order of stamps is not kept.
 */
import { Buffer } from 'node:buffer';
import { type LineSink, LineSplitter } from './line-splitter';
import { LogMerge, type MergedLine, ownBytes } from './log-merge';
import { packMeta, ttyStream, unpackMeta } from './log-segment';
import type { LogStore } from './log-store';

/** Where a source's lines begin. */
export interface OlderPoint {
  /** ms since the epoch up to which lines are wanted; undefined when it has none yet. */
  readonly until: number | undefined;
  /** What the engine has to count from its newest line on to get there. */
  readonly have: number;
}

/** ms: how far the two streams' stamps may lie apart. */
const reach = 2_000;
/** An engine counts each part of a long line. */
const partBytes = 16_384;
/** Kept of a source; beyond it the oldest go. */
const mostBytes = 64 * 1024 * 1024;

const streams = [0, 1, 2] as const;
const streamIndex = { out: 0, err: 1, tty: 2 } as const;

/** Of a stream of a source: its first stamp, and how many lines with exactly that are there. */
interface First {
  at: number;
  same: number;
}

interface Source {
  readonly firsts: (First | undefined)[];
  have: number;
  readonly splitters: readonly LineSplitter[];
  lines: MergedLine[];
  bytes: number;
  /** Older ones went, for their size. */
  cut: boolean;
}

export class OlderLines {
  readonly #store: LogStore;
  readonly #sources: readonly Source[];

  constructor(store: LogStore, sources: number) {
    this.#store = store;
    this.#sources = Array.from({ length: sources }, (_, source) => {
      const made: Source = {
        firsts: [undefined, undefined, undefined],
        have: 0,
        splitters: streams.map((stream) => splitterInto(() => made, source, stream)),
        lines: [],
        bytes: 0,
        cut: false,
      };
      return made;
    });
    countLines(store, (source) => this.#sources[source]);
  }

  points(): readonly OlderPoint[] {
    return this.#sources.map(({ firsts, have }) => {
      const stamps = firsts.flatMap((first) => (first ? [first.at] : []));
      const until = stamps.length === 0 ? undefined : Math.min(Math.max(...stamps), Math.min(...stamps) + reach);
      return { until, have };
    });
  }

  bytes(source: number, stream: number, bytes: Uint8Array): void {
    const { buffer, byteOffset, byteLength } = bytes;
    this.#sources[source]?.splitters[stream]?.push(Buffer.from(buffer, byteOffset, byteLength));
  }

  /** The lines that are older, in order, and whether the sources have still older ones. */
  end(wanted: number, failed: readonly number[]): { readonly lines: readonly MergedLine[]; readonly more: boolean } {
    const lines: MergedLine[] = [];
    const merge = new LogMerge(
      this.#sources.length,
      (line) => lines.push(line),
      () => 0,
    );
    let more = false;
    let horizon = Number.NEGATIVE_INFINITY;
    const grown = this.#grown();
    this.#sources.forEach((source, index) => {
      for (const splitter of source.splitters) splitter.flush();
      if (failed.includes(index)) return;
      const older = olderOf(source);
      // While the engine counted, it may have written further lines, which took places of those wanted.
      if (source.cut || older.length + (grown[index] ?? 0) >= wanted) {
        more = true;
        horizon = Math.max(horizon, older[0]?.at ?? Number.NEGATIVE_INFINITY);
      }
      for (const line of older) merge.push(index, line);
      merge.close(index);
    });
    merge.drain();
    // Before it some source's lines are missing; those of the others come again with them.
    return { lines: lines.filter(({ at }) => !(at < horizon)), more };
  }

  /** Lines that came to each source since the beginning. */
  #grown(): readonly number[] {
    const now = this.#sources.map(() => ({ firsts: [undefined, undefined, undefined], have: 0 }));
    countLines(this.#store, (source) => now[source]);
    return now.map(({ have }, index) => have - (this.#sources[index]?.have ?? 0));
  }
}

function splitterInto(made: () => Source, source: number, stream: number): LineSplitter {
  const meta = packMeta(source, stream);
  const take: LineSink = (bytes, start, end, { at }, coloured) => {
    const into = made();
    into.lines.push({ bytes: ownBytes(bytes, start, end), at, meta, coloured });
    into.bytes += end - start + 64;
    let gone = 0;
    while (into.bytes > mostBytes && gone < into.lines.length - 1) {
      into.bytes -= (into.lines[gone]?.bytes.length ?? 0) + 64;
      gone += 1;
    }
    if (gone > 0) into.lines = into.lines.slice(gone);
    into.cut ||= gone > 0;
  };
  return new LineSplitter(take, { tty: stream === ttyStream });
}

function olderOf({ lines, firsts }: Source): readonly MergedLine[] {
  const same = firsts.map((first) => first?.same ?? 0);
  const stamps = firsts.flatMap((first) => (first ? [first.at] : []));
  const latest = stamps.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...stamps);
  const older: MergedLine[] = [];
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] as MergedLine;
    const stream = streamIndex[unpackMeta(line.meta).stream];
    const first = firsts[stream]?.at ?? latest;
    if (line.at > first) continue;
    if (line.at === first && (same[stream] ?? 0) > 0) same[stream] = (same[stream] ?? 0) - 1;
    else older.push(line);
  }
  return older.reverse();
}

function countLines(
  store: LogStore,
  of: (source: number) => { firsts: (First | undefined)[]; have: number } | undefined,
): void {
  for (const segment of store.segments) {
    for (let index = 0; index < segment.count; index += 1) {
      const { source, stream, mark } = unpackMeta(segment.metas[index] as number);
      const counted = of(source);
      if (!counted || mark !== undefined) continue;
      const length = segment.endOf(index) - (segment.starts[index] as number);
      counted.have += 1 + (length >= partBytes ? Math.floor(length / partBytes) : 0);
      const at = segment.times[index] as number;
      const place = streamIndex[stream];
      const first = counted.firsts[place];
      if (!first) counted.firsts[place] = { at, same: 1 };
      else if (first.at === at) first.same += 1;
    }
  }
}
