import { isUtf8 } from 'node:buffer';
import { opendir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BerthError } from '../common/contract/errors';
import { cleanPath, joinPath } from '../common/contract/file-rules';
import { sharesFolders } from '../common/contract/folder-rules';
import type { FolderEntry, FolderEntryKind, FolderListing } from '../common/contract/folders';
import type { EngineKeeper } from './engines';
import { os } from './os';

/** As many entries as a list to pick from is still one. */
const mostTold = 1_000;
/** A folder of more is read to here: 100,000 names take about 0.1 s. */
const mostRead = 100_000;
/** A network mount whose server is gone never answers. ms */
const patience = 5_000;

interface Limits {
  readonly told: number;
  readonly read: number;
}

/** Folders of this machine, for mounts of engines that are on it. */
export function createFolders({ engines }: { readonly engines: Pick<EngineKeeper, 'get' | 'state'> }) {
  return {
    list: os.folders.list.handler(({ input: { engine, path, begins } }) => {
      engines.get(engine);
      const address = engines.state().engines.find(({ id }) => id === engine)?.address ?? '';
      if (!sharesFolders(address)) throw new BerthError('unsupported', { what: 'folders of its own machine' });
      return listFolder(path === '' ? homedir() : cleanPath(path), begins);
    }),
  };
}

export async function listFolder(
  path: string,
  begins: string,
  limits: Limits = { told: mostTold, read: mostRead },
): Promise<FolderListing> {
  const tooSlow = new AbortController();
  const late = sleep(patience, undefined, { signal: tooSlow.signal }).then(() => {
    throw new BerthError('folder-unreadable', { path, reason: `it did not answer for ${patience / 1_000} s` });
  });
  // Whichever comes second has nobody who listens.
  late.catch(() => undefined);
  try {
    return await Promise.race([read(path, begins, limits), late]);
  } catch (error) {
    throw asFolderError(error, path);
  } finally {
    tooSlow.abort();
  }
}

async function read(path: string, begins: string, { told, read: most }: Limits): Promise<FolderListing> {
  const found: { entry: FolderEntry; link: boolean }[] = [];
  const wanted = begins.toLowerCase();
  let count = 0;
  // As bytes: decoded, two names that are not UTF-8 could become one. The types know strings only.
  const folder = await opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: 512 });
  for await (const dirent of folder) {
    count += 1;
    if (count > most) break; // leaving the loop closes the folder
    const bytes = dirent.name as unknown as Buffer;
    const name = bytes.toString('utf8');
    if (!name.toLowerCase().startsWith(wanted)) continue;
    const kind: FolderEntryKind = dirent.isDirectory() ? 'folder' : dirent.isFile() ? 'file' : 'other';
    found.push({ entry: { name, kind, ...(!isUtf8(bytes) && { foreign: true }) }, link: dirent.isSymbolicLink() });
  }
  const entries = await Promise.all(
    // A mount follows links, so one to a folder is a folder.
    found.map(({ entry, link }) => (link ? follow(path, entry) : entry)),
  );
  const { compare } = new Intl.Collator('en', { numeric: true });
  const rank = { folder: 0, file: 1, other: 1 } as const;
  entries.sort((a, b) => rank[a.kind] - rank[b.kind] || compare(a.name, b.name));
  return { path, entries: entries.slice(0, told), cut: count > most || entries.length > told };
}

async function follow(folder: string, entry: FolderEntry): Promise<FolderEntry> {
  if (entry.foreign) return entry;
  try {
    const to = await stat(joinPath(folder, entry.name));
    return { ...entry, kind: to.isDirectory() ? 'folder' : to.isFile() ? 'file' : 'other' };
  } catch {
    return entry; // to nothing, or in a circle
  }
}

export function asFolderError(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'your user may not look into it',
    EPERM: 'your user may not look into it',
    ENOTDIR: 'it is not a folder',
    ELOOP: 'its links lead in a circle',
    ENAMETOOLONG: 'the path is too long',
  };
  if (error instanceof BerthError || code === undefined) return error;
  if (code === 'ENOENT') return new BerthError('not-found', { noun: 'folder', name: path }, { cause: error });
  return new BerthError('folder-unreadable', { path, reason: reasons[code] ?? code }, { cause: error });
}
