import { type Query, type QueryCache, skipToken } from '@tanstack/react-query';

/** Enough to go back through the views of some containers without asking the engine again. */
const kept = 40;

/**
 * Drops the oldest answers that no view shows any more.
 *
 * TanStack keeps an unseen answer for a time, not up to a number: a person (or a script) who walks through 1,000 containers in that time
 * would carry 1,000 inspections along. Answers written by streams (live rows, settings) are few, and are not asked for again: they stay.
 * Returns its undo.
 */
export function boundUnseen(cache: QueryCache, keep = kept): () => void {
  /** In the order in which they were left. */
  const unseen = new Set<Query>();
  return cache.subscribe(({ type, query }) => {
    if (type === 'observerAdded' || type === 'removed') unseen.delete(query);
    const left = type === 'added' || type === 'observerRemoved';
    if (!left || !wasAsked(query) || query.getObserversCount() > 0) return;
    unseen.delete(query);
    unseen.add(query);
    for (const old of unseen) {
      if (unseen.size <= keep) break;
      // Somebody waits for this one's answer; it goes when the next one is left.
      if (old.state.fetchStatus === 'idle' && old !== query) cache.remove(old);
    }
  });
}

const wasAsked = ({ options: { queryFn } }: Query) => queryFn !== undefined && queryFn !== skipToken;
