/** One open log in the worker: its store, a splitter per source and stream, and the merge of its sources. */
import { Buffer } from 'node:buffer';
import { type LineSink, LineSplitter } from './line-splitter';
import { LogMerge, type MergedLine, ownBytes } from './log-merge';
import type { LogOrder, Pieces } from './log-protocol';
import { isOfStream, marks, packMeta, type SegmentStorage, sourceOf, streamOf, ttyStream } from './log-segment';
import { LogStore } from './log-store';
import { OlderLines, type OlderPoint } from './older-lines';
import { ResumeFilter, type ResumePoint } from './resume-point';
import { SourceStart } from './source-start';

/** Lines looked back through for one that comes again. */
const mostRepeated = 20_000;
/** Lines of one stamp that are compared. */
const mostAlike = 8;
/** A source may have so many bytes waiting to be merged before it is told to wait itself. */
const heldBytes = 2 * 1024 * 1024;

export class OpenLog {
  readonly store: LogStore;
  /** By source, the newest stamp in ms. */
  readonly latest: (number | undefined)[];
  readonly #splitters: (readonly LineSplitter[])[] = [];
  readonly #filters: ResumeFilter[] = [];
  readonly #starts: SourceStart[] = [];
  readonly #merge: LogMerge | undefined;
  readonly #unsaid: number[] = [];
  #older: OlderLines | undefined;
  /** The first line of what the last load brought, once there was one. */
  #wholeFrom: number | undefined;
  /** What was found out before that: of the source that begins last, its first stamp, and the line with it. */
  #begun = { at: Number.NEGATIVE_INFINITY, line: Number.NEGATIVE_INFINITY };

  /** `taken`: called once bytes of a source are stored, so that it may send more. `grows`: sources may join. */
  constructor(
    { sources, grows }: { readonly sources: number; readonly grows?: boolean },
    storage: SegmentStorage,
    readonly taken: (source: number, bytes: number) => void,
    now: () => number,
  ) {
    const store = new LogStore(storage);
    this.store = store;
    this.latest = [];
    // One source needs no order and no copy.
    this.#merge =
      sources < 2 && !grows
        ? undefined
        : new LogMerge(
            0,
            (line) => store.add(line.bytes, 0, line.bytes.length, line.at, line.meta, line.coloured),
            now,
          );
    for (let source = 0; source < sources; source += 1) this.join();
  }

  /** One more source. */
  join(): void {
    const source = this.#splitters.length;
    this.latest.push(undefined);
    this.#unsaid.push(0);
    this.#filters.push(new ResumeFilter());
    this.#starts.push(new SourceStart());
    this.#merge?.join();
    this.#splitters.push([0, 1, 2].map((stream) => this.#splitter(source, stream)));
  }

  bytes(source: number, chunk: ArrayBuffer, pieces: Pieces): void {
    let at = 0;
    for (let index = 0; index + 1 < pieces.length; index += 2) {
      const length = pieces[index + 1] as number;
      this.#splitters[source]?.[pieces[index] as number]?.push(Buffer.from(chunk, at, length));
      at += length;
    }
    this.#unsaid[source] = (this.#unsaid[source] ?? 0) + chunk.byteLength;
    this.settle();
  }

  begin(source: number): void {
    this.#merge?.begin(source);
  }

