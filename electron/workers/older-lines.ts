/**
 * Lines before the first of a log, as the engine gives them when it is asked for what was up to there.
 *
 * It gives some again that are here already: those of the very stamp of a stream's first line, and what the other stream wrote
 * about then. Each stream counts for itself, as in `resume-point.ts`: between the two the order of stamps is not kept.
 */
import { Buffer } from 'node:buffer';
import { type LineSink, LineSplitter } from './line-splitter';
import { LogMerge, type MergedLine, ownBytes } from './log-merge';
import { packMeta, streamOf, ttyStream } from './log-segment';
import type { SourceStart } from './source-start';

/** Where a source's lines begin. */
export interface OlderPoint {
  /** ms since the epoch up to which lines are wanted; undefined when it has none yet. */
  readonly until: number | undefined;
  /** What the engine has to count from its newest line on to get there. */
  readonly have: number;
}

/** ms: how far the two streams' stamps may lie apart. */
const reach = 2_000;
/** Kept of all sources together; beyond it the oldest of the one with most go. */
const keptBytes = 64 * 1024 * 1024;
/** What a line costs besides its text. */
const lineBytes = 64;

const streams = [0, 1, 2] as const;

interface Source {
  /** As it was when this began. */
  readonly start: Pick<SourceStart, 'firsts' | 'have'>;
  readonly splitters: readonly LineSplitter[];
  lines: MergedLine[];
  bytes: number;
  /** Older ones went, for their size. */
  cut: boolean;
}

export class OlderLines {
  readonly #starts: readonly SourceStart[];
  readonly #sources: readonly Source[];
  readonly #most: number;
  #bytes = 0;

  /** `starts`: of each source, and kept up to date by their owner. */
  constructor(starts: readonly SourceStart[], most = keptBytes) {
    this.#starts = [...starts];
    this.#most = most;
    this.#sources = starts.map((start, source) => ({
      start: start.copy(),
      splitters: streams.map((stream) => this.#splitter(source, stream)),
      lines: [],
      bytes: 0,
      cut: false,
    }));
  }

  points(): readonly OlderPoint[] {
    return this.#sources.map(({ start: { firsts, have } }) => {
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
    this.#sources.forEach((source, index) => {
      for (const splitter of source.splitters) splitter.flush();
      if (failed.includes(index)) return;
      const older = olderOf(source);
      // While the engine counted, it may have written further lines, which took places of those wanted.
      if (source.cut || older.length + this.#grown(index) >= wanted) {
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

  /** Lines that came to a source since the beginning. */
  #grown(index: number): number {
    return (this.#starts[index]?.have ?? 0) - (this.#sources[index]?.start.have ?? 0);
  }

  #splitter(source: number, stream: number): LineSplitter {
    const meta = packMeta(source, stream);
    const take: LineSink = (bytes, start, end, { at }, coloured) => {
      const into = this.#sources[source] as Source;
      into.lines.push({ bytes: ownBytes(bytes, start, end), at, meta, coloured });
      into.bytes += end - start + lineBytes;
      this.#bytes += end - start + lineBytes;
      if (this.#bytes > this.#most) this.#cut();
    };
    return new LineSplitter(take, { tty: stream === ttyStream });
  }

  /** A good part at once: what is left of a list is copied each time. */
  #cut(): void {
    while (this.#bytes > this.#most - this.#most / 8) {
      const largest = this.#sources.reduce((most, one) => (one.bytes > most.bytes ? one : most));
      const before = largest.bytes;
      let gone = 0;
      for (; gone < largest.lines.length - 1 && before - largest.bytes < this.#most / 8; gone += 1) {
        largest.bytes -= (largest.lines[gone] as MergedLine).bytes.length + lineBytes;
      }
      if (gone === 0) return;
      this.#bytes -= before - largest.bytes;
      largest.lines = largest.lines.slice(gone);
      largest.cut = true;
    }
  }
}

function olderOf({ lines, start: { firsts } }: Source): readonly MergedLine[] {
  const same = firsts.map((first) => first?.same ?? 0);
  const stamps = firsts.flatMap((first) => (first ? [first.at] : []));
  const latest = stamps.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...stamps);
  const older: MergedLine[] = [];
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] as MergedLine;
    const stream = streamOf(line.meta);
    const first = firsts[stream]?.at ?? latest;
    if (line.at > first) continue;
    if (line.at === first && (same[stream] ?? 0) > 0) same[stream] = (same[stream] ?? 0) - 1;
    else older.push(line);
  }
  return older.reverse();
}
