/**
 * Keeps the arrays of segments' indexes for further segments.
 *
 * Left to V8 they wait long for their collection: their bytes lie outside its heap, and a flood leaves it little else to collect,
 * so that memory grew by 10 to 20 MB in half a minute although as much was dropped as came.
 */

/** The arrays of one segment, all of one length. What is in them beyond the segment's lines is of no meaning. */
export interface LineIndex {
  readonly starts: Uint32Array;
  readonly times: Float64Array;
  readonly metas: Uint16Array;
}

/** Of one length: segments of lines of about one size come and go one for one. */
const mostAlike = 4;
/** Of all together, 6 MB: two segments of the shortest lines with what they outgrew. */
const mostRoom = 450_000;

/** What a segment without lines to come is left with. */
export const noIndex: LineIndex = Object.freeze(makeIndex(0));

/** Lines that the arrays for so many are made for: up to an eighth more, so that segments of much the same lines fit each other's. */
export function roomFor(lines: number): number {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, lines))) - 3);
  return Math.ceil(lines / step) * step;
}

export class IndexPool {
  /** Newest last. */
  readonly #kept: LineIndex[] = [];
  #room = 0;

  /** Lines that what is kept has room for. */
  get room(): number {
    return this.#room;
  }

  /** Arrays for so many lines that nobody else has; with what an earlier owner wrote. */
  take(lines: number): LineIndex {
    const length = roomFor(lines);
    const at = this.#kept.findLastIndex(({ starts }) => starts.length === length);
    return at < 0 ? makeIndex(length) : this.#remove(at);
  }

  /** Who gives them must have let go of them: the next who asks writes into them. */
  give(index: LineIndex): void {
    const { length } = index.starts;
    if (length === 0) return;
    this.#kept.push(index);
    this.#room += length;
    const alike = this.#kept.filter(({ starts }) => starts.length === length);
    if (alike.length > mostAlike) this.#remove(this.#kept.indexOf(alike[0] as LineIndex));
    // Those that nobody asked for the longest.
    while (this.#room > mostRoom) this.#remove(0);
  }

  clear(): void {
    this.#kept.length = 0;
    this.#room = 0;
  }

  #remove(at: number): LineIndex {
    const [index] = this.#kept.splice(at, 1) as [LineIndex];
    this.#room -= index.starts.length;
    return index;
  }
}

/** Of all logs of the thread: fifty short ones must not keep some each. */
export const indexPool = new IndexPool();

function makeIndex(length: number): LineIndex {
  return { starts: new Uint32Array(length), times: new Float64Array(length), metas: new Uint16Array(length) };
}
