import { createHash } from 'node:crypto';
import { BerthError } from '../../common/contract/errors';
import { cleanPath } from '../../common/contract/file-rules';
import type { FileContent, FileKind } from '../../common/contract/files';
import type { TarHeader } from '../tar/tar-reader';
import type { FileAccess } from './file-access';
import { openEntry } from './open-entry';
import { readByExec } from './read-by-exec';

/** What is read, and what its container says of it. */
export interface ReadFile {
  readonly content: FileContent;
  readonly header: TarHeader;
}

/** Links that lead to links: as many as the kernel follows (path_resolution(7)). */
const mostLinks = 40;

/**
 * Where a path leads in the end, links followed by the engine.
 *
 * @throws BerthError `not-found`; `bad-input` for links that lead in a circle
 */
export async function realPath({ engine, container }: FileAccess, path: string, signal: AbortSignal): Promise<string> {
  let at = path;
  for (let links = 0; links < mostLinks; links += 1) {
    const stat = await engine.statFile(container, at, signal).catch((error) => {
      // Docker refuses a circle with a bare 500: a HEAD has no words.
      throw error instanceof BerthError && error.data.code === 'engine-error' ? leadsNowhere() : error;
    });
    if (stat.kind !== 'link') return at;
    const target = cleanPath(stat.target ?? at);
    if (target === at) break;
    at = target;
  }
  throw leadsNowhere();
}

const leadsNowhere = () => new BerthError('bad-input', { field: 'path', reason: 'this link leads nowhere' });

/** @throws BerthError `not-found`, `bad-input` for what is no file */
export async function readFile(
  access: FileAccess,
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<ReadFile> {
  try {
    return await readByArchive(access, path, limit, signal);
  } catch (error) {
    // Such as /proc and file systems in memory: only the running container has them.
    if (!access.shell || !(error instanceof BerthError) || error.data.code !== 'not-found') throw error;
    const { header, data } = await readByExec(access, path, limit, signal);
    return { content: contentOf(path, path, header, data), header };
  }
}

async function readByArchive(access: FileAccess, path: string, limit: number, signal: AbortSignal): Promise<ReadFile> {
  const real = await realPath(access, path, signal);
  const { engine, container } = access;
  const stat = await engine.statFile(container, real, signal);
  if (stat.kind !== 'file') throw new BerthError('bad-input', { field: 'path', reason: kindReason(stat.kind) });
  const { entry, close } = await openEntry(access, real, signal);
  try {
    if (!'07'.includes(entry.type)) throw new BerthError('bad-input', { field: 'path', reason: 'this is not a file' });
    const parts: Buffer[] = [];
    let length = 0;
    for await (const bytes of entry.content()) {
      parts.push(bytes.subarray(0, limit - length));
      length += bytes.length;
      if (length >= limit) break;
    }
    return { content: contentOf(path, real, entry, Buffer.concat(parts)), header: entry };
  } finally {
    await close();
  }
}

const kindReason = (kind: FileKind) => (kind === 'directory' ? 'this is a folder' : 'this is not a file');

function contentOf(path: string, real: string, header: TarHeader, data: Buffer): FileContent {
  const truncated = data.length < header.size;
  const image = imageType(data);
  const text = image === undefined && isText(data, truncated);
  return {
    path,
    realPath: real,
    size: header.size,
    mode: header.mode,
    modifiedAt: header.modifiedAt,
    version: version(header.modifiedAt, header.size, data),
    kind: image ? 'image' : text ? 'text' : 'binary',
    ...(image && { mediaType: image }),
    data: data.toString('base64'),
    truncated,
  };
}

/** Time and size notice most changes, the bytes those within one second. */
const version = (modifiedAt: number, size: number, data: Buffer) =>
  `${Math.floor(modifiedAt / 1000)}-${size}-${createHash('sha256').update(data).digest('hex').slice(0, 32)}`;

/** UTF-8 without NUL throughout; a character that the limit cut in two is no fault. */
function isText(data: Buffer, truncated: boolean): boolean {
  if (data.includes(0)) return false;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(data, { stream: truncated });
    return true;
  } catch {
    return false;
  }
}

/**
 * By the first bytes. SVG is left out: it is text, and shown as such, since it may hold scripts.
 *
 * Source: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern
 */
function imageType(data: Buffer): string | undefined {
  const starts = (bytes: string) => data.subarray(0, bytes.length).equals(Buffer.from(bytes, 'latin1'));
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif';
  if (starts('RIFF') && data.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  if (starts('BM') && data.length > 26) return 'image/bmp';
  if (starts('\0\0\x01\0') && data.length > 22) return 'image/x-icon';
  return data.toString('latin1', 4, 12) === 'ftypavif' ? 'image/avif' : undefined;
}

/** What `readFile` will call the version of what was just written. */
export const savedVersion = (modifiedAt: number, data: Buffer) => version(modifiedAt, data.length, data);
