/**
 * The page's end of one open log: its status, the lines near what is shown, the filter, the search.
 *
 * A line has a place: its number, or with a filter its row in the filtered view. Both stay as they are while lines come
 * and go before and after; when older ones come between, `moved` tells where it is. After a lost link the same log is found again, or opened anew when main no longer
 * holds it.
 */
import type { LogId } from '@common/contract/ids';
import type {
  LogField,
  LogFilter,
  LogHits,
  LogLine,
  LogMatcher,
  LogSearchProgress,
  LogStatus,
  LogViewProgress,
} from '@common/contract/logs';
import type { Bridge } from '../../bridge/bridge';
import type { Client } from '../../bridge/connection';
import { asError, isCancelled } from '../../bridge/errors';
import { follow } from '../../bridge/follow';
import { LineWindow } from './line-window';
import { type LogSessionOptions, type LogState, noState } from './log-state';
import { type Kept, movesOf } from './moved-lines';
import { keptSources } from './source-words';

/** ms between two drawings of what runs by itself, and while a long log is read for the first time. */
const drawingPause = 100;
const loadingPause = 200;
/** ms between two askings for older lines. */
const olderPause = 300;

export class LogSession {
  readonly #bridge: Bridge;
  readonly #options: LogSessionOptions;
  readonly #listeners = new Set<() => void>();
  readonly #window: LineWindow;
  #state = noState;
  #told = noState;
  #toldAt = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #log: LogId | undefined;
  #filter: LogFilter | undefined;
  #filtering = new AbortController();
  #matcher: LogMatcher | undefined;
  #searching = new AbortController();
  #older = false;
  readonly #kept = new Set<() => Kept>();
  /** Of an era that is not shown yet: the newest of each. */
  #next: { status?: LogStatus; view?: LogViewProgress | undefined; search?: LogSearchProgress | undefined } = {};
  #end: (() => void) | undefined;

