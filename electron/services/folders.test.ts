import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileAsker } from './file-asker';
import { asFolderError, listFolder } from './folders';
import { createGate } from './gate';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-folders-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const told = async (begins = '', limits?: { told: number; read: number }) => {
  const { entries, cut } = await listFolder(dir, begins, limits);
  return [entries.map(({ name, kind }) => `${kind} ${name}`), cut];
};

test('folders first, links as what they lead to, numbers in order', async () => {
  for (const name of ['web10', 'web9', 'Alpha']) mkdirSync(join(dir, name));
  writeFileSync(join(dir, 'a.conf'), '');
  symlinkSync('web9', join(dir, 'current'));
  symlinkSync('nowhere', join(dir, 'broken'));
  symlinkSync('loop', join(dir, 'loop'));
  expect(await told()).toEqual([
    ['folder Alpha', 'folder current', 'folder web9', 'folder web10', 'file a.conf', 'other broken', 'other loop'],
    false,
  ]);
  expect(await told('WEB')).toEqual([['folder web9', 'folder web10'], false]);
});

test('FI-04: a name that is not UTF-8 is shown, and marked as one that no engine can be told', async () => {
  mkdirSync(Buffer.concat([Buffer.from(`${dir}/b`), Buffer.from([0xe4]), Buffer.from('r')]));
  mkdirSync(join(dir, 'bär'));
  const { entries } = await listFolder(dir, '');
  expect(entries).toContainEqual({ name: 'b\ufffdr', kind: 'folder', foreign: true });
  expect(entries).toContainEqual({ name: 'bär', kind: 'folder' });
  expect(entries).toHaveLength(2);
});

test('a huge folder is told in part; the first letters find the rest', async () => {
  for (let index = 0; index < 30; index += 1) mkdirSync(join(dir, `n${index}`));
  const limits = { told: 10, read: 1_000 };
  const { entries, cut } = await listFolder(dir, '', limits);
  expect([entries.length, entries.at(-1)?.name, cut]).toEqual([10, 'n9', true]);
  expect(await told('n29', limits)).toEqual([['folder n29'], false]);
  expect((await listFolder(dir, '', { told: 100, read: 20 })).cut).toBe(true);
});

test('what can’t be read says why', async () => {
  writeFileSync(join(dir, 'file'), '');
  await expect(listFolder(join(dir, 'none'), '')).rejects.toMatchObject({ data: { code: 'not-found' } });
  await expect(listFolder(join(dir, 'file'), '')).rejects.toMatchObject({
    data: { code: 'folder-unreadable', params: { reason: 'it is not a folder' } },
  });
});

// Root, as whom the tests may run, is refused nowhere: so the system's own error is given.
test('one without permission says so', () => {
  const refused = Object.assign(new Error('EACCES: permission denied, opendir'), { code: 'EACCES' });
  expect(asFolderError(refused, '/root/secret')).toMatchObject({
    data: { code: 'folder-unreadable', params: { path: '/root/secret', reason: 'your user may not look into it' } },
  });
});

test('a mount that hangs is told by its code, and holds up neither its neighbours nor what links to it', async () => {
  for (const name of ['nas', 'real']) mkdirSync(join(dir, name));
  symlinkSync('nas', join(dir, 'to-nas'));
  symlinkSync('real', join(dir, 'to-real'));
  let hanging = 0;
  const never = () => {
    hanging += 1;
    return new Promise<never>(() => undefined);
  };
  const threads = createGate(3);
  const files = {
    folders: createFileAsker(2, threads),
    links: createFileAsker(2, threads),
    opendir: ((path: string, options: object) =>
      path === join(dir, 'nas') ? never() : opendir(path, options)) as typeof opendir,
    stat: (path: string) => (path === join(dir, 'to-nas') ? never() : stat(path)),
    patience: 1_000,
    linkPatience: 1_000,
  };
  const silent = { data: { code: 'folder-silent', params: { path: join(dir, 'nas'), seconds: '1' } } };
  const list = (path: string) => listFolder(path, '', undefined, files);
  for (let time = 0; time < 4; time += 1) await expect(list(join(dir, 'nas'))).rejects.toMatchObject(silent);
  const { entries } = await list(dir);
  expect(entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'folder nas',
    'folder real',
    'folder to-real',
    'other to-nas',
  ]);
  expect(await list(join(dir, 'real'))).toMatchObject({ entries: [] });
  expect(hanging).toBe(2);
});
