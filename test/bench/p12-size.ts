import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Measured } from './outcome';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** P12: all bytes that an installed Berth has beside Electron: the files that electron-builder.yml packs. */
export async function size(): Promise<Measured[]> {
  const files = packedPaths().flatMap(filesBelow);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const megabytes = (some: readonly string[]) => some.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const page = files.filter((file) => file.startsWith(join(root, 'dist/page')));
  const first = page.filter((file) => /index.*\.(js|css|html)$/.test(file));
  const zipped = first.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1e6;
  return [
    {
      id: 'P12',
      what: 'installed size without Electron',
      unit: 'MB',
      samples: [bytes / 1e6],
      goal: { words: '<= 15 MB', median: 15 },
      notes: [
        `${files.length} files; the page ${megabytes(page).toFixed(1)} MB, of which the first view's code and styles ${megabytes(first).toFixed(2)} MB (${zipped.toFixed(2)} MB gzipped)`,
      ],
    },
  ];
}

/** The `files` of electron-builder.yml that are taken in; `!` takes dot files and node_modules out again. */
function packedPaths(): readonly string[] {
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const [, list = ''] = /^files:\n((?: {2}- .*\n)+)/m.exec(text) ?? [];
  const paths = [...list.matchAll(/^ {2}- ([^'"!\n]+)$/gm)].map(([, pattern = '']) => pattern.replace('/**', ''));
  if (!paths.includes('dist')) throw new Error('electron-builder.yml no longer lists its files as this expects');
  return paths;
}

function filesBelow(path: string): readonly string[] {
  const full = join(root, path);
  if (statSync(full).isFile()) return [full];
  return readdirSync(full).flatMap((name) => (basename(name).startsWith('.') ? [] : filesBelow(join(path, name))));
}
