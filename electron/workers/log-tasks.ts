/**
 * What goes on over one open log between two messages: its searches, its filtered views, and searches within these.
 *
 * Each goes on as lines come, until nobody wants it or newer ones have taken its place.
 */
import type { LogHits, LogMatcher } from '../common/contract/logs';
import { type SearchAnswer, type StoreFilter, searchKey, type ViewAnswer, viewKey } from './log-protocol';
import { LogSearch } from './log-search';
import type { LogStore } from './log-store';
import { LogView } from './log-view';
import { ViewHits } from './view-hits';

/** Kept of each log: of two windows and the one just typed over. */
const kept = 3;

type Task = LogSearch | LogView | ViewHits;
type News = readonly (readonly [key: string, answer: SearchAnswer | ViewAnswer])[];

export class LogTasks {
  readonly #store: LogStore;
  /** Newest last: the one asked for least recently goes first. */
  readonly #searches = new Map<string, LogSearch>();
  readonly #views = new Map<string, LogView>();
  readonly #viewHits = new Map<string, ViewHits>();
  /** Of each, what was last told. */
  readonly #told = new WeakMap<Task, string>();
  readonly #finished = new WeakSet<Task>();

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** @throws SyntaxError for a pattern that is none */
  search(matcher: LogMatcher, filter?: StoreFilter): LogSearch | ViewHits {
    if (!filter) return keep(this.#searches, searchKey(matcher), () => new LogSearch(this.#store, matcher));
    const view = this.view(filter);
    const key = searchKey(matcher, filter);
    const known = this.#viewHits.get(key);
    // A view that was let go and begun anew has other hits.
    if (known && known.view !== view) this.#viewHits.delete(key);
    return keep(this.#viewHits, key, () => new ViewHits(this.#store, view, this.search(matcher) as LogSearch));
  }

  view(filter: StoreFilter): LogView {
    return keep(this.#views, viewKey(filter), () => {
      const search = filter.matcher && (this.search(filter.matcher) as LogSearch);
      return new LogView(this.#store, filter, search);
    });
  }

  hits(matcher: LogMatcher, filter: StoreFilter | undefined, ask: { from: number; count: number; line?: number }) {
    const search = this.search(matcher, filter);
    return search.failed ? { failed: search.failed } : (search.hits(ask.from, ask.count, ask.line) satisfies LogHits);
  }

  /** Lines have got other numbers: all begin anew, under their keys, but those that were given up. */
  restart(): void {
    const searches = [...this.#searches.values()];
    const views = [...this.#views.values()];
    const viewHits = [...this.#viewHits.values()];
    for (const tasks of [this.#searches, this.#views, this.#viewHits])
      for (const [key, task] of tasks) if (!task.failed) tasks.delete(key);
    for (const { matcher } of searches) this.search(matcher);
    for (const { filter } of views) this.view(filter);
    for (const { search, view } of viewHits) this.search(search.matcher, view.filter);
  }

  forget(key: string): void {
    this.#searches.delete(key);
    this.#views.delete(key);
    this.#viewHits.delete(key);
  }

  get any(): boolean {
    return this.#searches.size + this.#views.size + this.#viewHits.size > 0;
  }

  /** Goes on with each, the newest first, since it is what the person is waiting for, until `isOver`. True when there is more. */
  run(isOver: () => boolean): boolean {
    for (const task of this.#all().map(([, one]) => one)) {
      let more = true;
      while (more && !isOver()) more = task.step();
      if (more) return true;
    }
    return false;
  }

  /** What is new since it was last asked, by key. */
  news(): News {
    return this.#newsOf(this.#all());
  }

  /** What is new of those that came to their end for the first time: somebody waits for the whole count, and must not wait longer. */
  finished(): News {
    const ended = this.#all().filter(([, task]) => !this.#finished.has(task) && isOver(task));
    for (const [, task] of ended) this.#finished.add(task);
    return this.#newsOf(ended);
  }

  #newsOf(tasks: readonly (readonly [string, Task])[]): News {
    return tasks.flatMap(([key, task]) => {
      const answer = answerOf(task);
      const text = JSON.stringify(answer);
      if (this.#told.get(task) === text) return [];
      this.#told.set(task, text);
      return [[key, answer] as const];
    });
  }

  #all(): (readonly [string, Task])[] {
    const newestFirst = <T>(tasks: ReadonlyMap<string, T>) => [...tasks].reverse();
    return [...newestFirst(this.#viewHits), ...newestFirst(this.#views), ...newestFirst(this.#searches)];
  }
}

export function answerOf<T extends Task>(task: T) {
  return task.failed ? { failed: task.failed } : (task.progress() as ReturnType<T['progress']>);
}

function isOver(task: Task): boolean {
  const answer = answerOf(task);
  return 'failed' in answer || answer.done;
}

function keep<T>(tasks: Map<string, T>, key: string, make: () => T): T {
  const task = tasks.get(key) ?? make();
  tasks.delete(key);
  tasks.set(key, task);
  const [oldest] = tasks.keys();
  if (tasks.size > kept && oldest !== undefined) tasks.delete(oldest);
  return task;
}
