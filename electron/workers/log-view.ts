/**
 * One filtered view of one log: which lines its rows are, found a step at a time, as lines come and as older ones are loaded.
 *
 * Rows are only ever put at the two ends. That holds with context too: what a match shows around it is either beyond the rows
 * that are there, or among them already.
 */
import type { LogLine, LogViewProgress } from '../common/contract/logs';
import { LineFilter } from './line-filter';
import { LineList } from './line-list';
import type { StoreFilter } from './log-protocol';
import { type LogSearch, lowerBound } from './log-search';
import type { LogSegment } from './log-segment';
import type { LogStore } from './log-store';

export class LogView {
  readonly rows = new LineList();
  readonly #store: LogStore;
  readonly #search: LogSearch | undefined;
  readonly #filter: LineFilter;
  readonly #context: number;
  /** The lines `#from` to `#to` - 1 were looked at. */
  #from: number;
  #to: number;
  /** Lines that passed. */
  #passed = 0;
  /** Of those, the last ones behind the last row: what a match to come shows before it. */
  #pending: number[] = [];
  /** So many of those to come are shown behind a match. */
  #owedAfter = 0;
  /** The first lines that passed, rising: what an older match shows behind it. */
  #front: number[] = [];
  /** So many of the older ones are shown before a match. */
  #owedBefore = 0;
  /** The segment of older lines that is looked at, as far as it is. */
  #older: { readonly segment: LogSegment; readonly passes: Uint8Array; done: number } | undefined;

  /** `search`: that of the filter's matcher; it is driven on from here. */
  constructor(
    store: LogStore,
    readonly filter: StoreFilter,
    search: LogSearch | undefined,
  ) {
    this.#store = store;
    this.#search = search;
    this.#filter = new LineFilter(filter);
    this.#context = search ? filter.context : 0;
    this.#from = store.first;
    this.#to = store.first;
  }

  get failed(): 'too-slow' | undefined {
    return this.#search?.failed;
  }

  /** Looks at one more stretch. False when there was none left. */
  step(): boolean {
    this.#forgetDropped();
    if (this.failed) return false;
    const searched = this.#search?.step() ?? false;
    return this.#stepOn() || this.#stepBack() || searched;
  }

