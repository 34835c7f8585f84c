import * as z from 'zod';
import { engineId } from './ids';
import { answers, verb } from './verb';

/** What a bind mount can name. `other`: a socket, a device, a link to nothing. */
export type FolderEntryKind = 'folder' | 'file' | 'other';

export interface FolderEntry {
  /** With U+FFFD for bytes that are not UTF-8. */
  readonly name: string;
  readonly kind: FolderEntryKind;
  /** Its name is not UTF-8: the engine's API, which is JSON, can't be told it. */
  readonly foreign?: true;
}

export interface FolderListing {
  /** The folder that is listed, absolute and clean. */
  readonly path: string;
  /** Folders first, each by name. */
  readonly entries: readonly FolderEntry[];
  /** There are more than are told: typing the first letters finds them. */
  readonly cut: boolean;
}

/** Folders of the machine that Berth and the engine share, so that what is mounted can be picked. Read by Berth, as its own user. */
export const folders = {
  /**
   * What is in a folder. `unsupported` where the engine is on another machine, `not-found`, `folder-unreadable`, `folder-silent`.
   *
   * `path` empty: the home folder. `begins`: only names that begin so, in any case.
   */
  list: verb
    .input(
      z.object({
        engine: engineId,
        path: z
          .string()
          .max(4_096)
          .regex(/^(?:\/[^\0]*)?$/, 'an absolute path'),
        begins: z.string().max(255).default(''),
      }),
    )
    .output(answers<FolderListing>()),
};
