/**
 * Puts the lines of several containers into the order of their time stamps.
 *
 * Within one source the order stays as it came. A line waits until every source that may still bring an earlier one has
 * shown its next line, or has been silent for a moment: history comes out in exact order, live lines within `patience`.
 */
import { Buffer } from 'node:buffer';

/** ms: a source silent for so long holds history up no more. */
const patience = 150;
/** ms: a live line waits so long for those written just before it elsewhere, which are still on their way. */
const reorder = 100;
/** ms: the first bytes of a long log may take the engine a while. */
const firstPatience = 2_000;

export interface MergedLine {
  readonly bytes: Buffer;
  readonly at: number;
  readonly meta: number;
  readonly coloured: boolean;
}

interface Source {
  /** Never falls: a stamp that goes back counts as the one before it. */
  latest: number;
  queue: { readonly line: MergedLine; readonly key: number; readonly cameAt: number }[];
  head: number;
  held: number;
  activeAt: number;
  spoke: boolean;
  closed: boolean;
}

export class LogMerge {
  readonly #sources: Source[];

  constructor(
    count: number,
    readonly out: (line: MergedLine) => void,
    readonly now: () => number,
  ) {
    this.#sources = Array.from({ length: count }, () => this.#source());
  }

  /** One more source. */
  join(): void {
    this.#sources.push(this.#source());
  }

  #source(): Source {
    return {
      latest: Number.NEGATIVE_INFINITY,
      queue: [],
      head: 0,
      held: 0,
      activeAt: this.now(),
      spoke: false,
      closed: false,
    };
  }

  push(source: number, line: MergedLine): void {
    const from = this.#sources[source] as Source;
    if (line.at > from.latest) from.latest = line.at;
    from.queue.push({ line, key: from.latest, cameAt: this.now() });
    from.held += line.bytes.length + 64;
    from.activeAt = this.now();
    from.spoke = true;
    from.closed = false;
  }

  /** Nothing more is to be waited for from this source, until it speaks again. */
  close(source: number): void {
    (this.#sources[source] as Source).closed = true;
  }

  /** It begins, or begins again: the others wait for its first line. */
  begin(source: number): void {
    const from = this.#sources[source] as Source;
    from.closed = false;
    from.spoke = false;
    from.activeAt = this.now();
  }

  /** Bytes of a source that wait here. */
  held(source: number): number {
    return (this.#sources[source] as Source).held;
  }

  /** The lines of a source that wait here, the newest first. */
  *newestOf(source: number): Iterable<MergedLine> {
    const { queue, head } = this.#sources[source] as Source;
    for (let at = queue.length - 1; at >= head; at -= 1) yield (queue[at] as Source['queue'][number]).line;
  }

  get waiting(): boolean {
    return this.#sources.some((source) => source.head < source.queue.length);
  }

  /** Gives out every line that may go. */
  drain(): void {
    const now = this.now();
    for (;;) {
      let best: Source | undefined;
      let bestKey = Number.POSITIVE_INFINITY;
      for (const source of this.#sources) {
        const head = source.queue[source.head];
        if (!head || (best !== undefined && head.key >= bestKey)) continue;
        best = source;
        bestKey = head.key;
      }
      const next = best?.queue[best.head];
      if (!best || !next) return;
      const young = now - next.cameAt < reorder;
      // What comes from an awaited source is not earlier than the last that it brought.
      if (this.#sources.some((one) => one.latest < bestKey && this.#isAwaited(one, now, young))) return;
      this.#take(best);
    }
  }

  #isAwaited(source: Source, now: number, young: boolean): boolean {
    if (source.closed || source.head < source.queue.length) return false;
    return young || now - source.activeAt < (source.spoke ? patience : firstPatience);
  }

  #take(source: Source): void {
    const entry = source.queue[source.head];
    if (!entry) return;
    source.head += 1;
    source.held -= entry.line.bytes.length + 64;
    if (source.head === source.queue.length || source.head > 4096) {
      source.queue = source.queue.slice(source.head);
      source.head = 0;
    }
    this.out(entry.line);
  }
}

/** A copy that outlives the chunk it came in. */
export function ownBytes(bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.from(bytes.subarray(start, end));
}
