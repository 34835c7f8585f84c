import { readTar } from '../tar/tar-reader';
import { tarEnd, tarHeader, tarPadding } from '../tar/tar-writer';

/** Files, hard links, links and folders; devices and the like have no use on another machine. */
const carried = new Set(['0', '1', '2', '5'] as const);
type Carried = typeof carried extends Set<infer Type> ? Type : never;

/** Several tars as one, each asked for once it is its turn, so that the engine holds one open at a time. */
export async function* severalTars(
  tars: readonly (() => Promise<AsyncIterable<Uint8Array>>)[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const open of tars) {
    for await (const { content, ...header } of readTar(await open())) {
      // A NUL and 7 are files too, of old and of contiguous kind.
      const type = ('07\0'.includes(header.type) ? '0' : header.type) as Carried;
      if (!carried.has(type)) continue;
      const size = type === '0' ? header.size : 0;
      yield tarHeader({ ...header, type, size });
      if (size === 0) continue;
      yield* content();
      yield tarPadding(size);
    }
  }
  yield tarEnd();
}
