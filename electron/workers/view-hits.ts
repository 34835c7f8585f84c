/** The hits of a search among the rows of a view. */
import type { LogHits, LogSearchProgress } from '../common/contract/logs';
import { LineList } from './line-list';
import { type LogSearch, lowerBound } from './log-search';
import type { LogStore } from './log-store';
import type { LogView } from './log-view';

/** Rows a step. */
const stepRows = 8_192;

export class ViewHits {
  readonly #hits = new LineList();
  /** The rows `#from` to `#to` - 1 were looked at. */
  #from: number;
  #to: number;

  constructor(
    readonly store: LogStore,
    readonly view: LogView,
    readonly search: LogSearch,
  ) {
    this.#from = view.rows.first;
    this.#to = view.rows.first;
  }

  get failed(): 'too-slow' | undefined {
    return this.view.failed ?? this.search.failed;
  }

  /** False when there was nothing left to do for it, nor for the view and the search it stands on. */
  step(): boolean {
    if (this.failed) return false;
    const viewed = this.view.step();
    const searched = this.search.step();
    this.#forgetDropped();
    return this.#stepOn() || this.#stepBack() || viewed || searched;
  }

  progress(): LogSearchProgress {
    this.#forgetDropped();
    const { rows } = this.view;
    const view = this.view.progress();
    const search = this.search.progress();
    const done = view.done && search.done && this.#to >= rows.end && this.#from <= rows.first;
    const looked = this.#to < rows.end ? rows.at(this.#to) : view.filteredTo;
    const searchedTo = Math.min(looked, view.filteredTo, search.searchedTo);
    return { hits: this.#hits.length, searchedTo, done, era: view.era };
  }

  hits(from: number, count: number, line?: number): LogHits {
    this.#forgetDropped();
    const { first, end } = this.#hits;
    const start = Math.min(line === undefined ? first + from : this.#hits.rowOf(line), end);
    const length = Math.max(0, Math.min(count, end - start));
    return { from: start - first, lines: Array.from({ length }, (_, index) => this.#hits.at(start + index)) };
  }

  #stepOn(): boolean {
    const { rows } = this.view;
    const stop = Math.min(rows.end, this.#to + stepRows);
    const before = this.#to;
    for (; this.#to < stop; this.#to += 1) {
      const line = rows.at(this.#to);
      const isHit = this.#isHit(line);
      if (isHit === undefined) break;
      if (isHit) this.#hits.push(line);
    }
    return this.#to > before;
  }

  #stepBack(): boolean {
    const { rows } = this.view;
    const stop = Math.max(rows.first, this.#from - stepRows);
    const before = this.#from;
    for (; this.#from > stop; this.#from -= 1) {
      const line = rows.at(this.#from - 1);
      const isHit = this.#isHit(line);
      if (isHit === undefined) break;
      if (isHit) this.#hits.unshift(line);
    }
    return this.#from < before;
  }

  /** Undefined when it was not searched yet. */
  #isHit(line: number): boolean | undefined {
    const segment = this.store.segmentOf(line);
    const part = segment && this.search.partOf(segment);
    if (!segment || !part || line - segment.firstLine >= part.searched) return undefined;
    const at = lowerBound(part, line - segment.firstLine);
    return at < part.count && part.lines[at] === line - segment.firstLine;
  }

  #forgetDropped(): void {
    const { rows } = this.view;
    this.#hits.dropBefore(this.store.first);
    // Rows that were dropped before they were looked at.
    if (this.#from < rows.first && this.store.dropped > 0) this.#from = rows.first;
    this.#to = Math.max(this.#to, this.#from);
  }
}
