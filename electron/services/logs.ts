/** Opens logs of containers into the store's thread, and answers the page's questions about them. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BerthError, type ErrorData } from '../common/contract/errors';
import { type ContainerId, type EngineId, type LogId, logId } from '../common/contract/ids';
import { firstNumber, matcherPattern } from '../common/contract/log-rules';
import type { LogFilter, LogMatcher } from '../common/contract/logs';
import type { Settings } from '../common/contract/settings';
import type { LogDownload } from '../common/contract/transfers';
import type { Download } from '../shell/transfer-door';
import { type LogLimits, searchKey, viewKey } from '../workers/log-protocol';
import { removeLeftOvers } from '../workers/segment-files';
import type { EngineKeeper } from './engines';
import { feedIterator } from './feed-iterator';
import type { Log } from './log';
import { LogCollection } from './log-collection';
import { containersOfProject } from './log-project';
import { savedLog } from './log-save';
import { tooSlow } from './log-task-feeds';
import { createLogWorker, WorkerDied } from './log-worker';
import { os, toErrorData } from './os';
import type { ValueFeed } from './value-feed';

export interface LogsOptions {
  readonly engines: EngineKeeper;
  readonly dataDir: string;
  readonly log: Log;
  /** Says how much is kept, and when that changes. */
  readonly settings?: Pick<ValueFeed<Settings>, 'get' | 'listen'>;
  readonly limits?: Partial<LogLimits>;
  /** ms until a log that nobody watches is dropped. */
  readonly keepFor?: number;
  /** The built thread, where this code is not beside it. */
  readonly workerScript?: URL;
}

/** Open at once; a page shows a few. */
const openLimit = 100;
const inspectsAtOnce = 8;

