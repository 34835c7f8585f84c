import * as z from 'zod';
import { containerId, engineId, logId } from './ids';
import { logFilter } from './logs';
import { answers, verb } from './verb';

/** A path inside a container, bytes that are not UTF-8 as lone surrogates U+DC80…U+DCFF (see `std/byte-text.ts`). */
export const containerPath = z
  .string()
  .min(1)
  .max(8_192)
  .startsWith('/')
  .refine((path) => !path.includes('\0'), 'no NUL');

const source = z.discriminatedUnion('kind', [
  /** The whole filesystem as a tar. */
  z.object({ kind: z.literal('container-export'), engine: engineId, container: containerId }),
  z.object({ kind: z.literal('file'), engine: engineId, container: containerId, path: containerPath }),
  z.object({
    kind: z.literal('folder'),
    engine: engineId,
    container: containerId,
    path: containerPath,
    as: z.enum(['tar', 'zip']),
  }),
  /**
   * All of an open log, or what passes a filter, with what the engine has before its first line; written from main's store: it
   * never passes through the page's memory. A filter that begins at a line (`from`) has nothing before that.
   */
  z.object({
    kind: z.literal('log'),
    log: logId,
    filter: logFilter.optional(),
    /** `txt`: as one reads it, without colours. `jsonl`: an object a line, with the source, stream and level; one
     * with `mark` for what is no line of a program. */
    format: z.enum(['txt', 'jsonl']),
    /** The engine's stamps before the lines of a `txt`. */
    times: z.boolean().default(true),
  }),
  /** Files and folders of one folder, together. */
  z.object({
    kind: z.literal('several'),
    engine: engineId,
    container: containerId,
    paths: z.array(containerPath).min(1).max(1_000),
    as: z.enum(['tar', 'zip']),
  }),
]);

const below = z
  .string()
  .min(1)
  .max(4_096)
  .refine(
    (name) => name.split('/').every((part) => !['', '.', '..'].includes(part)) && !name.includes('\0'),
    'a path below the folder',
  );

/** One of the files of an upload, in the order in which their bytes follow each other. */
const uploadFile = z.object({
  /** Relative to the folder; files of dropped folders carry their folders' names. */
  name: below,
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** ms since the epoch */
  modifiedAt: z.number().int().optional(),
});

const target = z
  .object({
    engine: engineId,
    container: containerId,
    /** The folder that receives them. */
    folder: containerPath,
    files: z.array(uploadFile).max(10_000),
    /** Those with nothing in them; the others come with their files. Same kind of names. */
    folders: z.array(below).max(10_000).default([]),
    /** False: a file that is there already is refused, before anything is written. */
    overwrite: z.boolean().default(false),
  })
  .refine(({ files, folders }) => files.length + folders.length > 0, 'nothing to upload');

/** A single-use address, bound to the session that asked, good for a minute (faults.md LB-11). */
export interface Ticket {
  /** `/transfer/…`, on the page's own origin. */
  readonly path: string;
  readonly fileName: string;
}

/**
 * Bytes that are too many for a verb: the page asks for a ticket, then a plain GET or PUT on it streams; a PUT carries the bytes of all
 * its files one after another. Both shells serve it:
 * the browser shell over HTTP, the desktop shell on its own scheme.
 */
export const transfers = {
  download: verb.input(z.object({ source })).output(answers<Ticket>()),
  /** Names that are there already are refused here, `name-taken`, unless `overwrite`. */
  upload: verb.input(z.object({ target })).output(answers<Ticket>()),
};
export type DownloadSource = z.input<typeof source>;
/** What is read from a container's files. */
export type FileSource = Exclude<z.infer<typeof source>, { kind: 'log' }>;
export type LogDownload = Extract<z.infer<typeof source>, { kind: 'log' }>;
export type UploadTarget = z.infer<typeof target>;
