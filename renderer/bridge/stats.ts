import type { ContainerId, EngineId } from '@common/contract/ids';
import type { StatsPace, StatsSample } from '@common/contract/stats';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Bridge, useBridge } from './bridge';
import { follow } from './follow';
import { SampleBook, type Sampled } from './sample-book';
import { whileSeen } from './while-seen';

/**
 * Follows what containers use, while the page is seen; returns its undo.
 *
 * Each keeps one stream of the page's connection, however many ids it names.
 */
export function followStats(
  bridge: Bridge,
  engine: EngineId,
  ids: readonly ContainerId[],
  pace: StatsPace,
  next: (samples: readonly StatsSample[]) => void,
): () => void {
  if (ids.length === 0) return () => {};
  return whileSeen(() =>
    follow<readonly StatsSample[]>(bridge.connection, {
      open: (client, options) => client.stats.watch({ engine, ids: [...ids], pace }, options),
      next,
    }),
  );
}

const books = new WeakMap<Bridge, Map<EngineId, SampleBook>>();

/** The last samples of an engine's containers, shared by all that show them. */
function bookOf(bridge: Bridge, engine: EngineId): SampleBook {
  const ofBridge = books.get(bridge) ?? new Map<EngineId, SampleBook>();
  books.set(bridge, ofBridge);
  const book = ofBridge.get(engine) ?? new SampleBook();
  ofBridge.set(engine, book);
  return book;
}

/** The last samples of one container; a component that asks is drawn anew only when these change. */
export function useSampled(engine: EngineId, id: ContainerId): Sampled | undefined {
  const book = bookOf(useBridge(), engine);
  const listen = useCallback((listener: () => void) => book.listen(id, listener), [book, id]);
  return useSyncExternalStore(listen, () => book.of(id));
}

/** Rows that fly by while one scrolls are not worth a stream. ms */
const rest = 250;

/**
 * Follows these containers calmly, for the rows of a list. The new ones begin before the old ones end: a row that stays on
 * screen keeps its stream.
 */
export function useStatsOfRows(engine: EngineId, ids: readonly ContainerId[]): void {
  const bridge = useBridge();
  const key = useMemo(() => ids.toSorted().join(' '), [ids]);
  const follower = useMemo(() => createFollower(bridge, engine), [bridge, engine]);
  useEffect(() => {
    const timer = setTimeout(() => follower.follow(key === '' ? [] : (key.split(' ') as ContainerId[])), rest);
    return () => clearTimeout(timer);
  }, [follower, key]);
  useEffect(() => () => follower.follow([]), [follower]);
}

function createFollower(bridge: Bridge, engine: EngineId) {
  let end: (() => void) | undefined;
  return {
    follow(ids: readonly ContainerId[]): void {
      const before = end;
      const book = bookOf(bridge, engine);
      end = followStats(bridge, engine, ids, 'calm', (samples) => book.add(samples));
      before?.();
    },
  };
}
