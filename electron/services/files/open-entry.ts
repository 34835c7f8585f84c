import { BerthError } from '../../common/contract/errors';
import { parentPath } from '../../common/contract/file-rules';
import type { Engine } from '../../engine/port';
import { readTar, type TarEntry } from '../tar/tar-reader';
import type { FileAccess } from './file-access';
import { pathInContainer } from './file-tree';

export interface OpenEntry {
  readonly entry: TarEntry;
  /** Ends the reading: the rest of the tar is not wanted. */
  close(): Promise<void>;
}

/**
 * One file's entry out of an engine's archive, its content yet to be taken.
 *
 * Docker gives an empty tar for a name that is not UTF-8 (seen on 20.10): then it is looked for in its folder's.
 *
 * @throws BerthError `not-found`, also for what an engine's archive does not hold, as /proc
 */
export async function openEntry(
  { engine, container }: FileAccess,
  path: string,
  signal: AbortSignal,
): Promise<OpenEntry> {
  const alone = await first(await engine.readArchive(container, path, signal), () => true);
  if (alone) return alone;
  if (/[\udc80-\udcff]/u.test(path)) {
    const folder = parentPath(path);
    const found = await first(
      await engine.readArchive(container, folder, signal),
      ({ name }) => pathInContainer(name, folder) === path,
    );
    if (found) return found;
  }
  throw new BerthError('not-found', { noun: 'file', name: path });
}

async function first(
  tar: Awaited<ReturnType<Engine['readArchive']>>,
  wanted: (entry: TarEntry) => boolean,
): Promise<OpenEntry | undefined> {
  const entries = readTar(tar);
  for (;;) {
    const { done, value } = await entries.next();
    if (done) return undefined;
    if (wanted(value)) return { entry: value, close: async () => void (await entries.return()) };
  }
}
