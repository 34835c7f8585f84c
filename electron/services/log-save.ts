/**
 * Writes out all of a log, or what passes a filter: window by window from the store, so that no more than one is in memory.
 *
 * Either begins with what the engine has before the first line: that is loaded into the store first. What is not in the file
 * for want of room, or was let go while it was written, has a line of Berth's own in its place.
 */
import { Buffer } from 'node:buffer';
import { withoutColours } from '../common/contract/log-rules';
import type { LogLine, LogSource, LogStatus } from '../common/contract/logs';
import type { LogDownload } from '../common/contract/transfers';
import { assertNever } from '../common/std/assert-never';
import { type StoreFilter, viewKey } from '../workers/log-protocol';
import { loadAllOlder } from './all-older-lines';
import type { LogCollection } from './log-collection';
import type { LogWorker } from './log-worker';

const windowLines = 2_000;

interface Saved extends Pick<LogDownload, 'log' | 'format' | 'times'> {
  readonly worker: LogWorker;
  readonly collection: LogCollection;
  readonly filter: StoreFilter | undefined;
  readonly signal: AbortSignal;
}

/** Lines that are not in the file where they would be. How many older ones the engine has is not known. */
type Absent = { readonly kind: 'let-go'; readonly lines: number } | { readonly kind: 'no-room' | 'not-loaded' };

/** What is there now: lines that come meanwhile are not waited for. */
export async function* savedLog({ worker, collection, log, filter, format, times, signal }: Saved) {
  // Watched, neither the log nor the view is dropped while it is read, though its page may be gone.
  const watched = collection.watch(signal);
  const release = collection.hold();
  let view: Awaited<ReturnType<typeof watchedView>> | undefined;
  let move: (() => void) | undefined;
  try {
    let gone = 0;
    // What is cleared away begins somewhere: nothing older passes.
    if (filter?.from === undefined) {
      const older = await loadAllOlder(collection, signal);
      gone = collection.status.dropped;
      if (gone === 0 && older !== 'none')
        yield saidAbsent(older === 'full' ? { kind: 'no-room' } : { kind: 'not-loaded' });
    }
    move = await collection.still();
    view = filter && (await watchedView(worker, collection, log, filter));
    const { first, end } = (await view?.whole()) ?? collection.status;
    let from = first;
    while (from < end && !signal.aborted) {
      const count = Math.min(windowLines, end - from);
      const lines = await worker.ask('window', { log, from, count, filter });
      const [begin] = lines;
      // What is not there was let go at the bound meanwhile.
      gone += begin ? placeOf(begin) - from : count;
      if (gone > 0 && begin) {
        yield saidAbsent({ kind: 'let-go', lines: gone });
        gone = 0;
      }
      if (begin) yield Buffer.from(await textOf(lines));
      from += count;
    }
    if (gone > 0) yield saidAbsent({ kind: 'let-go', lines: gone });
  } finally {
    move?.();
    view?.close();
    await watched.return?.();
    release();
  }

  function saidAbsent(what: Absent): Buffer {
    return Buffer.from(format === 'txt' ? `-- ${absentWords(what)} --\n` : `${JSON.stringify(absentMark(what))}\n`);
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

/** `whole`: its rows once all lines that are there now were looked at, older and newer. Nobody else's leaving ends the view before `close`. */
async function watchedView(worker: LogWorker, collection: LogCollection, log: string, filter: StoreFilter) {
  const source = await collection.tasks.watch(viewKey(filter), () => worker.ask('view', { log, filter }));
  const { first, end } = collection.status;
  let look: () => void = () => undefined;
  const close = source.open(() => look());
  const whole = new Promise<Pick<LogStatus, 'first' | 'end'>>((resolve, reject) => {
    look = () => {
      try {
        const progress = source.take();
        if (!progress) return;
        const { done, filteredFrom, filteredTo } = progress;
        // The oldest may be let go meanwhile.
        const isWhole = filteredTo >= end && filteredFrom <= Math.max(first, collection.status.first);
        if (done || isWhole) resolve(progress);
      } catch (error) {
        reject(error);
      }
    };
    look();
  });
  return { whole: () => whole, close };
}

const placeOf = ({ row, number }: LogLine) => row ?? number;

/** In a file that is read anywhere: not translated, as the other marks are not. */
function absentWords(what: Absent): string {
  switch (what.kind) {
    case 'let-go':
      return what.lines === 1 ? '1 line was let go' : `${what.lines} lines were let go`;
    case 'no-room':
      return 'older lines are not here: there is no room for them';
    case 'not-loaded':
      return 'older lines are not here: they were not loaded';
    default:
      return assertNever(what);
  }
}

function absentMark({ kind, ...more }: Absent) {
  return { mark: kind, ...more };
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