  progress(): LogViewProgress {
    this.#forgetDropped();
    const { first, end } = this.rows;
    const done = this.#to >= this.#store.end && this.#from <= this.#store.first;
    return { first, end, filteredFrom: this.#from, filteredTo: this.#to, done, era: this.#store.moves.era };
  }

  window(from: number, count: number): LogLine[] {
    this.#forgetDropped();
    const { rows } = this;
    const first = Math.max(from, rows.first);
    const end = Math.min(from + count, rows.end);
    const numbers = Array.from({ length: Math.max(0, end - first) }, (_, index) => rows.at(first + index));
    return this.#store.pick(numbers).map((line, index) => {
      const isContext = this.#context > 0 && !this.#isMatch(line.number);
      return { ...line, row: first + index, context: isContext ? true : undefined };
    });
  }

  /** The row of a line, or of the next one that is in the view. */
  rowOf(line: number): number {
    this.#forgetDropped();
    return this.rows.rowOf(line);
  }

  /** Newer lines. */
  #stepOn(): boolean {
    const segment = this.#store.segmentOf(this.#to);
    if (!segment) return false;
    const from = this.#to - segment.firstLine;
    const to = this.#reach(segment, from);
    if (to <= from) return false;
    const passes = this.#filter.passing(segment, from, to);
    const matches = this.#matches(segment, from, to);
    for (let at = from; at < to; at += 1) {
      if (passes[at - from] === 0) continue;
      this.#takeNewer(segment.firstLine + at, matches === undefined || matches[at - from] === 1);
    }
    this.#to = segment.firstLine + to;
    return true;
  }

  /** Older lines that were loaded: a segment is looked at forwards, then taken backwards. */
  #stepBack(): boolean {
    const segment = this.#older?.segment ?? this.#store.segmentOf(this.#from - 1);
    if (!segment) return false;
    this.#older ??= { segment, passes: new Uint8Array(segment.count), done: 0 };
    const { passes, done } = this.#older;
    const to = this.#reach(segment, done);
    if (to <= done) return false;
    passes.set(this.#filter.passing(segment, done, to), done);
    this.#older.done = to;
    if (to < segment.count) return true;
    const matches = this.#matches(segment, 0, segment.count);
    for (let at = segment.count - 1; at >= 0; at -= 1) {
      if (passes[at] === 1) this.#takeOlder(segment.firstLine + at, matches === undefined || matches[at] === 1);
    }
    this.#from = segment.firstLine;
    this.#older = undefined;
    return true;
  }

  /** How far a step goes: so many bytes, and no further than the search has come. */
  #reach(segment: LogSegment, from: number): number {
    const limit = this.#search ? (this.#search.partOf(segment)?.searched ?? 0) : segment.count;
    if (from >= limit) return from;
    const base = segment.starts[from] as number;
    let to = from + 1;
    while (to < limit && segment.endOf(to) - base <= this.#filter.stepBytes) to += 1;
    return to;
  }

  #matches(segment: LogSegment, from: number, to: number): Uint8Array | undefined {
    if (!this.#search) return undefined;
    const matches = new Uint8Array(to - from);
    const part = this.#search.partOf(segment);
    for (let at = part ? lowerBound(part, from) : 0; part && at < part.count; at += 1) {
      const line = part.lines[at] as number;
      if (line >= to) break;
      matches[line - from] = 1;
    }
    return matches;
  }

  #isMatch(number: number): boolean {
    const segment = this.#store.segmentOf(number);
    if (!segment) return false;
    return this.#matches(segment, number - segment.firstLine, number - segment.firstLine + 1)?.[0] === 1;
  }

  #takeNewer(line: number, isMatch: boolean): void {
    const { rows } = this;
    if (isMatch) {
      for (const before of this.#pending) rows.push(before);
      if (this.#owedBefore === 0 && rows.length === this.#pending.length) {
        this.#owedBefore = Math.max(0, this.#context - this.#passed);
      }
      this.#pending = [];
      rows.push(line);
      this.#owedAfter = this.#context;
    } else if (this.#owedAfter > 0) {
      rows.push(line);
      this.#owedAfter -= 1;
    } else if (this.#context > 0) {
      this.#pending.push(line);
      if (this.#pending.length > this.#context) this.#pending.shift();
    }
    if (this.#front.length < this.#context) this.#front.push(line);
    this.#passed += 1;
  }

  #takeOlder(line: number, isMatch: boolean): void {
    const { rows } = this;
    if (isMatch) {
      for (const after of [...this.#front].reverse())
        if (rows.length === 0 || after < rows.at(rows.first)) rows.unshift(after);
      // It shows all there is, and more of what comes.
      if (this.#passed < this.#context) {
        this.#owedAfter = Math.max(this.#owedAfter, this.#context - this.#passed);
        this.#pending = [];
      } else this.#pending = this.#pending.filter((pending) => pending > rows.at(rows.end - 1));
      rows.unshift(line);
      this.#owedBefore = this.#context;
    } else if (this.#owedBefore > 0) {
      rows.unshift(line);
      this.#owedBefore -= 1;
    } else if (rows.length === 0 && this.#passed < this.#context) this.#pending.unshift(line);
    if (this.#context > 0) {
      this.#front.unshift(line);
      if (this.#front.length > this.#context) this.#front.pop();
    }
    this.#passed += 1;
  }

  #forgetDropped(): void {
    const { first } = this.#store;
    if (this.#older && this.#older.segment.firstLine < first) this.#older = undefined;
    if (first <= this.#from) return;
    this.rows.dropBefore(first);
    this.#from = first;
    this.#to = Math.max(this.#to, first);
    this.#older = undefined;
    this.#pending = this.#pending.filter((line) => line >= first);
    this.#front = this.#front.filter((line) => line >= first);
  }
}
