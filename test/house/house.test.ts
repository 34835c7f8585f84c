/** What neither the compiler nor the linter sees of the house's rules. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract } from '@common/contract/index';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function files(folder: string, wanted = /\.(ts|tsx)$/): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : files(path, wanted);
    return wanted.test(entry.name) ? [path] : [];
  });
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = (path: string) => text(path).split('\n').length - 1;
const source = [...files('electron'), ...files('renderer')].filter((path) => !isTest(path));

function verbPaths(node: object, path: readonly string[] = []): readonly string[] {
  if ('~orpc' in node) return [path.join('.')];
  return Object.entries(node).flatMap(([key, value]) => verbPaths(value as object, [...path, key]));
}

describe('file lengths', () => {
  test.each([
    ['electron/main.ts', 120],
    ['electron/serve.ts', 120],
    ['electron/preload.ts', 25],
  ])('%s stays within %i lines', (path, budget) => {
    expect(lines(path)).toBeLessThanOrEqual(budget);
  });

  test('stores hold the screen only: 80 lines each', () => {
    expect(files('renderer/stores').filter((path) => !isTest(path) && lines(path) > 80)).toEqual([]);
  });

  test('at most 4 % of files are longer than 400 lines, none longer than 600', () => {
    const long = source.filter((path) => lines(path) > 400);
    expect(long.length / source.length, long.join(', ')).toBeLessThanOrEqual(0.04);
    expect(source.filter((path) => lines(path) > 600)).toEqual([]);
  });

  test('ARCHITECTURE.md is one screen', () => {
    expect(lines('ARCHITECTURE.md')).toBeLessThanOrEqual(90);
  });
});

describe('arrows', () => {
  test('only the engine adapters and the browser shell speak HTTP', () => {
    const speakers = source.filter((path) => /from 'node:(http|https|net|tls)'/.test(text(path)));
    expect(speakers.filter((path) => !/^electron\/(engine|private-engine|browser)\//.test(path))).toEqual([]);
    expect(speakers.length).toBeGreaterThan(0);
  });

  test('electron is imported by the desktop shell alone', () => {
    const importers = source.filter((path) => /from 'electron'/.test(text(path)));
    const shell = /^electron\/(main\.ts|preload\.ts|desktop\/)/;
    expect(importers.filter((path) => !shell.test(path))).toEqual([]);
    expect(importers.length).toBeGreaterThan(0);
  });

  test('the page imports nothing of electron/ but common/, and only types from the files that hold schemas', () => {
    const wrong = files('renderer')
      .filter((path) => !isTest(path))
      .flatMap((path) =>
        [...text(path).matchAll(/^import (type )?[^;]*?from '([^']+)'/gms)].flatMap(
          ([statement, typeOnly, target = '']) => {
            if (/(^|\/)electron\//.test(target) && !/electron\/common\//.test(target)) return [`${path}: ${target}`];
            const common = /^@common\/(.+)$/.exec(target)?.[1];
            if (!common || typeOnly) return [];
            const holdsSchemas = /from 'zod'|@orpc\/contract/.test(text(join('electron/common', `${common}.ts`)));
            const onlyTypes = /^import \{(\s*type [^,}]+,?)+\s*\}/.test(statement);
            return holdsSchemas && !onlyTypes ? [`${path}: a value from ${target}`] : [];
          },
        ),
      );
    expect(wrong).toEqual([]);
  });

  test('features never import each other', () => {
    const wrong = files('renderer/features').flatMap((path) => {
      const feature = relative('renderer/features', path).split('/')[0];
      return [...text(path).matchAll(/from '([^']+)'/g)]
        .map(([, target = '']) => target)
        .filter((target) => target.startsWith('.'))
        .map((target) => relative('renderer/features', join(path, '..', target)).split('/')[0])
        .filter((other) => other !== '..' && other !== feature)
        .map((other) => `${path} -> ${other}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no channel beside the contract: ipc is used in desktop/port.ts and preload.ts alone', () => {
    const users = source.filter((path) => /\bipc(Main|Renderer)\b/.test(text(path)));
    expect(users.filter((path) => !['electron/desktop/port.ts', 'electron/preload.ts'].includes(path))).toEqual([]);
  });
});

describe('words', () => {
  test('no default exports, no barrels', () => {
    expect(source.filter((path) => /^export default /m.test(text(path)))).toEqual([]);
    expect(source.filter((path) => /^export \* from/m.test(text(path)))).toEqual([]);
  });

  test('files are kebab-case', () => {
    expect(source.filter((path) => !/^[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(path.split('/').at(-1) ?? ''))).toEqual(
      [],
    );
  });

  test('every folder of the house is named in ARCHITECTURE.md', () => {
    const folders = ['electron', 'renderer', 'test'].flatMap((top) =>
      readdirSync(join(root, top))
        .filter((name) => statSync(join(root, top, name)).isDirectory() && name !== 'fixtures')
        .map((name) => `${top}/${name}`),
    );
    const described = text('ARCHITECTURE.md');
    expect(folders.filter((folder) => !described.includes(`\`${folder}\``))).toEqual([]);
  });

  test('the page never writes markup', () => {
    expect(source.filter((path) => /innerHTML|insertAdjacentHTML|document\.write\(/.test(text(path)))).toEqual([]);
  });

  test('every verb stands in the conformance suite', () => {
    const suite = files('test/contract').map(text).join('\n');
    const paths = verbPaths(contract);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !suite.includes(`'${path}'`))).toEqual([]);
  });
});
