/** All open logs of the worker thread: takes orders and questions, keeps the bounds, searches between two messages. */

import type { MovedLines } from '../common/contract/logs';
import { assertNever } from '../common/std/assert-never';
import { indexPool } from './index-pool';
import type { FromLogWorker, LogLimits, LogOrder, LogQuestion, LogQuestions, ToLogWorker } from './log-protocol';
import type { SegmentStorage } from './log-segment';
import { answerOf, LogTasks } from './log-tasks';
import { OpenLog } from './open-log';
import { fieldsOf } from './seen-fields';

/** ms between two words about one log: 20 a second. */
const statusEvery = 50;
/** ms of searching before messages are looked at again. */
const searchSlice = 10;
/** ms that views and searches have to come as far as they were when they begin anew, before the first word of them. */
const restartSlice = 50;

interface Held {
  readonly log: OpenLog;
  readonly tasks: LogTasks;
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
    public limits: LogLimits,
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
    const held = 'log' in order ? this.#logs.get(order.log) : undefined;
    switch (order.kind) {
      case 'limits':
        this.limits = { ...this.limits, ...order.limits };
        this.#keepBounds();
        break;
      case 'open': {
        const taken = (source: number, bytes: number) => this.post({ kind: 'taken', log: order.log, source, bytes });
        const log = new OpenLog(order, this.storage, taken, this.now);
        this.#logs.set(order.log, { log, tasks: new LogTasks(log.store), said: '' });
        break;
      }
      case 'join':
        held?.log.join();
        break;
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
        held?.tasks.forget(order.key);
        break;
      case 'close':
        held?.log.store.close();
        this.#logs.delete(order.log);
        if (this.#logs.size === 0) indexPool.clear();
        break;
      default:
        assertNever(order);
    }
    this.#tellSoon();
  }

