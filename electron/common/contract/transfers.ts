import * as z from 'zod';
import { containerId, engineId } from './ids';
import { answers, verb } from './verb';

/** A path inside a container, bytes that are not UTF-8 as lone surrogates U+DC80…U+DCFF (see `std/byte-text.ts`). */
export const containerPath = z.string().min(1).max(8_192).startsWith('/');

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
]);

const target = z.object({
  kind: z.literal('upload'),
  engine: engineId,
  container: containerId,
  /** The folder that receives it. */
  folder: containerPath,
  /** Relative to `folder`; dropped folders carry their own. */
  name: z.string().min(1).max(8_192),
  size: z.number().int().min(0),
  overwrite: z.boolean().default(false),
});

/** A single-use address, bound to the session that asked, good for a minute (faults.md LB-11). */
export interface Ticket {
  /** `/transfer/…`, on the page's own origin. */
  readonly path: string;
  readonly fileName: string;
}

/**
 * Bytes that are too many for a verb: the page asks for a ticket, then a plain GET or PUT on it streams. Both shells serve it:
 * the browser shell over HTTP, the desktop shell on its own scheme.
 */
export const transfers = {
  download: verb.input(z.object({ source })).output(answers<Ticket>()),
  upload: verb.input(z.object({ target })).output(answers<Ticket>()),
};
export type DownloadSource = z.infer<typeof source>;
export type UploadTarget = z.infer<typeof target>;
