/**
 * Writes into containers so that what was there stays whole until the new is there whole.
 *
 * An engine unpacks a tar as it comes: a cut one, or a full disk, leaves half a file where the old one was. So everything is
 * unpacked beside its place first and then linked over it by a second tar, which holds no bytes that could be missing.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { BerthError } from '../../common/contract/errors';
import { baseName, foldersAbove, joinPath, parentPath } from '../../common/contract/file-rules';
import { textToBytes } from '../../common/std/byte-text';
import { type TarItem, tarEnd, tarHeader, tarPadding } from '../tar/tar-writer';
import { type FileAccess, mountsBelow, runScript } from './file-access';
import { ownership } from './ownership';

export interface NewFile {
  /** Relative to the folder. */
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ms since the epoch */
  readonly modifiedAt: number;
}

export interface Placing {
  readonly folder: string;
  readonly files: readonly NewFile[];
  /** Those with nothing in them, relative to the folder. */
  readonly folders?: readonly string[];
  /** All their bytes, one file after another. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The same once more, where they are at hand. */
  readonly again?: () => AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  /** Told how many bytes went to the engine. */
  readonly progress?: (done: number) => void;
}

/** What nobody has. A hard link to it can't be made, for which an engine first takes away what stands at the link's name. */
const nothing = Buffer.from('.berth-nothing');
/** Cleaning up is not part of what was cancelled. */
const cleaningTime = 20_000;

const nameBytes = (name: string) => Buffer.from(textToBytes(name));

/** @throws BerthError `no-space`, `wrong-state` of a read-only root, the engine's own; then nothing is left behind */
export async function placeFiles(access: FileAccess, placing: Placing): Promise<void> {
  // Podman without a shell can't take anything away, so nothing may be put beside.
  if (access.writes === 'add') return writeTar(access, placing.folder, contents(placing, ''), placing.signal);
  const beside = `.berth-${randomBytes(8).toString('hex')}`;
  const path = joinPath(placing.folder, beside);
  try {
    await writeTar(access, placing.folder, contents(placing, beside), placing.signal);
    await checkSeen(access, path, placing.signal);
    const folders = await missingFolders(access, placing);
    await writeTar(access, placing.folder, links(placing, folders, beside), placing.signal);
    await keepSpecialBits(access, placing);
  } catch (error) {
    await removeQuietly(access, path);
    throw error;
  }
  await remove(access, path, AbortSignal.timeout(cleaningTime));
}

async function writeTar(
  { engine, container }: FileAccess,
  folder: string,
  tar: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await engine.writeArchive(container, folder, tar, signal);
}

/** A mount that only the running container has, such as a tmpfs, is not where an engine unpacks. */
async function checkSeen(access: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  if (access.writes !== 'exec') return;
  const seen = await runScript(access, '[ -d "$a" ] && echo yes || echo no', [path], signal);
  if (seen.trim() !== 'yes') throw new BerthError('unsupported', { what: 'writing into a file system in memory' });
}

/** Folders of the files that are not there yet; those that are keep their mode and owner. */
async function missingFolders({ engine, container }: FileAccess, placing: Placing) {
  const { folder, signal } = placing;
  const missing: string[] = [];
  for (const name of foldersOf(placing)) {
    try {
      await engine.statFile(container, joinPath(folder, name), signal);
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.push(name);
    }
  }
  return missing;
}

/**
 * setuid and setgid: the kernel clears them when a link's owner is set, which an engine does after its mode (chown(2)).
 *
 * Without a shell the file is unpacked once more in its place, which it is known to fit now; an upload's bytes are gone by
 * then, and such a file becomes a plain one, as `docker cp` makes it.
 */
async function keepSpecialBits(access: FileAccess, placing: Placing): Promise<void> {
  const special = placing.files.filter(({ mode }) => (mode & 0o6000) !== 0);
  if (special.length === 0) return;
  if (access.writes !== 'exec') {
    if (placing.again === undefined) return;
    await writeTar(access, placing.folder, contents({ ...placing, bytes: placing.again() }, ''), placing.signal);
    return;
  }
  for (const { name, mode } of special) {
    const script = `chmod ${mode.toString(8).padStart(4, '0')} -- "$a"`;
    await runScript(access, script, [joinPath(placing.folder, name)], placing.signal);
  }
}

/** Outer ones first. */
function foldersOf({ files, folders = [] }: Placing): readonly string[] {
  const all = new Set<string>();
  const add = (path: string) => {
    for (const folder of foldersAbove(path).slice(1)) all.add(folder.slice(1));
  };
  for (const { name } of files) add(`/${name}`);
  for (const name of folders) add(`/${name}/.`);
  return [...all];
}

