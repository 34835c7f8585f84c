/** Writes out what a log holds, or a view of it: window by window from the store, so that no more than one is in memory. */
import { Buffer } from 'node:buffer';
import { withoutColours } from '../common/contract/log-rules';
import type { LogLine, LogSource, LogStatus } from '../common/contract/logs';
import type { LogDownload } from '../common/contract/transfers';
import { type StoreFilter, viewKey } from '../workers/log-protocol';
import type { LogCollection } from './log-collection';
import type { LogWorker } from './log-worker';

const windowLines = 2_000;

interface Saved extends Pick<LogDownload, 'log' | 'format' | 'times'> {
  readonly worker: LogWorker;
  readonly collection: LogCollection;
  readonly filter: StoreFilter | undefined;
  readonly signal: AbortSignal;
}

/** What is there now: lines that come meanwhile are not waited for. */
export async function* savedLog({ worker, collection, log, filter, format, times, signal }: Saved) {
  // Watched, neither the log nor the view is dropped while it is read, though its page may be gone.
  const watched = collection.watch(signal);
  const release = collection.hold();
  let view: Awaited<ReturnType<typeof watchedView>> | undefined;
  try {
    view = filter && (await watchedView(worker, collection, log, filter));
    const { first, end } = (await view?.whole()) ?? collection.status;
    let from = first;
    while (from < end && !signal.aborted) {
      const lines = await worker.ask('window', { log, from, count: Math.min(windowLines, end - from), filter });
      const last = lines.at(-1);
      if (last) yield Buffer.from(await textOf(lines));
      // Dropped at the bound meanwhile.
      else if (collection.status.dropped === 0) throw new Error('a window of a log is empty');
      from = last ? (last.row ?? last.number) + 1 : from + windowLines;
    }
  } finally {
    view?.close();
    await watched.return?.();
    release();
  }

  async function textOf(lines: readonly LogLine[]): Promise<string> {
    const { sources } = collection.status;
    const parts: string[] = [];
    for (const line of lines) {
      const whole = line.cut === undefined ? line : ((await worker.ask('line', { log, number: line.number })) ?? line);
      parts.push(format === 'txt' ? asText(whole, sources, times) : asJson(whole, sources));
    }
    return parts.join('');
  }
}

/** `whole`: its rows once all lines that are there now were looked at. Nobody else's leaving ends the view before `close`. */
async function watchedView(worker: LogWorker, collection: LogCollection, log: string, filter: StoreFilter) {
  const source = await collection.tasks.watch(viewKey(filter), () => worker.ask('view', { log, filter }));
  const { end } = collection.status;
  let look: () => void = () => undefined;
  const close = source.open(() => look());
  const whole = new Promise<Pick<LogStatus, 'first' | 'end'>>((resolve, reject) => {
    look = () => {
      try {
        const progress = source.take();
        if (progress && (progress.done || progress.filteredTo >= end)) resolve(progress);
      } catch (error) {
        reject(error);
      }
    };
    look();
  });
  return { whole: () => whole, close };
}

function asText({ at, text, source, mark }: LogLine, sources: readonly LogSource[], times: boolean): string {
  const stamp = times && at !== undefined ? `${new Date(at).toISOString()} ` : '';
  const name = sources.length > 1 ? `${sources[source]?.name ?? ''} | ` : '';
  return `${stamp}${name}${mark ? `-- ${mark} --` : withoutColours(text)}\n`;
}

function asJson({ at, text, source, stream, level, mark }: LogLine, sources: readonly LogSource[]): string {
  const time = at === undefined ? undefined : new Date(at).toISOString();
  const { name, container } = sources[source] ?? {};
  const said = mark ? { mark } : { stream, level, text: withoutColours(text) };
  return `${JSON.stringify({ time, source: name, container, ...said })}\n`;
}
