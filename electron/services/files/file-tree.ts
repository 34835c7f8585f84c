import { baseName, cleanPath, isWithin, joinPath, parentPath } from '../../common/contract/file-rules';
import type { FileEntry, FileKind } from '../../common/contract/files';
import { bytesToText } from '../../common/std/byte-text';
import type { TarHeader } from '../tar/tar-reader';
import { type Owners, ownerName } from './owners';

/** What a tar told of folders: headers only, kept by folder. */
export class FileTree {
  readonly #folders = new Map<string, Map<string, FileEntry>>();
  readonly #modified = new Map<string, number>();
  /** When its reading began, ms since the epoch. */
  readonly at = Date.now();
  readonly #owners: Owners;
  #count = 0;

  constructor(owners: Owners) {
    this.#owners = owners;
  }

  get count(): number {
    return this.#count;
  }

  /** The entries of a folder it knows whole. */
  entries(folder: string): readonly FileEntry[] | undefined {
    const found = this.#folders.get(folder);
    return found && [...found.values()];
  }

  entry(path: string): FileEntry | undefined {
    return this.#folders.get(parentPath(path))?.get(baseName(path));
  }

  /** The folder's own time, to see whether names in it came or went. */
  modifiedAt(folder: string): number | undefined {
    return this.#modified.get(folder);
  }

  /** @returns the path and its entry; undefined for the root itself */
  add(path: string, header: TarHeader): { readonly path: string; readonly entry: FileEntry } | undefined {
    const kind = kinds[header.type] ?? 'other';
    if (kind === 'directory') {
      if (!this.#folders.has(path)) this.#folders.set(path, new Map());
      this.#modified.set(path, header.modifiedAt);
    }
    if (path === '/') return undefined;
    const first = header.type === '1' ? this.entry(cleanPath(`/${bytesToText(header.link)}`)) : undefined;
    const entry: FileEntry = {
      name: baseName(path),
      kind,
      // A further name of a file carries no size of its own.
      size: first?.size ?? header.size,
      mode: header.mode,
      owner: ownerName(this.#owners.users, header.uid, header.user),
      group: ownerName(this.#owners.groups, header.gid, header.group),
      modifiedAt: header.modifiedAt,
      ...(kind === 'link' && { linkTarget: bytesToText(header.link) }),
    };
    const folder = parentPath(path);
    let entries = this.#folders.get(folder);
    if (!entries) {
      entries = new Map();
      this.#folders.set(folder, entries);
    }
    if (!entries.has(entry.name)) this.#count += 1;
    entries.set(entry.name, entry);
    return { path, entry };
  }

  /** Takes over what another knows of a folder and all below. */
  graft(other: FileTree, folder: string): void {
    this.forget(folder);
    for (const [path, entries] of other.#folders) {
      if (!isWithin(path, folder)) continue;
      this.#folders.set(path, entries);
      this.#count += entries.size;
      const modified = other.#modified.get(path);
      if (modified !== undefined) this.#modified.set(path, modified);
    }
  }

  /** Drops a folder and all below: it was written to. */
  forget(folder: string): void {
    for (const [path, entries] of this.#folders) {
      if (!isWithin(path, folder)) continue;
      this.#count -= entries.size;
      this.#folders.delete(path);
      this.#modified.delete(path);
    }
  }
}

const kinds: Readonly<Record<string, FileKind>> = {
  0: 'file',
  1: 'file',
  2: 'link',
  3: 'character',
  4: 'block',
  5: 'directory',
  6: 'fifo',
  7: 'file',
};

/**
 * A name in an engine's tar as a path in the container.
 *
 * An export's names begin at the root; an archive's with the last part of what was asked for (`etc/passwd` of `/etc`, in some
 * versions with a slash first).
 */
export function pathInContainer(name: Buffer, asked: string | undefined): string {
  const text = cleanPath(`/${bytesToText(name)}`);
  if (asked === undefined || asked === '/') return text;
  const cut = text.indexOf('/', 1);
  return cut === -1 ? asked : joinPath(asked, text.slice(cut + 1));
}
