import { isDeepStrictEqual } from 'node:util';
import type { RowsPatch } from '../common/contract/rows';
import { feedIterator } from './feed-iterator';

/** Distinct ids that may wait for one slow watcher; beyond it, the whole list is shorter. */
const pendingLimit = 2_000;

/**
 * Rows that many watch: each watcher gets the whole once, then what changed.
 *
 * What waits for a slow watcher is merged by id, newest wins, and is bounded: it never grows into a backlog.
 */
export interface RowFeed<Row, Id extends string> {
  readonly rows: ReadonlyMap<Id, Row>;
  /** False until the rows were told for the first time: watchers wait. */
  readonly loaded: boolean;
  /** These are all the rows there are; only differences are sent. `at`: ms since the epoch. */
  replace(rows: readonly Row[], at: number): void;
  /** Adds or replaces rows and takes others out. Rows that are as before are not sent. */
  patch(rows: readonly Row[], gone: readonly Id[], at: number): void;
  /** Forgets the rows; the next `replace` is told whole. */
  clear(): void;
  /** Ends the streams of those who never got a list with this error. */
  fail(error: unknown): void;
  watch(signal?: AbortSignal): AsyncIteratorObject<RowsPatch<Row, Id>, void, void>;
}

interface Watcher<Id> {
  /** True: the whole list is due. */
  whole: boolean;
  readonly changed: Set<Id>;
  error?: { readonly thrown: unknown };
  wake(): void;
}

export function createRowFeed<Row, Id extends string>(idOf: (row: Row) => Id): RowFeed<Row, Id> {
  const rows = new Map<Id, Row>();
  const watchers = new Set<Watcher<Id>>();
  let loaded = false;
  let at = 0;

  function tell(changed: readonly Id[]): void {
    for (const watcher of watchers) {
      if (!watcher.whole) {
        for (const id of changed) watcher.changed.add(id);
        if (watcher.changed.size > pendingLimit) markWhole(watcher);
      }
      watcher.wake();
    }
  }

  function markWhole(watcher: Watcher<Id>): void {
    watcher.whole = true;
    watcher.changed.clear();
  }

  function take(watcher: Watcher<Id>): RowsPatch<Row, Id> | undefined {
    if (watcher.error) throw watcher.error.thrown;
    if (!loaded) return undefined;
    if (watcher.whole) {
      watcher.whole = false;
      return { kind: 'all', rows: [...rows.values()], at };
    }
    if (watcher.changed.size === 0) return undefined;
    const some: Row[] = [];
    const gone: Id[] = [];
    for (const id of watcher.changed) {
      const row = rows.get(id);
      if (row === undefined) gone.push(id);
      else some.push(row);
    }
    watcher.changed.clear();
    return { kind: 'some', rows: some, gone, at };
  }

  function patch(next: readonly Row[], gone: readonly Id[], when: number): void {
    const changed: Id[] = [];
    for (const row of next) {
      const id = idOf(row);
      if (isDeepStrictEqual(rows.get(id), row)) continue;
      rows.set(id, row);
      changed.push(id);
    }
    for (const id of gone) if (rows.delete(id)) changed.push(id);
    at = when;
    if (changed.length > 0) tell(changed);
  }

  return {
    rows,
    get loaded() {
      return loaded;
    },
    replace(next, when) {
      const kept = new Set(next.map(idOf));
      patch(
        next,
        [...rows.keys()].filter((id) => !kept.has(id)),
        when,
      );
      if (loaded) return;
      loaded = true;
      for (const watcher of watchers) {
        markWhole(watcher);
        watcher.wake();
      }
    },
    patch,
    clear() {
      rows.clear();
      loaded = false;
      for (const watcher of watchers) markWhole(watcher);
    },
    fail(thrown) {
      for (const watcher of watchers) {
        if (loaded || !watcher.whole) continue;
        watcher.error = { thrown };
        watcher.wake();
      }
    },
    watch(signal) {
      const watcher: Watcher<Id> = { whole: true, changed: new Set(), wake: () => undefined };
      return feedIterator(
        {
          take: () => take(watcher),
          open(wake) {
            watcher.wake = wake;
            watchers.add(watcher);
            return () => {
              watchers.delete(watcher);
            };
          },
        },
        signal,
      );
    },
  };
}
