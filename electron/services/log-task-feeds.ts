/** Who watches which search or view of one log; tells the store when nobody does any more. */
import { BerthError } from '../common/contract/errors';
import type { SearchAnswer, ViewAnswer } from '../workers/log-protocol';
import type { FeedSource } from './feed-iterator';
import { type LogWorker, WorkerDied } from './log-worker';
import { createValueFeed, type ValueFeed } from './value-feed';

type Answer = SearchAnswer | ViewAnswer;
type Failed = Extract<Answer, { readonly failed: string }>;

interface Task {
  readonly feed: ValueFeed<Answer | undefined>;
  readonly ask: () => Promise<Answer>;
  watchers: number;
}

export class LogTaskFeeds {
  readonly #tasks = new Map<string, Task>();

  /** `life` aborts when the log closes. */
  constructor(
    readonly worker: LogWorker,
    readonly log: string,
    readonly life: AbortSignal,
  ) {}

  heard(key: string, answer: Answer): void {
    this.#tasks.get(key)?.feed.set(answer);
  }

  /** A new store has taken the place of the dead one. */
  reload(): void {
    for (const task of this.#tasks.values()) void this.#ask(task);
  }

  /**
   * How a search or view comes on, from now on. `ask` begins it, or joins one that is there. What is returned has to be opened, at
   * once, unless the signal has aborted.
   */
  async watch<A extends Answer>(
    key: string,
    ask: () => Promise<A>,
    signal?: AbortSignal,
  ): Promise<FeedSource<Exclude<A, Failed>>> {
    const task: Task = this.#tasks.get(key) ?? {
      feed: createValueFeed<Answer | undefined>(undefined),
      ask,
      watchers: 0,
    };
    this.#tasks.set(key, task);
    // Counted before the first wait: another watcher's leaving must not forget it.
    task.watchers += 1;
    let asked = false;
    try {
      await this.#ask(task);
      asked = true;
    } finally {
      task.watchers -= 1;
      // Nobody will open it.
      if (!asked || signal?.aborted) this.#forgetUnwatched(key, task);
    }
    let told: Answer | undefined;
    return {
      take: () => {
        if (this.life.aborted) throw new BerthError('expired', { noun: 'log' });
        const answer = task.feed.get();
        if (answer === told || answer === undefined) return undefined;
        told = answer;
        if ('failed' in answer) throw tooSlow();
        return answer as Exclude<A, Failed>;
      },
      open: (wake) => {
        task.watchers += 1;
        const undo = task.feed.listen(wake);
        const wakeAtEnd = () => wake();
        this.life.addEventListener('abort', wakeAtEnd, { once: true });
        return () => {
          undo();
          this.life.removeEventListener('abort', wakeAtEnd);
          task.watchers -= 1;
          this.#forgetUnwatched(key, task);
        };
      },
    };
  }

  #forgetUnwatched(key: string, task: Task): void {
    if (task.watchers > 0 || this.#tasks.get(key) !== task) return;
    this.#tasks.delete(key);
    if (!this.life.aborted) this.worker.tell({ kind: 'forget', log: this.log, key });
  }

  async #ask({ ask, feed }: Task): Promise<void> {
    try {
      feed.set(await ask());
    } catch (error) {
      // Asked again once the new store has read the log.
      if (!(error instanceof WorkerDied)) throw error;
    }
  }
}

export function tooSlow(): BerthError {
  return new BerthError('bad-input', { field: 'pattern', reason: 'takes too long' });
}
