import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { BerthError } from '../common/contract/errors';
import { cleanPath, joinPath } from '../common/contract/file-rules';
import { sharesFolders } from '../common/contract/folder-rules';
import type { FolderEntry, FolderEntryKind, FolderListing } from '../common/contract/folders';
import type { EngineKeeper } from './engines';
import { createFileAsker, type FileAsker, SilentFileError } from './file-asker';
import { createGate } from './gate';
import { os } from './os';

/** As many entries as a list to pick from is still one. */
const mostTold = 1_000;
/** A folder of more is read to here: 100,000 names take about 0.1 s. */
const mostRead = 100_000;

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

/** How the system is asked; other ones for tests. */
export interface FolderFiles {
  readonly folders: FileAsker;
  readonly links: FileAsker;
  opendir: typeof opendir;
  stat(path: string): Promise<Pick<Stats, 'isDirectory' | 'isFile'>>;
  /** ms */
  readonly patience: number;
  /** A list does not wait long for where one of its links leads. ms */
  readonly linkPatience: number;
}

const threads = createGate(3);
const systemFiles: FolderFiles = {
  folders: createFileAsker(2, threads),
  links: createFileAsker(2, threads),
  opendir,
  stat,
  patience: 5_000,
  linkPatience: 500,
};

export async function listFolder(
  path: string,
  begins: string,
  limits: Limits = { told: mostTold, read: mostRead },
  files: FolderFiles = systemFiles,
): Promise<FolderListing> {
  try {
    const { found, cut } = await files.folders.ask(path, files.patience, (signal) =>
      names(files, path, begins, limits, signal),
    );
    const entries = await follow(files, path, found);
    const { compare } = new Intl.Collator('en', { numeric: true });
    const rank = { folder: 0, file: 1, other: 1 } as const;
    entries.sort((a, b) => rank[a.kind] - rank[b.kind] || compare(a.name, b.name));
    return { path, entries: entries.slice(0, limits.told), cut: cut || entries.length > limits.told };
  } catch (error) {
    if (error instanceof SilentFileError) {
      throw new BerthError('folder-silent', { path: error.path, seconds: files.patience / 1_000 });
    }
    throw asFolderError(error, path);
  }
}

interface Found {
  readonly entry: FolderEntry;
  readonly link: boolean;
}

async function names(files: FolderFiles, path: string, begins: string, { read: most }: Limits, signal: AbortSignal) {
  const found: Found[] = [];
  const wanted = begins.toLowerCase();
  let count = 0;
  // As bytes: decoded, two names that are not UTF-8 could become one. The types know strings only.
  const folder = await files.opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: 512 });
  for await (const dirent of folder) {
    count += 1;
    if (count > most || signal.aborted) break; // leaving the loop closes the folder
    const bytes = dirent.name as unknown as Buffer;
    const name = bytes.toString('utf8');
    if (!name.toLowerCase().startsWith(wanted)) continue;
    const kind: FolderEntryKind = dirent.isDirectory() ? 'folder' : dirent.isFile() ? 'file' : 'other';
    found.push({ entry: { name, kind, ...(!isUtf8(bytes) && { foreign: true }) }, link: dirent.isSymbolicLink() });
  }
  return { found, cut: count > most };
}

/** A mount follows links, so one to a folder is a folder. One after another: each takes a file thread. */
async function follow(files: FolderFiles, folder: string, found: readonly Found[]): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  let held = false;
  for (const { entry, link } of found) {
    entries.push(entry);
    if (!link || entry.foreign || held) continue;
    const path = joinPath(folder, entry.name);
    try {
      const to = await files.links.ask(path, files.linkPatience, () => files.stat(path));
      entries[entries.length - 1] = { ...entry, kind: to.isDirectory() ? 'folder' : to.isFile() ? 'file' : 'other' };
    } catch (error) {
      // To nothing, in a circle, or to what does not answer: it stands as it is. Behind another's hang so do the rest.
      held = error instanceof SilentFileError && error.path !== path;
    }
  }
  return entries;
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
