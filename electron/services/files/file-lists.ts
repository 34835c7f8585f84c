/** Lists folders of containers in the cheapest way there is, and keeps what dear readings told. */
import { BerthError } from '../../common/contract/errors';
import { cleanPath } from '../../common/contract/file-rules';
import type { FileEntry, FileListing } from '../../common/contract/files';
import type { ContainerId } from '../../common/contract/ids';
import type { Engine } from '../../engine/port';
import { type FileAccess, mountOf } from './file-access';
import type { FileTree } from './file-tree';
import { listByExec } from './list-by-exec';
import { listByTar, usualBounds } from './list-by-tar';
import { noOwners, readOwners } from './owners';

/** Entries of one folder that are sent to a page. */
const mostEntries = 200_000;
/** Of all kept trees together; one takes some 200 bytes. */
const keptEntries = 1_000_000;
/** ms that a kept folder of a running container is trusted without asking. */
const trusted = 3_000;

interface Kept {
  readonly tree: FileTree;
  readonly running: boolean;
}

export type FileLists = ReturnType<typeof createFileLists>;

export function createFileLists() {
  const kept = new Map<string, Kept>();
  const keyOf = (engine: Engine['id'], container: ContainerId) => `${engine} ${container}`;

  function keep(access: FileAccess, tree: FileTree, folder: string): void {
    const key = keyOf(access.engine.id, access.container);
    const old = kept.get(key);
    if (old && folder !== '/' && old.running === access.running) old.tree.graft(tree, folder);
    else kept.set(key, { tree, running: access.running });
    let total = 0;
    for (const [other, { tree: one }] of [...kept].reverse()) {
      total += one.count;
      if (total > keptEntries) kept.delete(other);
    }
  }

  /** What is kept of a folder, when it can still be believed. */
  async function believed(access: FileAccess, folder: string, signal: AbortSignal): Promise<FileTree | undefined> {
    const held = kept.get(keyOf(access.engine.id, access.container));
    if (!held || held.running !== access.running || held.tree.entries(folder) === undefined) return undefined;
    // A stopped one changes by an engine's event only, which drops what is kept.
    if (!access.running || Date.now() - held.tree.at < trusted) return held.tree;
    const now = await access.engine.statFile(access.container, folder, signal);
    const seconds = (time: number | undefined) => Math.floor((time ?? -1) / 1000);
    return seconds(now.modifiedAt) === seconds(held.tree.modifiedAt(folder)) ? held.tree : undefined;
  }

  /** Where a folder really is: the engine's archive gives a link, not what is behind it. */
  async function realFolder({ engine, container }: FileAccess, path: string, signal: AbortSignal): Promise<string> {
    const stat = await engine.statFile(container, path, signal);
    if (stat.kind === 'directory') return path;
    const target = stat.target === undefined ? undefined : cleanPath(stat.target);
    const behind = target === undefined ? undefined : await engine.statFile(container, target, signal);
    if (target === undefined || behind?.kind !== 'directory') {
      throw new BerthError('bad-input', { field: 'path', reason: 'this is not a folder' });
    }
    return target;
  }

  async function* byTar(
    access: FileAccess,
    path: string,
    fresh: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<FileListing> {
    const { engine, container, writes } = access;
    const folder = path === '/' ? path : await realFolder(access, path, signal);
    const tree = fresh ? undefined : await believed(access, folder, signal);
    const known = tree?.entries(folder);
    if (tree && known) {
      for (const entries of parts(known)) yield { entries, done: false, how: 'export', at: tree.at, writes };
      yield { entries: [], done: true, how: 'export', at: tree.at, writes };
      return;
    }
    const inMount = mountOf(access, folder) !== undefined;
    // Podman's archive says that root owns everything; its export tells the truth.
    const whole = folder === '/' || (engine.identity.product === 'podman' && !inMount);
    const at = Date.now();
    const how = whole ? 'export' : 'archive';
    const owners = await readOwners(engine, container, signal).catch(() => noOwners);
    const tar = await (whole
      ? engine.exportContainer(container, signal)
      : engine.readArchive(container, folder, signal));
    for await (const part of listByTar(tar, folder, whole ? undefined : folder, owners, usualBounds)) {
      const end = part.tree !== undefined || part.cut !== undefined;
      if (part.tree) keep(access, part.tree, whole ? '/' : folder);
      yield { entries: part.entries, done: end, how, at, writes, ...(part.cut && { cut: part.cut }) };
    }
  }

  return {
    /** @throws BerthError `not-found`, `bad-input` for what is no folder */
    async *list(access: FileAccess, path: string, fresh: boolean, signal: AbortSignal): AsyncGenerator<FileListing> {
      if (!access.shell) {
        yield* byTar(access, path, fresh, signal);
        return;
      }
      const at = Date.now();
      const told = { how: 'exec', at, writes: access.writes } as const;
      let count = 0;
      for await (const piece of batched(listByExec(access, path, signal))) {
        for (const entries of parts(piece)) {
          count += entries.length;
          if (count > mostEntries) {
            yield { entries: [], done: true, cut: 'entries', ...told };
            return;
          }
          yield { entries, done: false, ...told };
        }
      }
      yield { entries: [], done: true, ...told };
    },
    /** What one entry is, from a kept reading: Podman's archive does not tell owners. */
    known: (access: FileAccess, path: string): FileEntry | undefined =>
      kept.get(keyOf(access.engine.id, access.container))?.tree.entry(path),
    /** A folder was written to by Berth. */
    wrote({ engine, container }: FileAccess, folder: string): void {
      kept.get(keyOf(engine.id, container))?.tree.forget(folder);
    },
    forget(engine: Engine['id'], container: ContainerId): void {
      kept.delete(keyOf(engine, container));
    },
  };
}

/** Entries in messages of a size that a page takes in one frame. */
function* parts(entries: readonly FileEntry[]): Generator<readonly FileEntry[]> {
  for (let start = 0; start < entries.length; start += 2_000) yield entries.slice(start, start + 2_000);
}

/** A pipe gives a few entries at a time; a message for each would cost more than they do. */
async function* batched(source: AsyncIterable<readonly FileEntry[]>): AsyncGenerator<readonly FileEntry[]> {
  let ready: FileEntry[] = [];
  let told = 0;
  for await (const entries of source) {
    ready.push(...entries);
    const now = performance.now();
    if (now - told < 60 && ready.length < 2_000) continue;
    yield ready;
    ready = [];
    told = now;
  }
  if (ready.length > 0) yield ready;
}
