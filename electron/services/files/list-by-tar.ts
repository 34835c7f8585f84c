import { parentPath } from '../../common/contract/file-rules';
import type { FileEntry, FileListing } from '../../common/contract/files';
import { readTar } from '../tar/tar-reader';
import { FileTree, pathInContainer } from './file-tree';
import type { Owners } from './owners';

/** What one reading may cost. */
export interface TarBounds {
  readonly entries: number;
  readonly bytes: number;
  /** ms */
  readonly time: number;
}

export const usualBounds: TarBounds = { entries: 500_000, bytes: 20e9, time: 120_000 };

export interface TarListing {
  readonly entries: readonly FileEntry[];
  readonly cut?: NonNullable<FileListing['cut']>;
  /** With the last piece of a reading that came to its end: all that was seen. */
  readonly tree?: FileTree;
}

/**
 * Lists one folder out of a tar that holds it with all below, and keeps what else went by.
 *
 * Contents are skipped, but an engine sends them all the same: a folder costs as much as all that lies below it.
 *
 * @param asked what the archive was asked for; undefined for an export
 */
export async function* listByTar(
  tar: AsyncIterable<Uint8Array>,
  folder: string,
  asked: string | undefined,
  owners: Owners,
  bounds: TarBounds = usualBounds,
): AsyncGenerator<TarListing, void, undefined> {
  const tree = new FileTree(owners);
  const began = performance.now();
  let bytes = 0;
  const counted = (async function* () {
    for await (const chunk of tar) {
      bytes += chunk.length;
      yield chunk;
    }
  })();
  let ready: FileEntry[] = [];
  let told = began;
  for await (const header of readTar(counted)) {
    const added = tree.add(pathInContainer(header.name, asked), header);
    if (added && parentPath(added.path) === folder) ready.push(added.entry);
    const now = performance.now();
    const cut = overBound(bounds, tree.count, bytes, now - began);
    if (cut) {
      yield { entries: ready, cut };
      return;
    }
    // The first rows at once, then as often as an eye follows.
    if (ready.length > 0 && (now - told > 100 || ready.length >= 2_000)) {
      yield { entries: ready };
      ready = [];
      told = now;
    }
  }
  yield { entries: ready, tree };
}

function overBound(bounds: TarBounds, entries: number, bytes: number, time: number): TarListing['cut'] {
  if (entries > bounds.entries) return 'entries';
  if (bytes > bounds.bytes) return 'bytes';
  return time > bounds.time ? 'time' : undefined;
}