export function createLogs(options: LogsOptions) {
  const { engines, dataDir, log, settings, limits, keepFor = 30_000, workerScript } = options;
  const folder = join(dataDir, 'logs');
  removeLeftOvers(folder);
  const collections = new Map<LogId, LogCollection>();
  let diskFull = false;
  const asError = (error: unknown): ErrorData => toErrorData(error, { verb: 'logs.watch', log });

  const limitsNow = (): Partial<LogLimits> => ({ ...(settings && { totalBytes: settings.get().logBytes }), ...limits });
  const unlisten = settings?.listen(() => {
    if (collections.size > 0) worker.tell({ kind: 'limits', limits: limitsNow() });
  });

  const worker = createLogWorker({
    folder,
    // Looked at when the thread is started.
    get limits() {
      return limitsNow();
    },
    log,
    script: workerScript,
    heard(message) {
      if (message.kind === 'disk-full') {
        log.warn('Logs drop their oldest lines: the disk takes no more', message);
        diskFull = true;
        for (const collection of collections.values()) collection.diskIsFull();
      } else if ('log' in message) collections.get(message.log as LogId)?.heard(message);
    },
    restarted() {
      for (const collection of collections.values()) collection.reload();
    },
  });

  function find(id: LogId): LogCollection {
    const found = collections.get(id);
    if (!found) throw new BerthError('expired', { noun: 'log' });
    return found;
  }

  function filterOf<F extends LogFilter | undefined>({ log: id, filter }: { log: LogId; filter?: F }) {
    const collection = find(id);
    if (filter?.matcher) checkPattern(filter.matcher);
    return collection.storeFilter(filter as F);
  }

  function drop(id: LogId): void {
    collections.get(id)?.close();
    collections.delete(id);
  }

  /** The thread died between question and answer: what it then says is that it has nothing yet. */
  async function orNothing<T>(answer: Promise<T>, nothing: T): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof WorkerDied) return nothing;
      if (error instanceof Error && error.message === 'expired') throw new BerthError('expired', { noun: 'log' });
      throw error;
    }
  }

  const verbs = {
    open: os.logs.open.handler(async ({ input, signal }) => {
      if (collections.size >= openLimit) throw new BerthError('busy', { limit: openLimit });
      const containers = await containersOf(engines, input, signal);
      const id = logId.parse(randomUUID());
      const options = { ...input, id, containers, engines, worker, keepFor, asError, expired: () => drop(id) };
      const collection = new LogCollection(options);
      if (diskFull) collection.diskIsFull();
      collections.set(id, collection);
      return id;
    }),
    watch: os.logs.watch.handler(({ input, signal }) => find(input.log).watch(signal)),
    window: os.logs.window.handler(({ input }) => {
      const filter = filterOf(input);
      return orNothing(worker.ask('window', { ...input, filter }), []);
    }),
    line: os.logs.line.handler(async ({ input }) => {
      find(input.log);
      const line = await orNothing(worker.ask('line', input), undefined);
      if (!line) throw new BerthError('not-found', { noun: 'line', name: input.number });
      return line;
    }),
    view: os.logs.view.handler(async ({ input: { log: id, filter: wanted }, signal }) => {
      const { tasks } = find(id);
      const filter = filterOf({ log: id, filter: wanted });
      const source = await tasks.watch(viewKey(filter), () => worker.ask('view', { log: id, filter }), signal);
      return feedIterator(source, signal);
    }),
    row: os.logs.row.handler(async ({ input }) => {
      const filter = filterOf(input);
      return { row: await orNothing(worker.ask('row', { ...input, filter }), firstNumber) };
    }),
    search: os.logs.search.handler(async ({ input: { log: id, matcher, filter: wanted }, signal }) => {
      checkPattern(matcher);
      const { tasks } = find(id);
      const filter = filterOf({ log: id, filter: wanted });
      const ask = () => worker.ask('search', { log: id, matcher, filter });
      const source = await tasks.watch(searchKey(matcher, filter), ask, signal);
      return feedIterator(source, signal);
    }),
    hits: os.logs.hits.handler(async ({ input }) => {
      checkPattern(input.matcher);
      const filter = filterOf(input);
      const answer = await orNothing(worker.ask('hits', { ...input, filter }), { from: 0, lines: [] });
      if ('failed' in answer) throw tooSlow();
      return answer;
    }),
    older: os.logs.older.handler(({ input }) => find(input.log).loadOlder(input.count)),
    moved: os.logs.moved.handler(({ input }) => {
      const filter = filterOf(input);
      return orNothing(worker.ask('moved', { ...input, filter }), undefined);
    }),
    enough: os.logs.enough.handler(({ input }) => find(input.log).enough()),
    fields: os.logs.fields.handler(({ input }) => {
      find(input.log);
      return orNothing(worker.ask('fields', input), []);
    }),
    close: os.logs.close.handler(({ input }) => {
      find(input.log).leave();
    }),
  };

  /** Of a download; throws `expired` for a log that is not open. */
  function fileName({ log: id, format }: LogDownload): string {
    const { sources } = find(id).status;
    return `${sources.length === 1 ? sources[0]?.name : 'containers'}.${format === 'txt' ? 'log' : 'jsonl'}`;
  }

  return {
    verbs,
    fileName,
    async save(source: LogDownload, signal: AbortSignal): Promise<Download> {
      const filter = filterOf(source);
      const body = savedLog({ ...source, worker, collection: find(source.log), filter, signal });
      const mediaType = source.format === 'txt' ? 'text/plain; charset=utf-8' : 'application/jsonl; charset=utf-8';
      return { fileName: fileName(source), mediaType, body };
    },
    close() {
      unlisten?.();
      for (const id of [...collections.keys()]) drop(id);
      worker.close();
    },
  };
}

function checkPattern(matcher: LogMatcher): void {
  try {
    matcherPattern(matcher);
  } catch (error) {
    throw new BerthError('bad-input', { field: 'pattern', reason: error instanceof Error ? error.message : '' });
  }
}

interface Wanted {
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  readonly project?: string;
}

/** Those that were named, then those of the project, with their names. */
async function containersOf(engines: EngineKeeper, { engine, containers, project }: Wanted, signal?: AbortSignal) {
  const names = await namesOf(engines, engine, containers, signal);
  const named = containers.map((id, index) => ({ id, name: names[index] ?? '' }));
  if (project === undefined) return named;
  const found = await containersOfProject(engines, engine, project, signal);
  return [...named, ...found.filter(({ id }) => !containers.includes(id))];
}

/**
 * The containers' names. One that can't be read is told among the log's sources; when none can be, opening fails.
 */
async function namesOf(
  engines: EngineKeeper,
  engine: EngineId,
  containers: readonly ContainerId[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const names = containers.map((id) => id.slice(0, 12));
  const failures: unknown[] = [];
  const port = engines.get(engine);
  let next = 0;
  const inspectNext = async (): Promise<void> => {
    for (let at = next++; at < containers.length; at = next++) {
      try {
        names[at] = (await port.inspectContainer(containers[at] as ContainerId, signal)).name;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: inspectsAtOnce }, inspectNext));
  if (failures.length > 0 && failures.length === containers.length) throw failures[0];
  return names;
}
