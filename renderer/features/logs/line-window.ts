/**
 * The lines near what is shown, wherever in a log of any length.
 *
 * One question to main at a time, and the newest wish wins: what was wished for meanwhile is asked for by the next.
 */
import type { LogLine } from '@common/contract/logs';

/** Lines asked for beyond what is seen, so that a step of the wheel finds them there. */
const ahead = 150;
/** Lines kept; those farthest from what is seen go first. */
const kept = 6_000;
/** What one question may ask for. */
const most = 2_000;
/** ms between two questions for the end of the log: in a flood it is never reached. */
const tailPause = 100;
/** ms after a question that failed. */
const failurePause = 500;

export interface LineWindowOptions {
  /** Lines from a place on, of the view as it is; `place` of each is told. */
  fetch(from: number, count: number): Promise<readonly (readonly [place: number, line: LogLine])[]>;
  /** Lines have come. */
  changed(): void;
}

interface Wish {
  readonly from: number;
  readonly to: number;
  readonly tail: boolean;
}

export class LineWindow {
  readonly #options: LineWindowOptions;
  #lines = new Map<number, LogLine>();
  #wish: Wish | undefined;
  #asking = false;
  #stale = false;
  #era = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After the last line of the newest answer to a wish for the end. */
  tailEnd: number | undefined;

  constructor(options: LineWindowOptions) {
    this.#options = options;
  }

  at(place: number): LogLine | undefined {
    return this.#lines.get(place);
  }

  some(test: (line: LogLine) => boolean): boolean {
    for (const line of this.#lines.values()) if (test(line)) return true;
    return false;
  }

  /** Brings the lines `from` to `to` - 1 of those that there are from `first` to `end` - 1. */
  want(from: number, to: number, first: number, end: number): void {
    const missing = this.#missing(Math.max(first, from - ahead / 3), Math.min(end, to + ahead / 3));
    this.#wish = undefined;
    if (!missing) return;
    const wish = this.#missing(Math.max(first, from - ahead), Math.min(end, to + ahead)) ?? missing;
    this.#wish = { ...wish, tail: false };
    this.#ask();
  }

  /** Brings the last `rows` lines. */
  wantTail(rows: number, first: number, end: number): void {
    this.#wish = undefined;
    if (end <= first || (this.tailEnd === end && this.at(end - 1) && this.at(Math.max(first, end - rows)))) return;
    this.#wish = { from: Math.max(first, end - rows), to: end, tail: true };
    this.#ask();
  }

  /** Other lines may stand at the places now: what is here is shown until it has been asked for again. */
  outdate(): void {
    this.#stale = true;
    this.#era += 1;
  }

  /** Lines have got other numbers: keeps those of which these are known. `place`: where the one of a place stands now. */
  renumber(place: (before: number) => number | undefined, number: (before: number) => number): void {
    const lines = new Map<number, LogLine>();
    for (const [before, line] of this.#lines) {
      const now = place(before);
      const row = line.row === undefined ? {} : { row: now };
      if (now !== undefined) lines.set(now, { ...line, number: number(line.number), ...row });
    }
    const last = this.tailEnd === undefined ? undefined : place(this.tailEnd - 1);
    this.tailEnd = last === undefined ? undefined : last + 1;
    this.#lines = lines;
    this.#era += 1;
  }

  clear(): void {
    this.outdate();
    this.#lines.clear();
    this.#wish = undefined;
    this.tailEnd = undefined;
    clearTimeout(this.#timer);
  }

  #missing(from: number, to: number): { from: number; to: number } | undefined {
    const there = (place: number) => !this.#stale && this.#lines.has(place);
    let start = Math.floor(from);
    let stop = Math.ceil(to);
    while (start < stop && there(start)) start += 1;
    while (stop > start && there(stop - 1)) stop -= 1;
    return stop > start ? { from: start, to: Math.min(stop, start + most) } : undefined;
  }

  #ask(): void {
    if (this.#asking || !this.#wish) return;
    const wait = this.#notBefore - performance.now();
    if (wait > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), wait);
      return;
    }
    const wish = this.#wish;
    this.#wish = undefined;
    void this.#bring(wish);
  }

  async #bring({ from, to, tail }: Wish): Promise<void> {
    this.#asking = true;
    const era = this.#era;
    try {
      const found = await this.#options.fetch(from, to - from);
      this.#notBefore = tail ? performance.now() + tailPause : 0;
      if (era !== this.#era) return;
      // What is not there would else be asked for again by each drawing, and each answer would draw again.
      const isNews = this.#stale || (tail && found.length > 0) || found.some(([place]) => !this.#lines.has(place));
      if (!isNews) return;
      if (this.#stale) this.#lines = new Map();
      this.#stale = false;
      for (const [place, line] of found) this.#lines.set(place, line);
      const last = found.at(-1);
      if (tail && last) this.tailEnd = last[0] + 1;
      this.#forget(from, to);
      this.#options.changed();
    } catch {
      // The link is down or the log expired: the stream of its status says so, and lines are asked for again.
      this.#notBefore = performance.now() + failurePause;
    } finally {
      this.#asking = false;
      this.#ask();
    }
  }

  #forget(from: number, to: number): void {
    if (this.#lines.size <= kept) return;
    for (const place of this.#lines.keys()) {
      if (place < from - kept / 4 || place >= to + kept / 4) this.#lines.delete(place);
    }
  }
}