  #answer(question: LogQuestion): LogQuestions[keyof LogQuestions]['answer'] {
    const held = this.#logs.get(question.log);
    if (!held) throw new Error('expired');
    const { log, tasks } = held;
    this.#goOnSoon();
    switch (question.name) {
      case 'resume':
        return log.resume(question.source);
      case 'window': {
        const { from, count, filter } = question;
        return filter ? tasks.view(filter).window(from, count) : log.store.window(from, count);
      }
      case 'line':
        return log.store.line(question.number);
      case 'view':
        return answerOf(tasks.view(question.filter));
      case 'row':
        return tasks.view(question.filter).rowOf(question.line);
      case 'search':
        return answerOf(tasks.search(question.matcher, question.filter));
      case 'hits':
        return tasks.hits(question.matcher, question.filter, question);
      case 'moved':
        return movedLines(held, question);
      case 'fields':
        return fieldsOf(log.store);
      case 'olderBegin':
        return this.#isFull(log.store) ? undefined : log.olderBegin();
      case 'older':
        log.olderBytes(question.source, question.stream, question.bytes);
        return undefined;
      case 'olderEnd':
        return this.#olderEnd(held, question.wanted, question.failed);
      default:
        return assertNever(question);
    }
  }

  #olderEnd(held: Held, wanted: number, failed: readonly number[]): 'more' | 'none' | 'full' {
    const { log, tasks } = held;
    const { lines, more } = log.olderEnd(wanted, failed);
    const size = lines.reduce((sum, { bytes }) => sum + bytes.length + 1, 0);
    if (this.#isFull(log.store, size, lines.length)) return 'full';
    const { era } = log.store.moves;
    let taken: number;
    try {
      taken = log.insert(lines);
    } catch (error) {
      this.#sayDiskFull(error);
      return 'full';
    }
    if (log.store.moves.era !== era) {
      tasks.restart();
      const until = this.now() + restartSlice;
      tasks.run(() => this.now() >= until);
    }
    if (!more && taken === lines.length) log.hasAll();
    this.#keepBounds();
    // Before the answer: who reads that there are no more already knows where the log begins.
    this.#tell();
    return more || taken < lines.length ? 'more' : 'none';
  }

  /** Lines put before the first would be the first to go. */
  #isFull(store: OpenLog['store'], bytes = 0, lines = 0): boolean {
    const logs = this.#stores();
    const hasRoom =
      sum(logs, (one) => one.bytes) + bytes < this.limits.totalBytes &&
      sum(logs, (one) => one.end - one.first) + lines < this.limits.totalLines;
    return store.dropped > 0 || this.#diskFull || !hasRoom;
  }

  /** Searches and filters for a moment, then again after the messages that came meanwhile. */
  #goOnSoon(): void {
    this.#searching ??= setImmediate(() => {
      this.#searching = undefined;
      const until = this.now() + searchSlice;
      let more = false;
      for (const [id, held] of this.#logs) {
        more = held.tasks.run(() => this.now() >= until);
        if (!more) continue;
        // The other logs come first next time: one in a flood is never done.
        this.#logs.delete(id);
        this.#logs.set(id, held);
        break;
      }
      if (more) this.#goOnSoon();
      else for (const [id, { tasks }] of this.#logs) this.#tellProgress(id, tasks.finished());
      this.#tellSoon();
    });
  }

  #tellProgress(log: string, news: ReturnType<LogTasks['news']>): void {
    for (const [key, answer] of news) this.post({ kind: 'progress', log, key, answer });
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
      const { log, tasks } = held;
      log.settle();
      again ||= log.waiting;
      const { first, end, bytes, dropped, moves } = log.store;
      const { whole } = log;
      const said = `${first} ${whole} ${end} ${moves.era}`;
      if (said !== held.said) {
        held.said = said;
        this.post({
          kind: 'status',
          log: id,
          first,
          whole,
          end,
          era: moves.era,
          bytes,
          dropped,
          latest: [...log.latest],
        });
        if (tasks.any) this.#goOnSoon();
      }
      this.#tellProgress(id, tasks.news());
    }
    if (again) this.#tellSoon();
  }

  #stores(): readonly OpenLog['store'][] {
    return [...this.#logs.values()].map((held) => held.log.store);
  }

  #keepBounds(): void {
    const logs = this.#stores();
    const largest = (of: (store: (typeof logs)[number]) => number) =>
      logs.reduce((best, store) => (of(store) > of(best) ? store : best));
    while (sum(logs, (store) => store.memory) > this.limits.memoryBytes) {
      const store = largest((one) => one.memory);
      if (!this.#spill(store)) break;
    }
    while (sum(logs, (store) => store.bytes) > this.limits.totalBytes) {
      if (!largest((store) => store.bytes).dropOldest()) break;
    }
    while (sum(logs, (store) => store.end - store.first) > this.limits.totalLines) {
      if (!largest((store) => store.end - store.first).dropOldest()) break;
    }
  }

  /**
   * A disk that takes no more is said once; the oldest lines are then dropped instead. Where these were in a file there is room
   * again: tried anew each time, one makes room for one, and not all that is in files goes at once.
   */
  #spill(store: OpenLog['store']): boolean {
    try {
      return store.spillOldest();
    } catch (error) {
      this.#sayDiskFull(error);
      return store.dropOldest();
    }
  }

  #sayDiskFull(error: unknown): void {
    if (!this.#diskFull) {
      this.post({ kind: 'disk-full', reason: error instanceof Error ? error.message : String(error) });
    }
    this.#diskFull = true;
  }
}

function movedLines(
  { log, tasks }: Held,
  { era, lines, filter }: LogQuestions['moved']['ask'],
): MovedLines | undefined {
  const { moves } = log.store;
  const numbers = lines.flatMap((line) => moves.now(line, era) ?? []);
  if (numbers.length < lines.length || era > moves.era) return undefined;
  const view = filter && tasks.view(filter);
  const rows = view && { places: numbers.map((line) => view.rowOf(line)), view: view.progress() };
  return { era: moves.era, lines: numbers, ...rows };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