  constructor(bridge: Bridge, options: LogSessionOptions) {
    this.#bridge = bridge;
    this.#options = options;
    this.#window = new LineWindow({
      fetch: (from, count) => this.#fetch(from, count),
      changed: () => this.#set({ lines: this.#state.lines + 1 }, 'now'),
    });
  }

  /** Begins; returns its undo, which lets main drop the log at once. */
  start(): () => void {
    this.#end = follow<LogStatus>(this.#bridge.connection, {
      open: (client, options) => this.#open(client, options),
      next: (status) => this.#heard(status),
      failed: (error) => {
        if (error.code === 'expired') this.#log = undefined;
        else this.#set({ error });
      },
    });
    return () => {
      this.#end?.();
      this.#searching.abort();
      this.#filtering.abort();
      this.#window.clear();
      clearTimeout(this.#telling);
      const log = this.#log;
      this.#log = undefined;
      if (log) this.#bridge.client.logs.close({ log }).catch(() => undefined);
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): LogState => this.#told;

  /** The open log, for verbs that are asked elsewhere. */
  get log(): LogId | undefined {
    return this.#log;
  }
  get filter(): LogFilter | undefined {
    return this.#filter;
  }

  /** The line at a place, when it is here. `want` brings it. */
  line(place: number): LogLine | undefined {
    return this.#window.at(place);
  }

  /** Whether one of the lines that are here is such. */
  has(test: (line: LogLine) => boolean): boolean {
    return this.#window.some(test);
  }

  want(from: number, to: number): void {
    if (this.#log && !this.#next.status) this.#window.want(from, to, this.#state.first, this.#state.end);
  }

  /** Brings the last lines. In a flood the true end is always ahead of what was fetched: `tailEnd` is what is here. */
  wantTail(rows: number): void {
    if (this.#log && !this.#next.status) this.#window.wantTail(rows, this.#state.first, this.#state.end);
  }
  tailEnd(): number {
    const { first, end } = this.#told;
    return Math.min(end, Math.max(first, this.#window.tailEnd ?? first));
  }

  /** Has `state.moved` tell of what is given, from then on until the returned undo. */
  keep(kept: () => Kept): () => void {
    this.#kept.add(kept);
    return () => this.#kept.delete(kept);
  }

  /** Lines of any places, straight from main, as many as one answer takes. */
  async read(from: number, count: number): Promise<readonly (readonly [place: number, line: LogLine])[]> {
    return this.#fetch(Math.max(from, this.#state.first), Math.min(count, 2_000));
  }
  whole(number: number): Promise<LogLine | undefined> {
    return this.#log ? this.#bridge.client.logs.line({ log: this.#log, number }) : Promise.resolve(undefined);
  }

  /** The fields that structured lines have; undefined when main can't tell now. */
  async fields(): Promise<readonly LogField[] | undefined> {
    return this.#log && this.#bridge.client.logs.fields({ log: this.#log }).catch(() => undefined);
  }

  /** Where a line stands, or the next one after it that the filter lets through. */
  async placeOf(line: number): Promise<number> {
    const log = this.#log;
    const filter = this.#filter;
    if (!log || !filter) return line;
    return (await this.#bridge.client.logs.row({ log, filter, line })).row;
  }

  /** Asks the engine for lines before the first; called as often as one likes while they are wanted. */
  older(): void {
    const { status } = this.#state;
    const reading = status?.sources.some(({ state }) => state === 'loading') ?? true;
    if (!this.#log || this.#older || reading || status?.older === 'loading') return;
    this.#older = true;
    // What came of it is in the status.
    this.#bridge.client.logs
      .older({ log: this.#log })
      .catch(() => undefined)
      .finally(() => setTimeout(() => this.#olderAnswered(), olderPause));
  }
  #olderAnswered(): void {
    this.#older = false;
    // Who still wants some asks again.
    if (this.#log) this.#set({ lines: this.#state.lines + 1 }, 'now');
  }

  /** Downloads that wait for older lines go on with what is here. */
  enough(): void {
    if (this.#log)
      this.#bridge.client.logs.enough({ log: this.#log }).catch((error: unknown) => this.#bridge.report(error));
  }

  /** Shows only what a filter lets through; all without one. */
  show(filter: LogFilter | undefined): void {
    this.#filtering.abort();
    this.#filtering = new AbortController();
    this.#filter = filter;
    this.#next.view = undefined;
    this.#window.outdate();
    this.#window.tailEnd = undefined;
    // Until a filter has come to something the lines of before stay.
    this.#set({ view: undefined, ...this.#bounds(undefined) }, 'now');
    if (filter) void this.#follow(filter, this.#filtering.signal);
    if (this.#matcher) this.search(this.#matcher);
  }

  search(matcher: LogMatcher | undefined): void {
    this.#searching.abort();
    this.#searching = new AbortController();
    this.#matcher = matcher;
    this.#next.search = undefined;
    if (!matcher) this.#set({ search: undefined }, 'now');
    else void this.#search(matcher, this.#searching.signal);
  }

  /** Hits of the current search; undefined when there is none or it has failed. */
  async hits(ask: { from?: number; line?: number; count: number }): Promise<LogHits | undefined> {
    const log = this.#log;
    const matcher = this.#matcher;
    if (!log || !matcher || this.#state.search?.error) return undefined;
    const filter = this.#filter && { filter: this.#filter };
    return this.#bridge.client.logs.hits({ log, matcher, ...filter, ...ask }).catch(() => undefined);
  }

  async #fetch(from: number, count: number): Promise<readonly (readonly [number, LogLine])[]> {
    const log = this.#log;
    if (!log) return [];
    const filter = this.#filter && { filter: this.#filter };
    const lines = await this.#bridge.client.logs.window({ log, from: Math.max(0, from), count, ...filter });
    return lines.map((line) => [line.row ?? line.number, line] as const);
  }

  async #open(client: Client, options: { signal: AbortSignal }): Promise<AsyncIterator<LogStatus>> {
    if (this.#log === undefined) {
      const { engine, containers, project, tail, since, until } = this.#options;
      const log = await client.logs.open({ engine, containers: [...containers], project, tail, since, until }, options);
      if (options.signal.aborted) {
        client.logs.close({ log }).catch(() => undefined);
        throw options.signal.reason;
      }
      this.#log = log;
      this.#window.clear();
    }
    const watched = await client.logs.watch({ log: this.#log }, options);
    // They ended with the link, or belong to the log before.
    if (this.#filter) this.show(this.#filter);
    else if (this.#matcher) this.search(this.#matcher);
    return watched;
  }

  #heard(status: LogStatus): void {
    const before = this.#state.status;
    // The store was begun anew (its thread died): what is kept here is of the old one.
    const isAnew = before && status.end < before.end;
    const begun = this.#next.status !== undefined;
    if (before && !isAnew && (begun || status.era !== before.era)) {
      this.#next.status = status;
      if (!begun) void this.#renumber(before.era);
      return;
    }
    if (isAnew) {
      this.#next = {};
      this.#window.clear();
    }
    this.#setStatus(status);
  }

  #setStatus(status: LogStatus, view = this.#state.view, change: Partial<LogState> = {}): void {
    const sources = keptSources(this.#state.status?.sources, status.sources);
    this.#set({ ...change, view, status: { ...status, sources }, error: undefined, ...this.#bounds(view, status) });
  }

  /** What is shown stays until it is known where it belongs: then all changes at once. */
  async #renumber(era: number): Promise<void> {
    const log = this.#log;
    const filter = this.#filter;
    const kept = [...this.#kept].map((what) => what());
    const moves =
      log &&
      (await movesOf({
        kept: { lines: kept.flatMap(({ lines = [] }) => lines), places: kept.flatMap(({ places = [] }) => places) },
        ask: (lines) => this.#bridge.client.logs.moved({ log, era, lines: [...lines], ...(filter && { filter }) }),
        at: (place) => this.#window.at(place),
        filtered: filter !== undefined,
        status: () => this.#next.status,
      }).catch(() => undefined));
    const { status, view: held, search } = this.#next;
    this.#next = {};
    if (!status || log !== this.#log) return;
    const found = search?.era === status.era && { search };
    if (moves && filter === this.#filter) {
      this.#window.renumber(moves.place, moves.line);
      const isNewer = held && moves.view && held.era === moves.era && held.filteredTo > moves.view.filteredTo;
      this.#setStatus(status, isNewer ? held : moves.view, { ...found, moved: moves });
    } else {
      // Main can't tell, or another filter has come meanwhile, with places of its own.
      this.#window.outdate();
      this.#setStatus(status, held, { ...found, ...(moves && { moved: { ...moves, place: () => undefined } }) });
    }
    this.#tell();
  }

  #bounds(view: LogViewProgress | undefined, status = this.#state.status) {
    // Nothing found is an answer only once all was looked at.
    if (view && (view.done || view.end > view.first)) return { first: view.first, end: view.end };
    // The filter has come to nothing yet: what was shown stays.
    if (this.#filter && this.#state.status) return { first: this.#state.first, end: this.#state.end };
    return { first: status?.first ?? 0, end: status?.end ?? 0 };
  }

  /** Of an era of which the status has not told yet, or which is not shown yet. */
  #isToCome({ era }: { readonly era: number }): boolean {
    const { status } = this.#state;
    return status !== undefined && era > status.era;
  }

  async #follow(filter: LogFilter, signal: AbortSignal): Promise<void> {
    const log = this.#log;
    if (!log) return;
    try {
      const stream = await this.#bridge.client.logs.view({ log, filter }, { signal });
      for await (const view of stream) {
        if (signal.aborted) return;
        if (this.#isToCome(view)) this.#next.view = view;
        else this.#set({ view, ...this.#bounds(view) });
      }
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      const told = asError(error);
      if (told.code !== 'link-lost' && told.code !== 'expired') this.#set({ error: told });
    }
  }

  async #search(matcher: LogMatcher, signal: AbortSignal): Promise<void> {
    const log = this.#log;
    if (!log) return;
    try {
      const filter = this.#filter && { filter: this.#filter };
      const stream = await this.#bridge.client.logs.search({ log, matcher, ...filter }, { signal });
      for await (const progress of stream) {
        if (signal.aborted) return;
        if (this.#isToCome(progress)) this.#next.search = progress;
        else this.#set({ search: progress });
      }
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      const told = asError(error);
      // Both are mended by the next opening.
      if (told.code !== 'link-lost' && told.code !== 'expired') this.#set({ search: { error: told } });
    }
  }

  /** What runs by itself is drawn ten times a second; what somebody waits for, at once. */
  #set(change: Partial<LogState>, when: 'soon' | 'now' = 'soon'): void {
    this.#state = { ...this.#state, ...change };
    const loading = this.#state.status?.sources.some(({ state }) => state === 'loading');
    const wait = this.#toldAt + (loading ? loadingPause : drawingPause) - performance.now();
    if (when === 'now' || wait <= 0) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#toldAt = performance.now();
    this.#told = this.#state;
    for (const listener of [...this.#listeners]) listener();
  }
}
