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
  /** Against the image, by the engine's diff; on a directory: something below it changed. */
  readonly mark?: 'added' | 'changed' | 'deleted';
}

/** A piece of a listing; the last one has `done`. */
export interface FileListing {
  readonly entries: readonly FileEntry[];
  readonly done: boolean;
  /** How it was read: the page says so, since it decides how fresh and how dear it is. */
  readonly how: 'exec' | 'archive' | 'export';
  /** Entries beyond the bound that were left out. */
  readonly leftOut?: number;
}

/** A file as opened. `version` goes back with a save, so that a change underneath is noticed. */
export interface FileContent {
  readonly path: string;
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
  list: verb.input(at).output(streams<FileListing>()),
  read: verb
    .input(at.extend({ limit: z.number().int().min(1).max(8_388_608).default(2_097_152) }))
    .output(answers<FileContent>()),
  /** Keeps mode and owner. Without `version`: whatever is there is replaced. */
  save: verb
    .input(at.extend({ text: z.string().max(3_000_000), version: z.string().max(200).optional() }))
    .output(answers<FileSave>()),
  makeFolder: verb.input(at).output(answers<JobResult>()),
  rename: verb.input(at.extend({ to: containerPath })).output(answers<JobResult>()),
  delete: verb
    .input(z.object({ engine: engineId, container: containerId, paths: z.array(containerPath).min(1).max(10_000) }))
    .output(answers<JobResult>()),
};
