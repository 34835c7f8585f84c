/** Loads all that the engine has before the first line of a log, for a download. */
import type { LogCollection } from './log-collection';
import { sleep } from './sleep';

/** What one load brings at most: bytes, with what they cost in the store's thread; and lines. */
const loadBytes = 32 * 1024 * 1024;
const mostLines = 200_000;
/** Bytes, where no line tells. */
const usualLine = 256;
/** Loads in a row that brought nothing. */
const mostStuck = 3;
/** ms */
const lookEvery = 50;

/** What is then left at the engine: `full` and `failed` as in `LogStatus`. Ends between two loads when the signal aborts, or the person has enough. */
export async function loadAllOlder(
  collection: LogCollection,
  signal: AbortSignal,
): Promise<'none' | 'full' | 'failed'> {
  const { enough, done } = collection.gather();
  const ends = AbortSignal.any([signal, enough]);
  try {
    // What is still read for the first time would come twice.
    while (collection.status.sources.some(({ state }) => state === 'loading')) {
      if (ends.aborted) return 'failed';
      await sleep(lookEvery, ends);
    }
    for (let stuck = 0; stuck < mostStuck && !ends.aborted; ) {
      const { first, end, bytes, older, sources } = collection.status;
      if (older === 'none' || older === 'full') return older;
      const size = 64 + (end === first ? usualLine : bytes / (end - first));
      await collection.loadOlder(Math.ceil(Math.min(mostLines, loadBytes / size) / Math.max(1, sources.length)));
      // In a flood the engine may come to no more than the flood.
      stuck = collection.status.first < first ? 0 : stuck + 1;
    }
    return 'failed';
  } catch {
    // The status tells why, and the file that they are missing.
    return 'failed';
  } finally {
    done();
  }
}
