/** Pure rules about files in containers that both sides need. No zod here: the page bundles this file. */
import type { FileChange, FileEntry, FileKind, FileWrites } from './files';

/** A folder and a name in it; both are absolute or plain. */
export const joinPath = (folder: string, name: string) => (folder === '/' ? `/${name}` : `${folder}/${name}`);

/** `/a/b` -> `/a`; the root is its own parent. */
export function parentPath(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? '/' : path.slice(0, cut);
}

/** `/a/b` -> `b`; nothing of the root. */
export const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Without `.`, `..`, empty parts and a slash at the end. `..` above the root stays at the root, as in the kernel. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether `path` is `folder` or lies below it. */
export const isWithin = (path: string, folder: string) =>
  path === folder || folder === '/' || path.startsWith(`${folder}/`);

/** All folders above a path, the root first: `/a/b` -> `/`, `/a`. */
export function foldersAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let at = path; at !== '/'; ) {
    at = parentPath(at);
    above.unshift(at);
  }
  return above;
}

/** What a name can't be: POSIX allows all but `/` and NUL, and 255 bytes. `undefined` when it can. */
export function nameProblem(name: string): 'empty' | 'reserved' | 'slash' | 'long' | undefined {
  if (name === '') return 'empty';
  if (name === '.' || name === '..') return 'reserved';
  if (/[/\0]/.test(name)) return 'slash';
  return byteLength(name) > 255 ? 'long' : undefined;
}

function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) length += 1;
    else length += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const kindLetters: Readonly<Record<FileKind, string>> = {
  file: '-',
  directory: 'd',
  link: 'l',
  fifo: 'p',
  socket: 's',
  block: 'b',
  character: 'c',
  other: '?',
};

/** As `ls -l` writes it: `-rwsr-xr-x`. */
export function modeText(kind: FileKind, mode: number): string {
  const letters = [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 4, 2, 1].map((bit, index) =>
    (mode & bit) !== 0 ? ('rwx'[index % 3] ?? '') : '-',
  );
  const special = (bit: number, at: number, small: string, large: string) => {
    if ((mode & bit) !== 0) letters[at] = letters[at] === 'x' ? small : large;
  };
  special(0o4000, 2, 's', 'S');
  special(0o2000, 5, 's', 'S');
  special(0o1000, 8, 't', 'T');
  return kindLetters[kind] + letters.join('');
}

export type FileVerb = 'add' | 'save' | 'delete' | 'rename';

/** Whether a verb can be had for an entry: see `FileWrites`. */
export function fileVerbAllowed(writes: FileWrites, verb: FileVerb, kind: FileKind): boolean {
  if (writes === 'none') return false;
  if (verb === 'add' || verb === 'save' || writes === 'exec') return true;
  if (writes === 'add') return false;
  // Without a shell a new name is a hard link, which folders can't have.
  return verb === 'delete' || kind !== 'directory';
}

export type FileMark = NonNullable<FileEntry['mark']>;

/** The engine's diff by path, with all folders above marked as changed. */
export function marksOf(changes: readonly FileChange[]): ReadonlyMap<string, FileMark> {
  const marks = new Map<string, FileMark>();
  for (const { path, kind } of changes) {
    marks.set(path, kind);
    for (const folder of foldersAbove(path)) if (!marks.has(folder)) marks.set(folder, 'changed');
  }
  // A folder that was told as "added" after its contents stays so.
  for (const { path, kind } of changes) marks.set(path, kind);
  return marks;
}

/** What was deleted right below a folder: no listing has it. */
export function deletedIn(changes: readonly FileChange[], folder: string): readonly string[] {
  return changes
    .filter(({ path, kind }) => kind === 'deleted' && parentPath(path) === folder)
    .map(({ path }) => baseName(path));
}
