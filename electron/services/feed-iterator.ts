/** What a feed gives to one watcher. */
export interface FeedSource<T> {
  /** The next thing to tell, or undefined when there is none now. Throws to end the stream with an error. */
  take(): T | undefined;
  /** True when `take` will never have anything again: the stream ends once it gave all. */
  ended?(): boolean;
  /** Called with what to call once `take` may have something; returns its undo. */
  open(wake: () => void): () => void;
}

/**
 * An endless stream that pulls: nothing is queued between its source and a slow reader, which gets the newest at its own pace.
 *
 * Ends when the signal aborts or the reader returns; both at once undo the subscription, even while a `next` is pending
 * (a generator would wait for it).
 */
export function feedIterator<T>(source: FeedSource<T>, signal?: AbortSignal): AsyncIteratorObject<T, void, void> {
  let ended = signal?.aborted ?? false;
  let waiting: (() => void) | undefined;
  const wake = () => {
    waiting?.();
    waiting = undefined;
  };
  const undo = ended ? () => undefined : source.open(wake);
  const end = () => {
    if (ended) return;
    ended = true;
    undo();
    signal?.removeEventListener('abort', end);
    wake();
  };
  signal?.addEventListener('abort', end, { once: true });

  async function next(): Promise<IteratorResult<T, void>> {
    while (!ended) {
      let value: T | undefined;
      try {
        value = source.take();
      } catch (error) {
        end();
        throw error;
      }
      if (value !== undefined) return { done: false, value };
      if (source.ended?.()) {
        end();
        break;
      }
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
    return { done: true, value: undefined };
  }

  return {
    next,
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