async function* contents(placing: Placing, beside: string): AsyncGenerator<Buffer> {
  const { files, bytes, progress } = placing;
  const at = (name: string) => nameBytes(beside === '' ? name : `${beside}/${name}`);
  if (beside !== '') yield tarHeader({ name: nameBytes(`${beside}/`), type: '5', mode: 0o700 });
  for (const folder of foldersOf(placing)) yield tarHeader({ name: at(`${folder}/`), type: '5', mode: 0o755 });
  const source = bytes[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let done = 0;
  try {
    for (const file of files) {
      yield tarHeader({ ...file, name: at(file.name), type: '0' });
      let left = file.size;
      while (left > 0) {
        if (rest.length === 0) {
          const { done: over, value } = await source.next();
          if (over) throw new BerthError('bad-input', { field: 'body', reason: 'it ended before its last file' });
          rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        }
        const part = rest.subarray(0, left);
        rest = rest.subarray(part.length);
        left -= part.length;
        yield part;
        done += part.length;
        progress?.(done);
      }
      yield tarPadding(file.size);
    }
    yield tarEnd();
  } finally {
    await source.return?.();
  }
}

async function* links({ files }: Placing, folders: readonly string[], beside: string): AsyncGenerator<Buffer> {
  for (const folder of folders) yield tarHeader({ name: nameBytes(`${folder}/`), type: '5', mode: 0o755 });
  for (const file of files) {
    // An engine sets mode, owner and time of a link too, which are its file's.
    const item: TarItem = { ...file, size: 0, name: nameBytes(file.name), type: '1' };
    yield tarHeader({ ...item, link: nameBytes(`${beside}/${file.name}`) });
  }
  yield tarEnd();
}

export const isMissing = (error: unknown) => error instanceof BerthError && error.data.code === 'not-found';

/**
 * Takes a file, a link or a folder with all in it away.
 *
 * @throws BerthError `in-use` for what a volume stands in, `unsupported` where the engine has no way
 */
export async function remove(access: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  const [mount] = path === '/' ? ['/'] : mountsBelow(access, path);
  if (mount !== undefined) throw new BerthError('in-use', { name: path, by: `a mount at ${mount}` });
  if (access.writes === 'exec') await runScript(access, 'rm -rf -- "$a"', [path], signal);
  else if (access.writes === 'archive') await removeByTar(access, path, signal);
  else throw new BerthError('unsupported', { what: 'deleting files of a container without a running shell' });
}

/**
 * Docker knows no verb to delete a file, but replaces what stands at an entry's name, whatever it is. A hard link to a file
 * that is not there has nothing to put in its place. It is looked at afterwards, so that an engine which does otherwise is
 * noticed (seen on Docker 20.10: the unpacking ends with "no such file or directory").
 */
async function removeByTar(access: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  const { engine, container } = access;
  await engine.statFile(container, path, signal);
  const tar = (async function* () {
    yield tarHeader({ name: nameBytes(baseName(path)), type: '1', link: nothing });
    yield tarEnd();
  })();
  let said: unknown;
  try {
    await writeTar(access, parentPath(path), tar, signal);
  } catch (error) {
    said = error;
  }
  try {
    await engine.statFile(container, path, signal);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  throw said ?? new BerthError('unsupported', { what: 'deleting files of a container without a running shell' });
}

/** ms between looks whether what was cut is away for good: an engine may still be unpacking what it had got. */
const cleaningLooks = [0, 100, 400, 1_500] as const;

async function removeQuietly(access: FileAccess, path: string): Promise<void> {
  const signal = AbortSignal.timeout(cleaningTime);
  for (const wait of cleaningLooks) {
    await setTimeout(wait);
    const gone = await access.engine.statFile(access.container, path, signal).then(
      () => false,
      (error: unknown) => isMissing(error),
    );
    if (!gone) await removeOnce(access, path, signal);
  }
}

async function removeOnce(access: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  try {
    await remove(access, path, signal);
  } catch {
    // Where a shell could not see it (a tmpfs above it), the engine can.
    if (access.writes === 'exec' && access.engine.identity.product === 'docker') {
      await removeByTar(access, path, signal).catch(() => undefined);
    }
  }
}

/** @throws BerthError `name-taken`; `unsupported` for folders without a shell */
export async function rename(access: FileAccess, from: string, to: string, signal: AbortSignal): Promise<void> {
  const { engine, container } = access;
  const stat = await engine.statFile(container, from, signal);
  await refuseTaken(access, to, signal);
  if (access.writes === 'exec') {
    await runScript(access, 'mv -- "$a" "$b"', [from, to], signal);
    return;
  }
  const [mount] = mountsBelow(access, from);
  if (mount !== undefined) throw new BerthError('in-use', { name: from, by: `a mount at ${mount}` });
  if (access.writes !== 'archive' || stat.kind === 'directory' || parentPath(from) !== parentPath(to)) {
    throw new BerthError('unsupported', { what: 'renaming this in a container without a running shell' });
  }
  const facts = await ownership(access, from, signal);
  const tar = (async function* () {
    yield tarHeader({ ...facts, name: nameBytes(baseName(to)), type: '1', link: nameBytes(baseName(from)) });
    yield tarEnd();
  })();
  await writeTar(access, parentPath(to), tar, signal);
  await remove(access, from, signal);
}

export async function refuseTaken({ engine, container }: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  try {
    await engine.statFile(container, path, signal);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  throw new BerthError('name-taken', { name: baseName(path) });
}

export async function makeFolder(access: FileAccess, path: string, signal: AbortSignal): Promise<void> {
  await refuseTaken(access, path, signal);
  if (access.writes === 'exec') {
    await runScript(access, 'mkdir -- "$a"', [path], signal);
    return;
  }
  const tar = (async function* () {
    yield tarHeader({ name: nameBytes(`${baseName(path)}/`), type: '5', mode: 0o755 });
    yield tarEnd();
  })();
  await writeTar(access, parentPath(path), tar, signal);
}
