import * as z from 'zod';
import { containerId, engineId } from './ids';
import type { JobResult } from './jobs';
import { containerPath } from './transfers';
import { answers, streams, verb } from './verb';

export type FileKind = 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'block' | 'character' | 'other';

/** One entry of a directory in a container. */
export interface FileEntry {
  /** Bytes that are not UTF-8 as lone surrogates (see `std/byte-text.ts`). */
  readonly name: string;
  readonly kind: FileKind;
  /** bytes */
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky: 0o7777. */
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly modifiedAt: number;
  readonly linkTarget?: string;
  /** Against the image, by the engine's diff; on a directory: something below it changed. The page joins it (`marksOf`). */
  readonly mark?: 'added' | 'changed' | 'deleted';
}

/**
 * What can be changed in a container's files, and how.
 *
 * - `exec`: everything, by a shell in the running container
 * - `archive`: all but renaming folders, by what the engine unpacks (Docker)
 * - `add`: files and folders can be added and replaced, not taken away (Podman without a shell)
 * - `none`: its root is read-only
 */
export type FileWrites = 'exec' | 'archive' | 'add' | 'none';

/** A piece of a listing; the last one has `done`. */
export interface FileListing {
  readonly entries: readonly FileEntry[];
  readonly done: boolean;
  /** How it was read: the page says so, since it decides how fresh and how dear it is. */
  readonly how: 'exec' | 'archive' | 'export';
  /** When it was read, ms since the epoch: an export is read once and kept. */
  readonly at: number;
  readonly writes: FileWrites;
  /** Why the rest is missing. */
  readonly cut?: 'entries' | 'bytes' | 'time';
}

/** A path that differs from the image's. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
}

export interface FileChanges {
  readonly changes: readonly FileChange[];
  /** Changes beyond the bound. */
  readonly leftOut: number;
}

/** A file as opened. `version` goes back with a save, so that a change underneath is noticed. */
export interface FileContent {
  readonly path: string;
  /** Where it was found: another path when links led there. A save goes there. */
  readonly realPath: string;
  readonly size: number;
  readonly mode: number;
  readonly modifiedAt: number;
  readonly version: string;
  /** `text`: UTF-8 throughout; `image`: by its first bytes. */
  readonly kind: 'text' | 'image' | 'binary';
  readonly mediaType?: string;
  /** base64 of the first `limit` bytes. */
  readonly data: string;
  readonly truncated: boolean;
}

export type FileSave =
  | { readonly kind: 'saved'; readonly version: string }
  | { readonly kind: 'changed-underneath'; readonly now: FileContent };

const at = z.object({ engine: engineId, container: containerId, path: containerPath });

export const files = {
  /** `fresh`: read anew whatever is kept. */
  list: verb.input(at.extend({ fresh: z.boolean().default(false) })).output(streams<FileListing>()),
  /** What the container changed in its image's files. */
  changes: verb.input(z.object({ engine: engineId, container: containerId })).output(answers<FileChanges>()),
  read: verb
    .input(at.extend({ limit: z.number().int().min(1).max(8_388_608).default(2_097_152) }))
    .output(answers<FileContent>()),
  /** Keeps mode and owner. Without `version`: whatever is there is replaced. */
  save: verb
    .input(at.extend({ text: z.string().max(3_000_000), version: z.string().max(200).optional() }))
    .output(answers<FileSave>()),
  makeFolder: verb.input(at).output(answers<JobResult>()),
  /** A taken name is refused. */
  rename: verb.input(at.extend({ to: containerPath })).output(answers<JobResult>()),
  /** Folders with all that is in them; a link itself, not where it leads. */
  delete: verb
    .input(z.object({ engine: engineId, container: containerId, paths: z.array(containerPath).min(1).max(10_000) }))
    .output(answers<JobResult>()),
};
