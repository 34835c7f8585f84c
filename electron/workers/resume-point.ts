/**
 * Where a source's log was broken off, so that it goes on without loss or duplicates.
 *
 * The engine is asked for everything since the last stamp, that stamp's lines included; of those, as many are dropped as
 * were already had. Each stream counts for itself: between the two the engine does not keep the order of the stamps.
 */
export interface ResumePoint {
  /** Seconds since the epoch with up to nine decimals; undefined when no stamped line was had. */
  readonly since: string | undefined;
}

/** Seconds: how far the two streams' stamps may lie apart and both still be caught by one `since`. */
const reach = 2;

interface Last {
  seconds: number;
  nanos: number;
  /** Lines with exactly this stamp. */
  count: number;
}

export class ResumeFilter {
  #first: Last | undefined;
  readonly #last: (Last | undefined)[] = [undefined, undefined, undefined];
  readonly #skip: ({ readonly upTo: Last; left: number } | undefined)[] = [undefined, undefined, undefined];

  /** True when the line is new. `seconds` 0 means without a stamp. */
  take(stream: number, seconds: number, nanos: number): boolean {
    const skip = this.#skip[stream];
    if (skip) {
      const later = seconds - skip.upTo.seconds || nanos - skip.upTo.nanos;
      if (seconds === 0 || later < 0) return false;
      if (later === 0 && skip.left > 0) {
        skip.left -= 1;
        return false;
      }
      this.#skip[stream] = undefined;
    }
    if (seconds === 0) return true;
    this.#first ??= { seconds, nanos, count: 0 };
    const last = this.#last[stream];
    if (last && last.seconds === seconds && last.nanos === nanos) last.count += 1;
    else if (!last || seconds > last.seconds || (seconds === last.seconds && nanos > last.nanos)) {
      this.#last[stream] = { seconds, nanos, count: 1 };
    }
    return true;
  }

  /** From now on the lines come again from the returned point. */
  resume(): ResumePoint {
    const had = this.#last.filter((last) => last !== undefined);
    if (had.length === 0) return { since: undefined };
    const newest = Math.max(...had.map((last) => last.seconds));
    const oldest = Math.min(...had.map((last) => last.seconds));
    // A stream that has said nothing yet: what came before the log's first line was left out by `tail`, not missed.
    const first = this.#first ?? { seconds: 0, nanos: 0, count: 0 };
    this.#last.forEach((last, stream) => {
      this.#skip[stream] = { upTo: { ...(last ?? first) }, left: last?.count ?? 0 };
    });
    // Whole seconds, one earlier: Podman's stamps have no more, and its `since` leaves the very moment out.
    return { since: String(Math.max(oldest, newest - reach) - 1) };
  }
}
