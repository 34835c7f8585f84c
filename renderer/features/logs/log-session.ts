/**
 * The page's end of one open log: its status, the lines near what is shown, the search.
 *
 * Holds some thousand lines at most, whatever the log's length. After a lost link it finds the same log again, or opens
 * it anew when main no longer holds it.
 */
import type { ContainerId, EngineId, LogId } from '@common/contract/ids';
import type { LogHits, LogLine, LogMatcher, LogSearchProgress, LogStatus } from '@common/contract/logs';
import type { Bridge } from '../../bridge/bridge';
import type { Client } from '../../bridge/connection';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import { follow } from '../../bridge/follow';

/** Lines asked for at once, and how many such pages are kept. */
const pageLines = 200;
const keptPages = 32;
/** ms between two drawings while a log is being read for the first time. */
const loadingPause = 200;

export interface LogSessionOptions {
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  /** Lines from the end; all when absent. */
  readonly tail?: number;
}

/** Changes as a whole: React compares it by identity. */
export interface LogState {
  readonly status: LogStatus | undefined;
  /** The log could not be opened or watched; tried again by itself. */
  readonly error: PageError | undefined;
  readonly search: (LogSearchProgress & { readonly error?: undefined }) | { readonly error: PageError } | undefined;
  /** Rises when lines have come in. */
  readonly lines: number;
}

interface Page {
  lines: readonly LogLine[];
  loading: boolean;
  /** The log's end when it was asked for: a page at the end goes stale. */
  askedAt: number;
}

export class LogSession {
  readonly #bridge: Bridge;
  readonly #options: LogSessionOptions;
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #state: LogState = { status: undefined, error: undefined, search: undefined, lines: 0 };
  #tailEnd = 0;
  #drawnAt = 0;
  #log: LogId | undefined;
  #matcher: LogMatcher | undefined;
  #searching = new AbortController();
  #end: (() => void) | undefined;

  constructor(bridge: Bridge, options: LogSessionOptions) {
    this.#bridge = bridge;
    this.#options = options;
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
      const log = this.#log;
      this.#log = undefined;
      if (log) this.#bridge.client.logs.close({ log }).catch(() => undefined);
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): LogState => this.#state;

  /** The line, when it is here. `want` brings it. */
  line(number: number): LogLine | undefined {
    const index = Math.floor(number / pageLines);
    const lines = this.#pages.get(index)?.lines;
    const first = lines?.[0]?.number;
    return first === undefined ? undefined : lines?.[number - first];
  }

  /**
   * The end of the newest lines that are here, with `rows` before it here too.
   *
   * In a flood the log's true end is always ahead of what was fetched: who follows is shown this one, without holes.
   */
  tailEnd(rows: number): number {
    const { first, end } = this.#state.status ?? { first: 0, end: 0 };
    const whole = (at: number) => this.line(Math.max(first, at - rows)) && this.line(Math.max(first, at - 1));
    if (end <= first || whole(end)) return end;
    let best = Math.max(first, Math.min(end, this.#tailEnd));
    for (const { lines } of this.#pages.values()) {
      const last = lines.at(-1);
      if (last && last.number + 1 > best && last.number < end && whole(last.number + 1)) best = last.number + 1;
    }
    this.#tailEnd = best;
    return best;
  }

  /** Brings the lines `from` to `to` - 1 that are not here yet. */
  want(from: number, to: number): void {
    const { status } = this.#state;
    if (!status || !this.#log || to <= from) return;
    for (let index = Math.floor(from / pageLines); index <= Math.floor((to - 1) / pageLines); index += 1) {
      const page = this.#pages.get(index);
      const missing = Math.min(status.end, (index + 1) * pageLines) - 1;
      const have = page?.lines.at(-1)?.number ?? -1;
      if (page?.loading || (page && (have >= missing || page.askedAt >= status.end))) continue;
      void this.#load(index, page);
    }
  }

  search(matcher: LogMatcher | undefined): void {
    this.#searching.abort();
    this.#searching = new AbortController();
    this.#matcher = matcher;
    if (!matcher) this.#set({ search: undefined });
    else void this.#search(matcher, this.#searching.signal);
  }

  /** Hits of the current search; undefined when there is none or it has failed. */
  async hits(ask: { from?: number; line?: number; count: number }): Promise<LogHits | undefined> {
    const log = this.#log;
    const matcher = this.#matcher;
    if (!log || !matcher || this.#state.search?.error) return undefined;
    return this.#bridge.client.logs.hits({ log, matcher, ...ask }).catch(() => undefined);
  }

  /** Lines for a download, straight from main. */
  window(from: number, count: number): Promise<readonly LogLine[]> {
    return this.#log ? this.#bridge.client.logs.window({ log: this.#log, from, count }) : Promise.resolve([]);
  }
  whole(number: number): Promise<LogLine | undefined> {
    return this.#log ? this.#bridge.client.logs.line({ log: this.#log, number }) : Promise.resolve(undefined);
  }

  async #open(client: Client, options: { signal: AbortSignal }): Promise<AsyncIterator<LogStatus>> {
    if (this.#log === undefined) {
      const { engine, containers, tail } = this.#options;
      const log = await client.logs.open({ engine, containers: [...containers], tail }, options);
      if (options.signal.aborted) {
        client.logs.close({ log }).catch(() => undefined);
        throw options.signal.reason;
      }
      this.#log = log;
      this.#pages.clear();
    }
    const watched = await client.logs.watch({ log: this.#log }, options);
    // A search ended with the link, or belongs to the log before.
    if (this.#matcher) this.search(this.#matcher);
    return watched;
  }

  #heard(status: LogStatus): void {
    const before = this.#state.status;
    // While a long log is read nobody reads along: drawing all that passes would only make it take longer.
    const loading = status.end > 0 && status.sources.some((source) => source.state === 'loading');
    const now = performance.now();
    if (loading && before && before.end > 0 && now - this.#drawnAt < loadingPause) return;
    this.#drawnAt = now;
    // The store was begun anew (its thread died): what is kept here is of the old one.
    if (before && status.end < before.end) {
      this.#pages.clear();
      this.#tailEnd = 0;
    }
    this.#set({ status, error: undefined });
  }

  async #load(index: number, before: Page | undefined): Promise<void> {
    const log = this.#log;
    if (!log) return;
    const page: Page = { lines: before?.lines ?? [], loading: true, askedAt: this.#state.status?.end ?? 0 };
    this.#pages.delete(index);
    this.#pages.set(index, page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      this.#pages.delete(oldest);
    }
    try {
      page.lines = await this.#bridge.client.logs.window({ log, from: index * pageLines, count: pageLines });
    } catch {
      // The link is down or the log expired: the stream of its status says so, and lines are asked for again.
      if (this.#pages.get(index) === page) this.#pages.delete(index);
    } finally {
      page.loading = false;
      this.#set({ lines: this.#state.lines + 1 });
    }
  }

  async #search(matcher: LogMatcher, signal: AbortSignal): Promise<void> {
    const log = this.#log;
    if (!log) return;
    try {
      const stream = await this.#bridge.client.logs.search({ log, matcher }, { signal });
      for await (const progress of stream) {
        if (signal.aborted) return;
        this.#set({ search: progress });
      }
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      const told = asError(error);
      // Both are mended by the next opening.
      if (told.code !== 'link-lost' && told.code !== 'expired') this.#set({ search: { error: told } });
    }
  }

  #set(change: Partial<LogState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
