import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BerthError, type ErrorData } from '../common/contract/errors';
import type { EngineId, JobId } from '../common/contract/ids';
import type { Job, JobItem, JobNoun, JobResult, JobVerb, Progress, Undo } from '../common/contract/jobs';
import { createActivityFile, historyLimit } from './activity-file';
import type { Notices } from './app';
import { reasonOf } from './atomic-file';
import type { Log } from './log';
import { os, toErrorData } from './os';
import { createRowFeed } from './row-feed';

/** Items of one job that run at a time: an engine does not get faster by more. */
const parallel = 8;
/** ms between two tellings of a job's progress; longer for long ones, whose row is large. */
const progressEvery = (items: number) => (items > 500 ? 500 : 50);

/** Tells of an item while it is worked on; without effect once it is over. */
export interface ItemTeller {
  progress(progress: Progress): void;
  /** Something exists now, which stays whatever comes. */
  made(id: string): void;
  /** What would take it back exactly, once it is done. */
  undo(undo: Undo): void;
}

export interface JobRequest {
  readonly engine?: EngineId;
  readonly verb: JobVerb;
  readonly noun: JobNoun;
  /** The new name, the network, the signal. */
  readonly about?: string | undefined;
  /** The job that this one takes back. */
  readonly undoes?: JobId;
  /** The `docker` command that does the same. */
  readonly command: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  /** Whatever else the verb was told: the same verb on the same thing told otherwise is another one. */
  readonly options?: unknown;
  /** Does it for one item. The signal aborts when the job is cancelled. */
  each(id: string, signal: AbortSignal, tell: ItemTeller): Promise<void>;
}

export interface Jobs {
  /**
   * Runs a job to its end, whoever waits for it. Never rejects: each item has its own result.
   *
   * An item on which the same verb is under way already joins that run; when all do, the answer is that run's job (DE-01).
   */
  run(request: JobRequest): Promise<JobResult>;
  /** One of those that Activity still has. */
  find(id: JobId): Job | undefined;
}

interface JobsDeps {
  readonly dataDir: string | undefined;
  readonly notices: Notices;
  readonly log: Log;
}

/** One item under way, which a second request for the same can join. */
interface Running {
  readonly job: JobId;
  readonly result: Promise<JobItem>;
}

