/** One open log: its containers' followers, its status, what is asked of it, and the time that it is kept unwatched. */
import type { ErrorData } from '../common/contract/errors';
import type { ContainerId, EngineId, LogId } from '../common/contract/ids';
import { firstNumber, mostLogsTogether } from '../common/contract/log-rules';
import type { LogFilter, LogSource, LogStatus } from '../common/contract/logs';
import type { FromLogWorker, StoreFilter } from '../workers/log-protocol';
import type { EngineKeeper } from './engines';
import { followLog } from './log-follower';
import { watchProject } from './log-project';
import { LogSender } from './log-sender';
import { LogTaskFeeds } from './log-task-feeds';
import { type LogWorker, WorkerDied } from './log-worker';
import { loadOlder } from './older-log';
import { createValueFeed, type ValueFeed } from './value-feed';

export interface LogCollectionOptions {
  readonly id: LogId;
  readonly engine: EngineId;
  readonly containers: readonly { readonly id: ContainerId; readonly name: string }[];
  readonly project?: string;
  readonly tail?: number;
  readonly since?: number;
  readonly until?: number;
  readonly engines: EngineKeeper;
  readonly worker: LogWorker;
  readonly keepFor: number;
  readonly asError: (error: unknown) => ErrorData;
  /** Called when nobody has watched for `keepFor` ms, or its page has left it. */
  readonly expired: () => void;
}

type Heard = Extract<FromLogWorker, { readonly log: string }>;

/** ms between two states: 20 a second. */
const tellEvery = 50;
/** ms that a download loads older lines before that is told. */
const gatherPause = 500;

export class LogCollection {
  readonly tasks: LogTaskFeeds;
  readonly #options: LogCollectionOptions;
  readonly #feed: ValueFeed<LogStatus>;
  /** Aborts when this log closes. */
  readonly #life = new AbortController();
  readonly #openedAt: number;
  /** Of the project, and not read. */
  readonly #leftOut = new Set<ContainerId>();
  readonly #unwatchProject: () => void;
  #status: LogStatus;
  #latest: readonly (number | undefined)[] = [];
  #senders: LogSender[] = [];
  #run = new AbortController();
  #older: Promise<void> | undefined;
  #watchers = 0;
  /** Downloads that read it. */
  #holds = 0;
  /** Of these, those that go by the lines' numbers; and what waits for them. */
  #stills = 0;
  readonly #stilled: (() => void)[] = [];
  #gathering = new AbortController();
  #left = false;
  #telling: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: LogCollectionOptions) {
    const { containers, engines, engine, project, worker, id } = options;
    this.#options = options;
    this.#openedAt = Date.now() + engines.get(engine).identity.clockOffset;
    this.tasks = new LogTaskFeeds(worker, id, this.#life.signal);
    const sources = containers.slice(0, mostLogsTogether);
    for (const one of containers.slice(mostLogsTogether)) this.#leftOut.add(one.id);
    this.#status = this.#empty(sources.map((one) => ({ container: one.id, name: one.name, state: 'loading' })));
    this.#feed = createValueFeed(this.#status);
    this.#begin();
    this.#unwatchProject =
      project === undefined
        ? () => undefined
        : watchProject(engines, engine, project, (found) => this.#join(found.id, found.name));
    this.#unwatched();
  }

  /** A new store has taken the place of the dead one: everything is read again. */
  reload(): void {
    if (this.#closed) return;
    this.#stop();
    this.#status = this.#empty(
      this.#status.sources.map((source) => ({ ...source, state: 'loading', error: undefined })),
    );
    this.#tell();
    this.#begin();
    this.tasks.reload();
  }

  heard(message: Heard): void {
    if (message.kind === 'taken') this.#senders[message.source]?.taken(message.bytes);
    else if (message.kind === 'progress') this.tasks.heard(message.key, message.answer);
    else {
      const { first, whole, end, era, bytes, dropped } = message;
      const isRenumbered = era !== this.#status.era;
      this.#latest = message.latest;
      this.#set({ first, whole, end, era, bytes, dropped, ...(dropped > 0 && { older: 'full' }) });
      // Before any answer that has the new numbers.
      if (isRenumbered) this.#feed.set(this.#status);
    }
  }

  /** The store's disk takes no more. */
  diskIsFull(): void {
    this.#set({ diskFull: true });
  }

  get status(): LogStatus {
    return this.#status;
  }

  /** The filter as the store knows it. */
  storeFilter<F extends LogFilter | undefined>(filter: F): F extends undefined ? undefined : StoreFilter;
  storeFilter(filter: LogFilter | undefined): StoreFilter | undefined {
    if (!filter) return undefined;
    const { sources, context = 0, fields, ...rest } = filter;
    const indexes = this.#status.sources.flatMap(({ container }, index) =>
      sources === undefined || sources.includes(container) ? [index] : [],
    );
    return {
      ...rest,
      context,
      fields: fields?.map(({ name, is, value = '' }) => ({ name, is, value })),
      sources: sources && indexes,
    };
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
    if (ends.aborted) leave();
    else ends.addEventListener('abort', leave, { once: true });
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

  /** Loads `count` lines of each source from before the first. One load at a time: who asks meanwhile waits for that one. */
  loadOlder(count: number): Promise<void> {
    if (this.#status.older === 'none' || this.#status.older === 'full') return Promise.resolve();
    this.#older ??= this.#loadOlder(count).finally(() => {
      this.#older = undefined;
    });
    return this.#older;
  }

