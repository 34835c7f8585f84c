/** One open log: its containers' followers, its status, its searches, and the time that it is kept unwatched. */
import type { ErrorData } from '../common/contract/errors';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId, LogId } from '../common/contract/ids';
import type { LogMatcher, LogSearchProgress, LogSource, LogStatus } from '../common/contract/logs';
import type { FromLogWorker, SearchAnswer } from '../workers/log-protocol';
import type { EngineKeeper } from './engines';
import type { FeedSource } from './feed-iterator';
import { followLog } from './log-follower';
import { LogSender } from './log-sender';
import { type LogWorker, WorkerDied } from './log-worker';
import { createValueFeed, type ValueFeed } from './value-feed';

export interface LogCollectionOptions {
  readonly id: LogId;
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  readonly names: readonly string[];
  readonly tail?: number;
  readonly since?: number;
  readonly engines: EngineKeeper;
  readonly worker: LogWorker;
  readonly keepFor: number;
  readonly asError: (error: unknown) => ErrorData;
  /** Called when nobody has watched for `keepFor` ms. */
  readonly expired: () => void;
}

/** ms between two states: 20 a second. */
const tellEvery = 50;

interface Search {
  readonly matcher: LogMatcher;
  readonly feed: ValueFeed<SearchAnswer>;
  watchers: number;
}

export class LogCollection {
  readonly #options: LogCollectionOptions;
  readonly #feed: ValueFeed<LogStatus>;
  /** Aborts when this log closes. */
  readonly #life = new AbortController();
  readonly #searches = new Map<string, Search>();
  #status: LogStatus;
  #latest: readonly (number | undefined)[] = [];
  #senders: LogSender[] = [];
  #run = new AbortController();
  #watchers = 0;
  #telling: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: LogCollectionOptions) {
    this.#options = options;
    const sources = options.containers.map((container, index): LogSource => {
      return { container, name: options.names[index] ?? '', state: 'loading' };
    });
    this.#status = { first: 0, end: 0, bytes: 0, sources };
    this.#feed = createValueFeed(this.#status);
    this.#begin();
    this.#unwatched();
  }

  /** A new store has taken the place of the dead one: everything is read again. */
  reload(): void {
    if (this.#closed) return;
    this.#stop();
    const sources = this.#status.sources.map(
      (source): LogSource => ({ ...source, state: 'loading', error: undefined }),
    );
    this.#status = { first: 0, end: 0, bytes: 0, sources };
    this.#tell();
    this.#begin();
    for (const { matcher, feed } of this.#searches.values()) void this.#ask(matcher, feed);
  }

  heard(message: Exclude<FromLogWorker, { kind: 'answer' | 'failed' | 'disk-full' }>): void {
    if (message.kind === 'taken') this.#senders[message.source]?.taken(message.bytes);
    else if (message.kind === 'search') this.#searches.get(message.key)?.feed.set(message.answer);
    else {
      const { first, end, bytes } = message;
      this.#latest = message.latest;
      this.#status = { ...this.#status, first, end, bytes };
      this.#tell();
    }
  }

  watch(signal: AbortSignal | undefined): AsyncIteratorObject<LogStatus, void, void> {
    clearTimeout(this.#expiry);
    this.#watchers += 1;
    const ends = AbortSignal.any([this.#life.signal, ...(signal ? [signal] : [])]);
    const stream = this.#feed.watch(ends);
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#unwatched();
    };
    ends.addEventListener('abort', leave, { once: true });
    const { next } = stream;
    return {
      next,
      async return() {
        leave();
        await stream.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** What a search finds, from now on. */
  async search(key: string, matcher: LogMatcher): Promise<FeedSource<LogSearchProgress>> {
    const search: Search = this.#searches.get(key) ?? {
      matcher,
      feed: createValueFeed<SearchAnswer>({ hits: 0, searchedTo: 0, done: false }),
      watchers: 0,
    };
    this.#searches.set(key, search);
    // Counted before the first wait: another watcher's leaving must not forget it.
    search.watchers += 1;
    await this.#ask(matcher, search.feed);
    search.watchers -= 1;
    let told: SearchAnswer | undefined;
    return {
      take: () => {
        if (this.#closed) throw new BerthError('expired', { noun: 'log' });
        const answer = search.feed.get();
        if (answer === told) return undefined;
        told = answer;
        if ('failed' in answer) throw new BerthError('bad-input', { field: 'pattern', reason: 'takes too long' });
        return answer;
      },
      open: (wake) => {
        search.watchers += 1;
        const undo = search.feed.listen(wake);
        const wakeAtEnd = () => wake();
        this.#life.signal.addEventListener('abort', wakeAtEnd, { once: true });
        return () => {
          undo();
          this.#life.signal.removeEventListener('abort', wakeAtEnd);
          search.watchers -= 1;
          if (search.watchers > 0) return;
          this.#searches.delete(key);
          if (!this.#closed) this.#options.worker.tell({ kind: 'forget', log: this.#options.id, key });
        };
      },
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#expiry);
    clearTimeout(this.#telling);
    this.#stop();
    this.#options.worker.tell({ kind: 'close', log: this.#options.id });
    this.#life.abort();
  }

  #begin(): void {
    const { id, containers, worker } = this.#options;
    this.#run = new AbortController();
    this.#latest = [];
    worker.tell({ kind: 'open', log: id, sources: containers.length });
    this.#senders = containers.map((_, source) => new LogSender(worker, id, source));
    this.#senders.forEach((sender, source) => {
      void followLog({
        ...this.#options,
        container: containers[source] as ContainerId,
        log: id,
        source,
        sender,
        signal: this.#run.signal,
        latest: () => this.#latest[source],
        tell: (change) => this.#changeSource(source, change),
      });
    });
  }

  #stop(): void {
    this.#run.abort();
    for (const sender of this.#senders) sender.reset();
  }

  #changeSource(index: number, change: Partial<LogSource>): void {
    const sources = this.#status.sources.map((source, at) => (at === index ? { ...source, ...change } : source));
    this.#status = { ...this.#status, sources };
    this.#tell();
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#feed.set(this.#status);
    }, tellEvery);
  }

  async #ask(matcher: LogMatcher, feed: ValueFeed<SearchAnswer>): Promise<void> {
    try {
      feed.set(await this.#options.worker.ask('search', { log: this.#options.id, matcher }));
    } catch (error) {
      // Asked again once the new store has read the log.
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  #unwatched(): void {
    clearTimeout(this.#expiry);
    if (this.#closed) return;
    this.#expiry = setTimeout(this.#options.expired, this.#options.keepFor);
    this.#expiry.unref();
  }
}