/** What takes time: outlives the dialog and the page, is kept in Activity over a restart, and can be cancelled. */
export function createJobs({ dataDir, notices, log }: JobsDeps) {
  const file = dataDir === undefined ? undefined : createActivityFile(join(dataDir, 'activity.jsonl'));
  const feed = createRowFeed<Job, JobId>((job) => job.id);
  const running = new Map<string, Running>();
  const controllers = new Map<JobId, AbortController>();
  const results = new Map<JobId, Promise<JobResult>>();
  let compacting: Promise<void> = Promise.resolve();

  feed.replace(file?.load() ?? [], Date.now());
  if (feed.rows.size > 0) compact();

  function compact(): void {
    compacting = compacting.then(() => file?.compact([...feed.rows.values()])).catch(saidUnwritable);
  }

  function saidUnwritable(error: unknown): void {
    log.warn('The activity could not be written', { error });
    notices.add({ kind: 'data-dir-unwritable', path: dataDir ?? '', reason: reasonOf(error) });
  }

  function keep(job: Job): void {
    const old = [...feed.rows.values()].filter((one) => one.state !== 'running');
    const surplus = old.slice(0, Math.max(0, feed.rows.size + 1 - historyLimit));
    feed.patch(
      [job],
      surplus.map((one) => one.id),
      Date.now(),
    );
    write(job);
  }

  function write(job: Job): void {
    try {
      file?.append(job);
      if (file?.overgrown) compact();
    } catch (error) {
      saidUnwritable(error);
    }
  }

  function run(request: JobRequest): Promise<JobResult> {
    const items = [...new Map(request.items.map((item) => [item.id, item])).values()];
    const keyOf = (id: string) => JSON.stringify([request.engine, request.noun, request.verb, id, request.options]);
    const joined = items.map((item) => running.get(keyOf(item.id)));
    const [first] = joined;
    if (first && joined.every((one) => one?.job === first.job)) {
      return (results.get(first.job) ?? Promise.resolve({ job: first.job, items: [] })).then((result) => ({
        job: result.job,
        items: result.items.filter((item) => items.some((one) => one.id === item.id)),
      }));
    }
    const id = randomUUID() as JobId;
    const result = work(id, request, items, keyOf);
    results.set(id, result);
    return result.finally(() => results.delete(id));
  }

  async function work(
    id: JobId,
    request: JobRequest,
    wanted: JobRequest['items'],
    keyOf: (id: string) => string,
  ): Promise<JobResult> {
    const controller = new AbortController();
    controllers.set(id, controller);
    const { signal } = controller;
    const items: JobItem[] = wanted.map((item) => ({ id: item.id, name: item.name, state: 'waiting' }));
    const { engine, verb, noun, command, about, undoes } = request;
    let job: Job = {
      id,
      engine,
      verb,
      noun,
      ...(about !== undefined && { about }),
      command,
      items: [...items],
      state: 'running',
      startedAt: Date.now(),
    };
    keep(job);
    if (undoes) markUndone(undoes, id);

    let telling: NodeJS.Timeout | undefined;
    const tell = () => {
      telling ??= setTimeout(() => {
        telling = undefined;
        job = { ...job, items: [...items] };
        feed.patch([job], [], Date.now());
      }, progressEvery(items.length));
    };

    /** What waits can be joined as well, else a double click on 20 containers would run 12 of them twice. */
    const turns = wanted.map((item) => {
      const key = keyOf(item.id);
      const other = running.get(key);
      if (other) return { join: other.result };
      let settle: (done: JobItem) => void = () => undefined;
      const result = new Promise<JobItem>((resolve) => {
        settle = resolve;
      });
      running.set(key, { job: id, result });
      return {
        settle(done: JobItem) {
          running.delete(key);
          settle(done);
        },
      };
    });

    async function one(index: number): Promise<void> {
      const item = items[index];
      const turn = turns[index];
      if (!item || !turn) return;
      if (!signal.aborted) {
        items[index] = { ...item, state: 'running' };
        tell();
      }
      const done = turn.join ? await turn.join : await attempt(item, index);
      items[index] = { ...done, name: item.name };
      turn.settle?.(done);
      tell();
    }

    async function attempt(item: JobItem, index: number): Promise<JobItem> {
      if (signal.aborted) return { ...item, state: 'cancelled' };
      let now: JobItem = { ...item, state: 'running' };
      let over = false;
      const change = (part: Partial<JobItem>) => {
        if (over) return;
        now = { ...now, ...part };
        items[index] = now;
        tell();
      };
      const ended = (state: JobItem['state'], error?: ErrorData): JobItem => {
        over = true;
        const { progress: _, undo, ...rest } = now;
        return { ...rest, state, ...(state === 'done' && undo && { undo }), ...(error && { error }) };
      };
      try {
        await request.each(item.id, signal, {
          progress: (progress) => change({ progress }),
          made: (made) => change({ made }),
          undo: (undo) => change({ undo }),
        });
        return ended('done');
      } catch (error) {
        if (signal.aborted) return ended('cancelled');
        return ended('failed', toErrorData(error, { verb: `${noun}.${verb}`, log }));
      }
    }

    let next = 0;
    const worker = async () => {
      while (next < items.length) await one(next++);
    };
    await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
    clearTimeout(telling);
    controllers.delete(id);
    job = { ...job, items, state: endState(items), endedAt: Date.now() };
    feed.patch([job], [], Date.now());
    write(job);
    // Nothing was taken back: it can be tried again.
    if (undoes && items.every((item) => item.state !== 'done')) markUndone(undoes, undefined);
    return { job: id, items };
  }

  function markUndone(id: JobId, by: JobId | undefined): void {
    const old = feed.rows.get(id);
    if (!old) return;
    const { undoneBy: _, ...rest } = old;
    const job: Job = { ...rest, ...(by && { undoneBy: by }) };
    feed.patch([job], [], Date.now());
    write(job);
  }

  const verbs = {
    watch: os.jobs.watch.handler(({ signal }) => feed.watch(signal)),
    cancel: os.jobs.cancel.handler(({ input }) => {
      const controller = controllers.get(input.id);
      if (controller) controller.abort();
      else if (!feed.rows.has(input.id)) throw new BerthError('expired', { noun: 'job' });
    }),
    clear: os.jobs.clear.handler(async () => {
      const over = [...feed.rows.values()].filter((job) => job.state !== 'running');
      feed.patch(
        [],
        over.map((job) => job.id),
        Date.now(),
      );
      compact();
      await compacting;
    }),
  };

  return {
    run,
    find: (id: JobId) => feed.rows.get(id),
    verbs,
    /** Cancels what runs and waits until it is written. */
    async close() {
      for (const controller of controllers.values()) controller.abort();
      await compacting;
    },
  };
}

function endState(items: readonly JobItem[]): Job['state'] {
  if (items.some((item) => item.state === 'failed')) return 'failed';
  return items.some((item) => item.state === 'cancelled') ? 'cancelled' : 'done';
}
