import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from './app';
import { dataDirProblem } from './data-dir';
import { createLog } from './log';
import { createSettings } from './settings';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-settings-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const log = createLog(() => undefined);

function open(dataDir: string | undefined = dir) {
  const app = createApp({ version: '0', build: '0', shell: 'browser', platform: 'linux' });
  const settings = createSettings({ dataDir, notices: app.notices, log });
  const client = createRouterClient(settings.verbs, { context: {} }) as never as {
    change(input: object): Promise<Record<string, unknown>>;
  };
  const notices = createRouterClient(app.verbs, { context: {} }).notices;
  return { change: client.change, close: settings.close, notices: async () => (await (await notices()).next()).value };
}
const file = () => join(dir, 'settings.json');

test('a change keeps the other fields, is written for its owner alone and read again', async () => {
  const first = open();
  await first.change({ zoom: 125 });
  await first.change({ theme: 'dark' });
  await first.close();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const second = open();
  expect(await second.change({})).toMatchObject({ zoom: 125, theme: 'dark' });
  await second.close();
  expect(readdirSync(dir)).toEqual(['settings.json']);
});

test('a change while the one before is still being written keeps both', async () => {
  // Some turns of the loop apart, so that a write is caught before, in and after its steps.
  for (let turns = 0; turns < 40; turns += 1) {
    const settings = open();
    await settings.change({ zoom: 100 + turns });
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await settings.change({ sidebarFolded: turns % 2 === 0 })).toMatchObject({ zoom: 100 + turns });
    await settings.close();
  }
});

test('fields of a newer Berth survive a change', async () => {
  writeFileSync(file(), JSON.stringify({ zoom: 90, invention: { a: 1 } }));
  const settings = open();
  expect(await settings.change({ theme: 'light' })).not.toHaveProperty('invention');
  await settings.close();
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ zoom: 90, theme: 'light', invention: { a: 1 } });
});

test('DA-01 torn, wrong or foreign settings are set aside with a copy, and defaults serve', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.nat(40).map((length) => JSON.stringify({ theme: 'dark', zoom: 100, sidebarFolded: true }).slice(0, length)),
        fc.constantFrom('[]', 'null', '7', '{"zoom":"big"}', '{"theme":"pink"}', '{"lists":[]}', '\u0000'),
      ),
      async (text) => {
        writeFileSync(file(), text);
        const settings = open();
        expect(await settings.change({ zoom: 110 })).toMatchObject({ theme: 'system', zoom: 110 });
        await settings.close();
        const [notice] = (await settings.notices()) as { copy: string }[];
        expect(readFileSync(notice?.copy ?? '', 'utf8')).toBe(text);
        for (const name of readdirSync(dir)) rmSync(join(dir, name));
      },
    ),
    { numRuns: 60 },
  );
});

test('EX-04 where nothing can be written settings still hold, and it is said once', async () => {
  rmSync(dir, { recursive: true });
  const settings = open();
  await settings.change({ zoom: 110 });
  await settings.close();
  expect(await settings.change({ zoom: 120 })).toMatchObject({ zoom: 120 });
  await settings.close();
  expect(await settings.notices()).toMatchObject([{ kind: 'data-dir-unwritable' }]);
  expect(await open(undefined).change({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
});

test('EX-06 two instances on one data dir: the last setting wins, others stay', async () => {
  const one = open();
  const two = open();
  await one.change({ zoom: 110, theme: 'dark' });
  await one.close();
  await two.change({ theme: 'light' });
  await two.close();
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ zoom: 110, theme: 'light' });
});

test('a data folder that can not be used is told with the reason', () => {
  expect(dataDirProblem(join(dir, 'a', 'b'))).toBeUndefined();
  expect(statSync(join(dir, 'a', 'b')).mode & 0o777).toBe(0o700);
  writeFileSync(join(dir, 'file'), '');
  expect(dataDirProblem(join(dir, 'file', 'x'))).toBe('ENOTDIR');
});
