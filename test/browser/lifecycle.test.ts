/** Start, end and wrong use of the browser shell, as face.md promises them. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOver, openSocket, outcome } from './bridge';
import { ask, copyOfBuild, type RunningBerth, runBerth } from './running-berth';

let build: Awaited<ReturnType<typeof copyOfBuild>>;
beforeAll(async () => {
  build = await copyOfBuild();
});
afterAll(() => build?.remove());

/** Runs it to its end. */
function run(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(build.folder, 'dist/serve.js'), ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('wrong use: says what, exit code 2, nothing on stdout', () => {
  test.each([
    [['--prot', '3'], "Unknown option '--prot'"],
    [['--port', 'http'], '--port takes a number from 0 to 65535, not "http"'],
    [['--port', '70000'], '--port takes a number from 0 to 65535, not "70000"'],
    [['--port', '-1'], '--port'],
    [['--engine', '/var/run/docker.sock'], '--engine takes unix:///'],
    [['--seed', 'huge'], '--seed takes small, not "huge"'],
    [['--browser', '--desktop'], 'not both'],
    [['open'], "Unexpected argument 'open'"],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toContain(words);
  });
});

test('--help says the flags and ends', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const flag of [
    '--browser',
    '--desktop',
    '--port',
    '--no-open',
    '--engine',
    '--data-dir',
    '--no-install',
    '--seed',
  ]) {
    expect(stdout).toContain(flag);
  }
});

test('a port that is taken: says so and what to do, exit code 1', async () => {
  const other: Server = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const port = String((other.address() as { port: number }).port);
  const dataDir = mkdtempSync(join(tmpdir(), 'berth-data-'));
  const { code, stdout, stderr } = await run(['--port', port, '--no-open', '--no-install', '--data-dir', dataDir]);
  other.close();
  rmSync(dataDir, { recursive: true });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`Port ${port} is taken by another program. End that one, or choose another port`);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s with a page open: exit code 0 within 3 s', async (signal) => {
  const berth = await runBerth(build.folder);
  const headers = { cookie: await berth.cookie(), origin: `http://127.0.0.1:${berth.port}` };
  const socket = openSocket(berth.port, headers);
  expect(await outcome(socket)).toBe('open');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const stream = await clientOver(socket).engines.watch();
  await stream.next();
  const { code, ms } = await berth.stop(signal);
  expect(code).toBe(0);
  // And what a busy machine adds.
  expect(ms).toBeLessThan(8_000);
  // "Going away": the page waits for it instead of reporting a fault.
  expect(await closed).toBe(1001);
});

/** A page's end of the bridge. */
async function page(berth: RunningBerth) {
  const origin = `http://127.0.0.1:${berth.port}`;
  const socket = openSocket(berth.port, { cookie: await berth.cookie(), origin });
  expect(await outcome(socket)).toBe('open');
  return clientOver(socket);
}

test('EX-06 two instances on two ports and one data folder do not fight: what both set is kept', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'berth-data-'));
  const dataDir = join(parent, 'data');
  const [first, second] = [await runBerth(build.folder, { dataDir }), await runBerth(build.folder, { dataDir })];
  const [one, other] = [await page(first), await page(second)];
  await one.settings.change({ theme: 'dark' });
  await expect.poll(() => existsSync(join(dataDir, 'settings.json'))).toBe(true);
  await other.settings.change({ zoom: 120 });
  expect((await first.stop()).code).toBe(0);
  // The second one goes on, whatever the first one closed.
  expect(await other.settings.change({ sidebarFolded: true })).toMatchObject({ theme: 'dark', zoom: 120 });
  expect((await second.stop()).code).toBe(0);
  const third = await runBerth(build.folder, { dataDir });
  const kept = (await (await (await page(third)).settings.watch()).next()).value;
  expect(kept).toMatchObject({ theme: 'dark', zoom: 120, sidebarFolded: true });
  await third.stop();
  rmSync(parent, { recursive: true });
});

test('the data folder: made closed to others; one that was there keeps its mode and is warned about', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'berth-data-'));
  const shared = join(parent, 'shared');
  mkdirSync(shared);
  chmodSync(shared, 0o755);
  const berth = await runBerth(build.folder, { args: ['--data-dir', shared] });
  expect(statSync(shared).mode & 0o777).toBe(0o755);
  expect(berth.stderr()).toContain('Other users of this machine can look into the data folder');
  await berth.stop();
  rmSync(parent, { recursive: true });
});

test('a data folder that can not be made: Berth starts, and says it will forget', async () => {
  // Below a file, where not even root can make a folder.
  const berth = await runBerth(build.folder, { args: ['--data-dir', join(build.folder, 'package.json/data')] });
  expect((await ask(berth.port, '/', { cookie: await berth.cookie() })).status).toBe(200);
  expect(berth.stderr()).toContain('The data folder cannot be used');
  // The page is told, and what is set holds until the end.
  const client = await page(berth);
  expect((await (await client.app.notices()).next()).value).toMatchObject([
    { kind: 'data-dir-unwritable', reason: 'ENOTDIR' },
  ]);
  expect(await client.settings.change({ theme: 'light' })).toMatchObject({ theme: 'light' });
  expect((await berth.stop()).code).toBe(0);
});