  /** Says that older lines are loaded for a download, until `done`; `enough` aborts when the person wants no more of them. */
  gather(): { readonly enough: AbortSignal; readonly done: () => void } {
    const count = (by: 1 | -1) => {
      const left = (this.#status.gathering ?? 0) + by;
      this.#set({ gathering: left > 0 ? left : undefined });
    };
    let told = false;
    // What is soon over is not worth a word.
    const timer = setTimeout(() => {
      told = true;
      count(1);
    }, gatherPause);
    const done = () => {
      clearTimeout(timer);
      if (told) count(-1);
    };
    return { enough: this.#gathering.signal, done };
  }

  /** Downloads go on with what is here. */
  enough(): void {
    this.#gathering.abort();
    this.#gathering = new AbortController();
  }

  /** Keeps the log though its page leaves, until the returned undo. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#holds === 0 && this.#left) this.#options.expired();
    };
  }

  /** Lines keep their numbers, once a load that goes on is over, until the returned undo: further loads wait. */
  async still(): Promise<() => void> {
    this.#stills += 1;
    // One that waits for another download comes later. Why it failed is told to those who asked for it.
    if (this.#stilled.length === 0) await this.#older?.catch(() => undefined);
    return () => {
      this.#stills -= 1;
      if (this.#stills === 0) for (const goOn of this.#stilled.splice(0)) goOn();
    };
  }

  /** Its page wants no more of it: it is dropped, once nothing holds it. */
  leave(): void {
    this.#left = true;
    if (this.#holds === 0) this.#options.expired();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#expiry);
    clearTimeout(this.#telling);
    this.#unwatchProject();
    this.#stop();
    this.#options.worker.tell({ kind: 'close', log: this.#options.id });
    this.#life.abort();
  }

  async #loadOlder(count: number): Promise<void> {
    const { signal } = this.#run;
    const containers = this.#status.sources.map(({ container }) => container);
    this.#set({ older: 'loading' });
    // Of one container all that is older comes before.
    if (this.#stills > 0 && containers.length > 1) await new Promise<void>((goOn) => this.#stilled.push(goOn));
    try {
      const before = this.#options.since ?? this.#openedAt;
      const { engines, engine, worker, id } = this.#options;
      const options = { engines, engine, containers, worker, log: id, count, before, signal };
      this.#set({ older: await loadOlder(options) });
    } catch (error) {
      if (signal.aborted || error instanceof WorkerDied) return;
      this.#set({ older: 'failed' });
      throw error;
    }
  }

  #empty(sources: readonly LogSource[]): LogStatus {
    const { tail, since, until } = this.#options;
    const isCut = since !== undefined || (tail !== undefined && until === undefined);
    const leftOut = this.#leftOut.size > 0 && { leftOut: this.#leftOut.size };
    const nothing = { first: firstNumber, whole: firstNumber, end: firstNumber, era: 0, bytes: 0, dropped: 0 };
    return { ...nothing, older: isCut ? 'more' : 'none', sources, ...leftOut };
  }

  #begin(): void {
    const { id, worker, project } = this.#options;
    const { sources } = this.#status;
    this.#run = new AbortController();
    this.#latest = [];
    worker.tell({ kind: 'open', log: id, sources: sources.length, grows: project !== undefined });
    this.#senders = sources.map((_, source) => new LogSender(worker, id, source));
    for (const source of sources.keys()) this.#follow(source);
  }

  #join(container: ContainerId, name: string): void {
    const { sources } = this.#status;
    if (this.#closed || sources.some((source) => source.container === container)) return;
    if (sources.length >= mostLogsTogether) {
      this.#leftOut.add(container);
      this.#set({ leftOut: this.#leftOut.size });
      return;
    }
    const { id, worker } = this.#options;
    this.#set({ sources: [...sources, { container, name, state: 'loading' }] });
    worker.tell({ kind: 'join', log: id });
    this.#senders.push(new LogSender(worker, id, sources.length));
    this.#follow(sources.length);
  }

  #follow(source: number): void {
    void followLog({
      ...this.#options,
      container: this.#status.sources[source]?.container as ContainerId,
      log: this.#options.id,
      source,
      sender: this.#senders[source] as LogSender,
      signal: this.#run.signal,
      latest: () => this.#latest[source],
      tell: (change) => this.#changeSource(source, change),
    });
  }

  #stop(): void {
    this.#run.abort();
    for (const sender of this.#senders) sender.reset();
  }

  #changeSource(index: number, change: Partial<LogSource>): void {
    const sources = this.#status.sources.map((source, at) => (at === index ? { ...source, ...change } : source));
    this.#set({ sources });
  }

  #set(change: Partial<LogStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#tell();
  }

  #tell(): void {
    if (this.#closed) return;
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#feed.set(this.#status);
    }, tellEvery);
  }

  #unwatched(): void {
    clearTimeout(this.#expiry);
    if (this.#closed) return;
    this.#expiry = setTimeout(this.#options.expired, this.#options.keepFor);
    this.#expiry.unref();
  }
}