  end(source: number): void {
    for (const splitter of this.#splitters[source] ?? []) splitter.flush();
    this.#merge?.close(source);
    this.settle();
  }

  mark({ source, mark, at }: Extract<LogOrder, { kind: 'mark' }>): void {
    const meta = packMeta(source, 0, marks.indexOf(mark));
    if (this.#merge) this.#merge.push(source, { bytes: Buffer.alloc(0), at, meta, coloured: false });
    else this.store.addMark(meta, at);
    this.settle();
  }

  resume(source: number): ResumePoint {
    return (this.#filters[source] as ResumeFilter).resume();
  }

  /** Begins to take older lines; what an earlier load did not end is forgotten. */
  olderBegin(): readonly OlderPoint[] {
    this.#older = new OlderLines(this.#starts);
    return this.#older.points();
  }

  olderBytes(source: number, stream: number, bytes: Uint8Array): void {
    this.#older?.bytes(source, stream, bytes);
  }

  olderEnd(wanted: number, failed: readonly number[]): ReturnType<OlderLines['end']> {
    const ended = this.#older?.end(wanted, failed) ?? { lines: [], more: true };
    this.#older = undefined;
    return ended;
  }

  /**
   * Puts what an older load brought where it belongs. Throws, and has none of it, when the disk takes no more. Returns how many
   * lines it took: the oldest may be left for the next load.
   */
  insert(lines: readonly MergedLine[]): number {
    const { taken, from } = this.store.insert(lines);
    if (taken.length > 0) this.#wholeFrom = from;
    const bySource = this.#starts.map((): { stream: number; at: number; bytes: number }[] => []);
    for (const { meta, at, bytes } of taken)
      bySource[sourceOf(meta)]?.push({ stream: streamOf(meta), at, bytes: bytes.length });
    this.#starts.forEach((start, source) => {
      start.prepend(bySource[source] ?? []);
    });
    return taken.length;
  }

  /**
   * The line from which on none is missing of any source: before it those that begin later have lines that are not loaded, as far
   * as one can tell without asking for them.
   */
  get whole(): number {
    const { first } = this.store;
    if (!this.#merge) return first;
    if (this.#wholeFrom !== undefined) return Math.max(first, this.#wholeFrom);
    const begins = this.#starts.map(({ firsts }) =>
      Math.min(...firsts.map((one) => one?.at ?? Number.POSITIVE_INFINITY)),
    );
    const at = Math.max(Number.NEGATIVE_INFINITY, ...begins.filter(Number.isFinite));
    if (at !== this.#begun.at) {
      const line = this.store.lineFrom(at);
      // It may still wait to be merged.
      if (line === undefined) return this.store.end;
      this.#begun = { at, line };
    }
    return Math.max(first, this.#begun.line);
  }

  /** There are no older lines of any source. */
  hasAll(): void {
    this.#wholeFrom = Number.NEGATIVE_INFINITY;
  }

  /** Lines wait for the other sources: call `settle` again in a moment. */
  get waiting(): boolean {
    return this.#merge?.waiting ?? false;
  }

  settle(): void {
    this.#merge?.drain();
    this.#unsaid.forEach((bytes, source) => {
      if (bytes === 0 || (this.#merge && this.#merge.held(source) > heldBytes)) return;
      this.#unsaid[source] = 0;
      this.taken(source, bytes);
    });
  }

  /**
   * The same line with this very stamp, to the nanosecond, is among the last ones. When the daemon turns to a new file, Docker
   * gives a follower the last lines of the old one again (seen on 20.10).
   */
  #had(source: number, stream: number, at: number, line: Buffer): boolean {
    const meta = packMeta(source, stream);
    let left = mostRepeated;
    let others = 0;
    // The newest of it may still wait to be merged.
    for (const waiting of this.#merge?.newestOf(source) ?? []) {
      if (!isOfStream(waiting.meta, meta)) continue;
      if (waiting.at < at) return false;
      if (waiting.at > at) continue;
      if (waiting.bytes.equals(line)) return true;
      others += 1;
      if (others > mostAlike) return false;
    }
    for (const segment of this.store.segments.toReversed()) {
      for (let index = segment.count - 1; index >= 0 && left > 0; index -= 1, left -= 1) {
        if (!isOfStream(segment.metas[index] as number, meta)) continue;
        const time = segment.times[index] as number;
        if (time < at) return false;
        const start = segment.starts[index] as number;
        if (time > at) continue;
        if (segment.read(start, segment.endOf(index)).equals(line)) return true;
        others += 1;
        if (others > mostAlike) return false;
      }
    }
    return false;
  }

  #splitter(source: number, stream: number): LineSplitter {
    const filter = this.#filters[source] as ResumeFilter;
    const meta = packMeta(source, stream);
    let newest = Number.NEGATIVE_INFINITY;
    const take: LineSink = (bytes, start, end, stamp, coloured) => {
      if (!filter.take(stream, stamp.seconds, stamp.nanos)) return;
      // Podman's whole seconds tell nothing.
      if (stamp.at <= newest && stamp.nanos > 0 && this.#had(source, stream, stamp.at, bytes.subarray(start, end)))
        return;
      newest = stamp.at;
      this.#starts[source]?.add(stream, stamp.at, end - start);
      if (stamp.seconds > 0) this.latest[source] = stamp.at;
      if (!this.#merge) this.store.add(bytes, start, end, stamp.at, meta, coloured);
      else this.#merge.push(source, { bytes: ownBytes(bytes, start, end), at: stamp.at, meta, coloured });
    };
    return new LineSplitter(take, { tty: stream === ttyStream });
  }
}
