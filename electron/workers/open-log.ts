/** One open log in the worker: its store, a splitter per source and stream, and the merge of its sources. */
import { Buffer } from 'node:buffer';
import { LineSplitter } from './line-splitter';
import { LogMerge, ownBytes } from './log-merge';
import type { LogOrder, Pieces } from './log-protocol';
import { marks, packMeta, type SegmentStorage } from './log-segment';
import { LogStore } from './log-store';
import { ResumeFilter, type ResumePoint } from './resume-point';

/** A source may have so many bytes waiting to be merged before it is told to wait itself. */
const heldBytes = 2 * 1024 * 1024;

export class OpenLog {
  readonly store: LogStore;
  /** By source, the newest stamp in ms. */
  readonly latest: (number | undefined)[];
  readonly #splitters: readonly (readonly LineSplitter[])[];
  readonly #filters: readonly ResumeFilter[];
  readonly #merge: LogMerge | undefined;
  readonly #unsaid: number[];

  /** `taken`: called once bytes of a source are stored, so that it may send more. */
  constructor(
    sources: number,
    storage: SegmentStorage,
    readonly taken: (source: number, bytes: number) => void,
    now: () => number,
  ) {
    const store = new LogStore(storage);
    this.store = store;
    this.latest = new Array<number | undefined>(sources).fill(undefined);
    this.#unsaid = new Array<number>(sources).fill(0);
    this.#filters = Array.from({ length: sources }, () => new ResumeFilter());
    // One source needs no order and no copy.
    this.#merge =
      sources < 2
        ? undefined
        : new LogMerge(
            sources,
            (line) => store.add(line.bytes, 0, line.bytes.length, line.at, line.meta, line.coloured),
            now,
          );
    this.#splitters = Array.from({ length: sources }, (_, source) =>
      [0, 1, 2].map((stream) => this.#splitter(source, stream)),
    );
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

  #splitter(source: number, stream: number): LineSplitter {
    const filter = this.#filters[source] as ResumeFilter;
    const meta = packMeta(source, stream);
    return new LineSplitter((bytes, start, end, stamp, coloured) => {
      if (!filter.take(stream, stamp.seconds, stamp.nanos)) return;
      if (stamp.seconds > 0) this.latest[source] = stamp.at;
      if (!this.#merge) this.store.add(bytes, start, end, stamp.at, meta, coloured);
      else this.#merge.push(source, { bytes: ownBytes(bytes, start, end), at: stamp.at, meta, coloured });
    });
  }
}
