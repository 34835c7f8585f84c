import { feedIterator } from './feed-iterator';

/** One small value that many watch: each gets it whole at once and at each change; a slow one skips to the newest. */
export interface ValueFeed<T> {
  get(): T;
  set(value: T): void;
  watch(signal?: AbortSignal): AsyncIteratorObject<T, void, void>;
  /** Calls at each change, not at once. Returns its undo. */
  listen(listener: (value: T) => void): () => void;
}

export function createValueFeed<T>(first: T): ValueFeed<T> {
  let value = first;
  let version = 0;
  const listeners = new Set<(value: T) => void>();
  const listen = (listener: (value: T) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    get: () => value,
    set(next) {
      value = next;
      version += 1;
      for (const listener of [...listeners]) listener(next);
    },
    listen,
    watch(signal) {
      let told = -1;
      const take = () => {
        if (told === version) return undefined;
        told = version;
        return value;
      };
      return feedIterator({ take, open: (wake) => listen(wake) }, signal);
    },
  };
}
