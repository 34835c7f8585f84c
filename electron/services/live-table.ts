import type { RowsPatch } from '../common/contract/rows';
import { backoffDelay } from '../common/std/backoff';
import type { Log } from './log';
import { createRowFeed } from './row-feed';

/** A second fetch waits this long after the first began; the first of a burst goes at once. ms */
const coalesce = 75;
/** More changed rows than this are fetched as one whole list. */
const wholeAbove = 200;
/** How long the rows are kept after the last watcher left, ms: a change of view is not a reload. */
const grace = 5_000;
/**
 * A row that an event speaks of and that reads as before is read again after these waits, ms: engines tell before their own
 * list knows. Docker logs `pause` and `die` before it files the new state, seen up to 0.4 s on a busy machine, and often no
 * event follows. The first looks are close, so that most changes show at once; the last is for a machine out of breath.
 */
const looksAgain = [60, 120, 250, 1_500] as const;
const retries = { first: 500, most: 10_000 };

export interface LiveTableSource<Row, Id extends string> {
  idOf(row: Row): Id;
  /** All rows. Throws when the engine is away. */
  list(signal: AbortSignal): Promise<readonly Row[]>;
  /** Those of the ids that still exist; absent when rows can't be asked for one by one. */
  fetch?(ids: readonly Id[], signal: AbortSignal): Promise<readonly Row[]>;
  /** False while the engine is away: nothing is asked then, and `relist` follows when it is back. */
  connected(): boolean;
  readonly log: Log;
}

/**
 * A list of the engine's things that is kept right by events instead of by polling.
 *
 * Loads when the first watcher comes. An event marks ids; marked ids are fetched together and compared, and what really
 * changed is told. Fetches never overlap, and an id that is marked while its fetch is in flight is fetched again: a row
 * that overtook its event can't stay. Nor can one that the engine's list was late with: it is looked at again.
 */
export interface LiveTable<Row, Id extends string> {
  /** The last known rows; undefined while nobody watches or before the first list. */
  rows(): ReadonlyMap<Id, Row> | undefined;
  watch(signal?: AbortSignal): AsyncIteratorObject<RowsPatch<Row, Id>, void, void>;
  /** An event says that this row may have changed. */
  changed(id: Id): void;
  /** An event says that it is gone for good. */
  gone(id: Id): void;
  /** Events may have been missed, or can't tell which row. */
  relist(): void;
  close(): void;
}

/** The rows of one list of one engine, asked for only while somebody watches, and then only those that an event names. */
export function createLiveTable<Row, Id extends string>(source: LiveTableSource<Row, Id>): LiveTable<Row, Id> {
  const feed = createRowFeed<Row, Id>(source.idOf);
  const dirty = new Set<Id>();
  /** How often each was looked at again in vain since its last event. */
  const looks = new Map<Id, number>();
  const lookTimers = new Set<NodeJS.Timeout>();
  let all = false;
  let watchers = 0;
  let active = false;
  let failures = 0;
  let startedAt = Number.NEGATIVE_INFINITY;
  let goneMeanwhile: Set<Id> | undefined; // while a fetch is in flight
  let timer: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let abort = new AbortController();

  function schedule(delay = startedAt + coalesce - performance.now()): void {
    if (!active || timer !== undefined || goneMeanwhile !== undefined) return;
    if ((!all && dirty.size === 0) || !source.connected()) return;
    if (delay <= 0) void refresh();
    else
      timer = setTimeout(() => {
        timer = undefined;
        void refresh();
      }, delay);
  }

  async function refresh(): Promise<void> {
    const whole = all || source.fetch === undefined || dirty.size > wholeAbove;
    const ids = [...dirty];
    dirty.clear();
    all = false;
    const before = new Map(ids.map((id) => [id, feed.rows.get(id)]));
    const overtaken = new Set<Id>();
    goneMeanwhile = overtaken;
    startedAt = performance.now();
    const { signal } = abort;
    try {
      const rows = await (whole || !source.fetch ? source.list(signal) : source.fetch(ids, signal));
      if (signal.aborted) return;
      failures = 0;
      const now = Date.now();
      const kept = rows.filter((row) => !overtaken.has(source.idOf(row)));
      if (whole) feed.replace(kept, now);
      else {
        const there = new Set(kept.map(source.idOf));
        feed.patch(
          kept,
          ids.filter((id) => !there.has(id)),
          now,
        );
      }
      goneMeanwhile = undefined;
      // A row that reads as before keeps its identity.
      lookAgain(
        ids.filter((id) => feed.rows.has(id) && feed.rows.get(id) === before.get(id)),
        whole,
      );
      schedule();
    } catch (error) {
      if (signal.aborted) return;
      goneMeanwhile = undefined;
      all = true;
      if (!source.connected()) return; // asked again by `relist`
      source.log.warn('A list could not be read', { error });
      feed.fail(error);
      schedule(backoffDelay(failures, retries, Math.random()));
      failures += 1;
    }
  }

  /** After a whole list only the last look is worth its price. */
  function lookAgain(same: readonly Id[], whole: boolean): void {
    const first = whole ? looksAgain.length - 1 : 0;
    const looked = new Map(same.map((id) => [id, Math.max(looks.get(id) ?? 0, first)]));
    for (const [times, delay] of looksAgain.entries()) {
      const due = same.filter((id) => looked.get(id) === times && !dirty.has(id));
      if (due.length === 0) continue;
      const look = setTimeout(() => {
        lookTimers.delete(look);
        // A newer event has it looked at anew from the start.
        for (const id of due) if (looks.get(id) === times + 1) dirty.add(id);
        schedule();
      }, delay);
      lookTimers.add(look);
      for (const id of due) looks.set(id, times + 1);
    }
  }

  function enter(): void {
    watchers += 1;
    clearTimeout(idle);
    if (active) return;
    active = true;
    all = true;
    schedule(0);
  }

  function leave(): void {
    watchers -= 1;
    if (watchers === 0) idle = setTimeout(stop, grace);
  }

  function stop(): void {
    active = false;
    clearTimeout(timer);
    clearTimeout(idle);
    timer = undefined;
    goneMeanwhile = undefined;
    abort.abort();
    abort = new AbortController();
    dirty.clear();
    for (const look of lookTimers) clearTimeout(look);
    lookTimers.clear();
    looks.clear();
    feed.clear();
  }

  return {
    rows: () => (active && feed.loaded ? feed.rows : undefined),
    watch(signal) {
      const inner = feed.watch(signal);
      let entered = !signal?.aborted;
      if (entered) enter();
      const exit = () => {
        if (entered) leave();
        entered = false;
      };
      signal?.addEventListener('abort', exit, { once: true });
      return {
        async next() {
          try {
            const result = await inner.next();
            if (result.done) exit();
            return result;
          } catch (error) {
            exit();
            throw error;
          }
        },
        async return() {
          exit();
          await inner.return?.();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    changed(id) {
      if (!active) return;
      looks.delete(id);
      dirty.add(id);
      schedule();
    },
    gone(id) {
      if (!active) return;
      dirty.delete(id);
      looks.delete(id);
      goneMeanwhile?.add(id);
      feed.patch([], [id], Date.now());
    },
    relist() {
      if (!active) return;
      all = true;
      // A retry that is waiting would come too late.
      clearTimeout(timer);
      timer = undefined;
      schedule();
    },
    close: stop,
  };
}
