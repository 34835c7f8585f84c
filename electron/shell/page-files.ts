import { randomBytes } from 'node:crypto';
import { constants, type Dirent, readdirSync, realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentPolicy, guardingHeaders, noncePlaceholder } from './content-policy';

export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface PageFiles {
  /** Answers a request for a path such as `/` or `/assets/index-1a2b.js`, still percent-encoded and without its query. */
  answer(path: string): Promise<PageAnswer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The built page, as both shells serve it.
 *
 * The folder is listed once and only what is on the list is served, by exact name. So no spelling of `..`, no encoding and no
 * symbolic link leads out of it: there is no path arithmetic on what a request says.
 */
export function openPageFiles(folder: string): PageFiles {
  const list = new Map(regularFiles(folder).map((path) => [path, join(realpathSync(folder), path)]));
  return {
    async answer(path) {
      const name = decoded(path);
      const wanted = name === '/' ? '/index.html' : name;
      const content = await read(wanted === undefined ? undefined : list.get(wanted));
      if (wanted === undefined || content === undefined) return notFound();
      const nonce = randomBytes(16).toString('base64');
      const html = extname(wanted) === '.html';
      return {
        status: 200,
        headers: {
          ...guardingHeaders,
          'content-type': types[extname(wanted)] ?? 'application/octet-stream',
          'content-security-policy': contentPolicy(nonce),
          'cache-control': hashed(wanted) ? 'private, max-age=31536000, immutable' : 'no-store',
        },
        body: html ? Buffer.from(content.toString('utf8').replaceAll(noncePlaceholder, nonce)) : content,
      };
    },
  };
}

function notFound(): PageAnswer {
  return {
    status: 404,
    headers: { ...guardingHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from('Not found\n'),
  };
}

/** Vite puts files under /assets with a hash of their content in their name. */
const hashed = (path: string) => path.startsWith('/assets/');

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Paths with a leading slash of all regular files below a folder; links and devices are not among them. */
function regularFiles(folder: string, below = ''): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(folder, below), { withFileTypes: true });
  } catch {
    // Not built yet: everything is "not found", which the person sees.
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return regularFiles(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** O_NOFOLLOW: a file that became a link after it was listed is not followed either (Windows knows no such flag). */
async function read(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
