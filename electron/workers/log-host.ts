/** All open logs of the worker thread: takes orders and questions, keeps the bounds, searches between two messages. */

import type { LogMatcher } from '../common/contract/logs';
import { assertNever } from '../common/std/assert-never';
import {
  type FromLogWorker,
  type LogLimits,
  type LogOrder,
  type LogQuestion,
  type LogQuestions,
  type SearchAnswer,
  searchKey,
  type ToLogWorker,
} from './log-protocol';
import { LogSearch } from './log-search';
import type { SegmentStorage } from './log-segment';
import { OpenLog } from './open-log';

/** ms between two words about one log: 20 a second. */
const statusEvery = 50;
/** ms of searching before messages are looked at again. */
const searchSlice = 10;
/** Searches kept per log: of two windows and the one just typed over. */
const keptSearches = 3;

interface Held {
  readonly log: OpenLog;
  readonly searches: Map<string, { readonly search: LogSearch; said: string }>;
  said: string;
}

export class LogHost {
  readonly #logs = new Map<string, Held>();
  #timer: NodeJS.Timeout | undefined;
  #searching: NodeJS.Immediate | undefined;
  #diskFull = false;

  constructor(
    readonly storage: SegmentStorage,
    readonly post: (message: FromLogWorker) => void,
    readonly limits: LogLimits,
    readonly now: () => number = () => performance.now(),
  ) {}

  take(message: ToLogWorker): void {
    if (message.kind !== 'ask') {
      this.#order(message);
      return;
    }
    const { id } = message;
    try {
      this.post({ kind: 'answer', id, value: this.#answer(message) });
    } catch (error) {
      this.post({ kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#searching);
    for (const { log } of this.#logs.values()) log.store.close();
    this.#logs.clear();
  }

  #order(order: LogOrder): void {
    const held = this.#logs.get(order.log);
    switch (order.kind) {
      case 'open': {
        const taken = (source: number, bytes: number) => this.post({ kind: 'taken', log: order.log, source, bytes });
        const log = new OpenLog(order.sources, this.storage, taken, this.now);
        this.#logs.set(order.log, { log, searches: new Map(), said: '' });
        break;
      }
      case 'bytes':
        held?.log.bytes(order.source, order.bytes, order.pieces);
        this.#keepBounds();
        break;
      case 'begin':
        held?.log.begin(order.source);
        break;
      case 'end':
        held?.log.end(order.source);
        break;
      case 'mark':
        held?.log.mark(order);
        break;
      case 'forget':
        held?.searches.delete(order.key);
        break;
      case 'close':
        held?.log.store.close();
        this.#logs.delete(order.log);
        break;
      default:
        assertNever(order);
    }
    this.#tellSoon();
  }

  #answer(question: LogQuestion): LogQuestions[keyof LogQuestions]['answer'] {
    const held = this.#logs.get(question.log);
    if (!held) throw new Error('expired');
    const { log } = held;
    switch (question.name) {
      case 'resume':
        return log.resume(question.source);
      case 'window':
        return log.store.window(question.from, question.count);
      case 'line':
        return log.store.line(question.number);
      case 'search':
        return this.#progress(this.#search(held, question.matcher));
      case 'hits': {
        const search = this.#search(held, question.matcher);
        if (search.failed) return { failed: search.failed };
        return search.hits(question.from, question.count, question.line);
      }
      default:
        return assertNever(question);
    }
  }

  #search(held: Held, matcher: LogMatcher): LogSearch {
    const key = searchKey(matcher);
    const kept = held.searches.get(key);
    const search = kept?.search ?? new LogSearch(held.log.store, matcher);
    // Newest last: the one asked for least recently goes first.
    held.searches.delete(key);
    held.searches.set(key, kept ?? { search, said: '' });
    const [oldest] = held.searches.keys();
    if (held.searches.size > keptSearches && oldest !== undefined) held.searches.delete(oldest);
    this.#searchSoon();
    return search;
  }

  #progress(search: LogSearch): SearchAnswer {
    return search.failed ? { failed: search.failed } : search.progress();
  }

  #searchSoon(): void {
    this.#searching ??= setImmediate(() => {
      this.#searching = undefined;
      const until = this.now() + searchSlice;
      let more = false;
      // The newest search first: it is what the person is typing.
      const searches = [...this.#logs.values()].flatMap((held) => [...held.searches.values()].reverse());
      for (const { search } of searches) {
        do more = search.step();
        while (more && this.now() < until);
        if (more) break;
      }
      if (more) this.#searchSoon();
      this.#tellSoon();
    });
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, statusEvery);
  }

  #tell(): void {
    let again = false;
    for (const [id, held] of this.#logs) {
      const { log, searches } = held;
      log.settle();
      again ||= log.waiting;
      const { first, end, bytes } = log.store;
      const said = `${first} ${end}`;
      if (said !== held.said) {
        held.said = said;
        this.post({ kind: 'status', log: id, first, end, bytes, latest: [...log.latest] });
        if (searches.size > 0) this.#searchSoon();
      }
      for (const [key, kept] of searches) {
        const answer = this.#progress(kept.search);
        const text = JSON.stringify(answer);
        if (text === kept.said) continue;
        kept.said = text;
        this.post({ kind: 'search', log: id, key, answer });
      }
    }
    if (again) this.#tellSoon();
  }

  #keepBounds(): void {
    const logs = [...this.#logs.values()].map((held) => held.log.store);
    const sum = (of: (store: (typeof logs)[number]) => number) => logs.reduce((total, store) => total + of(store), 0);
    const largest = (of: (store: (typeof logs)[number]) => number) =>
      logs.reduce((best, store) => (of(store) > of(best) ? store : best));
    while (sum((store) => store.memory) > this.limits.memoryBytes) {
      const store = largest((one) => one.memory);
      if (this.#diskFull ? !store.dropOldest() : !this.#spill(store)) break;
    }
    while (sum((store) => store.bytes) > this.limits.totalBytes) {
      if (!largest((store) => store.bytes).dropOldest()) break;
    }
    while (sum((store) => store.end - store.first) > this.limits.totalLines) {
      if (!largest((store) => store.end - store.first).dropOldest()) break;
    }
  }

  /** A disk that takes no more is said once; from then on the oldest lines are dropped instead. */
  #spill(store: OpenLog['store']): boolean {
    try {
      return store.spillOldest();
    } catch (error) {
      this.#diskFull = true;
      this.post({ kind: 'disk-full', reason: error instanceof Error ? error.message : String(error) });
      return store.dropOldest();
    }
  }
}
