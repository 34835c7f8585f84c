import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { bytesToText, shownByteText } from '../../common/std/byte-text';
import { readTar } from '../tar/tar-reader';

/** File types in a zip's Unix mode. */
const regular = 0o100000;
const symbolic = 0o120000;

/**
 * A tar as a zip, entry by entry as it comes: nothing is held but one piece of one file.
 *
 * Links stay links (Info-ZIP's way: the target as content), devices and the like are left out, since a zip has no place for
 * them. Names that are not UTF-8 are written with `\xff` for such bytes.
 */
export async function* zipFolder(tar: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const filled = fill(zip, tar).catch((error) => void output.destroy(error));
  try {
    for await (const bytes of output) yield bytes;
  } finally {
    output.destroy();
    await filled;
  }
}

async function fill(zip: ZipFile, tar: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const entry of readTar(tar)) {
    const name = zipName(entry.name);
    if (name === '') continue;
    const facts = { mtime: new Date(entry.modifiedAt) };
    if (entry.type === '5') zip.addEmptyDirectory(name, { ...facts, mode: 0o040000 | entry.mode });
    else if (entry.type === '2') zip.addBuffer(entry.link, name, { ...facts, mode: symbolic | 0o777, compress: false });
    else if ('07'.includes(entry.type)) {
      // Its turn comes once the one before it is through; then the tar may go on.
      const content = Readable.from(entry.content(), { objectMode: false });
      const through = new Promise<void>((resolve, reject) => {
        content.once('end', resolve);
        content.once('error', reject);
        (zip.outputStream as Readable).once('close', () => reject(new Error('nobody reads it any more')));
      });
      zip.addReadStream(content, name, { ...facts, size: entry.size, mode: regular | entry.mode });
      await through;
    }
  }
  zip.end();
}

/** yazl refuses absolute paths, backslashes and `..`, which only a hostile tar has. */
function zipName(bytes: Buffer): string {
  const text = shownByteText(bytesToText(bytes)).replaceAll('\\', '_');
  return text
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}
