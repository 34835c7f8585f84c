import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discoverEngines } from './discover';

let dir: string;
let servers: net.Server[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-discover-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  }
  rmSync(dir, { recursive: true });
});

async function listen(server: net.Server, path: string): Promise<string> {
  mkdirSync(join(path, '..'), { recursive: true });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  servers.push(server);
  return `unix://${path}`;
}

/** A socket on which something like an engine answers. */
const engine = (path: string, apiVersion = '1.44', delay = 0) =>
  listen(
    http.createServer((request, response) => {
      setTimeout(() => {
        response.setHeader('Api-Version', apiVersion);
        response.end(request.url?.endsWith('/version') ? '{"Version":"9.9.9","Os":"linux","Arch":"amd64"}' : '{}');
      }, delay);
    }),
    path,
  );

const silent = (path: string) => listen(net.createServer(), path);

const home = () => join(dir, 'home');
const find = (options: { engine?: string; privateEngine?: string; environment?: Record<string, string> } = {}) =>
  discoverEngines(
    {
      ...options,
      environment: { XDG_RUNTIME_DIR: join(dir, 'run'), ...options.environment },
      home: home(),
      uid: 1000,
      platform: 'linux',
    },
    new AbortController().signal,
  );

/** Without the machine's own places, which a test can't move. */
async function outcomes(options: Parameters<typeof find>[0] = {}) {
  const { attempts, found, sockets } = await find(options);
  found?.engine.close();
  const told = Object.fromEntries(attempts.map(({ source, outcome }) => [source, outcome]));
  return { told, place: found?.place, sockets, order: attempts.map(({ source }) => source) };
}

describe('discoverEngines', () => {
  test('tells every place in E1’s order, Berth’s own last', async () => {
    const privateEngine = await engine(join(dir, 'private.sock'));
    const { order } = await outcomes({ privateEngine });
    expect(order).toEqual([
      'flag',
      'environment',
      'context',
      'docker',
      'docker-rootless',
      'docker-desktop',
      'podman',
      'podman-rootless',
      'colima',
      'rancher',
      'private',
    ]);
  });

  test('the first in order wins, though a later one answers sooner', async () => {
    const slow = await engine(join(dir, 'slow.sock'), '1.44', 150);
    const privateEngine = await engine(join(dir, 'fast.sock'));
    const { told, place } = await outcomes({ environment: { DOCKER_HOST: slow }, privateEngine });
    expect(place).toEqual({ id: slow, name: slow, source: 'environment', address: { url: slow } });
    expect(told.environment).toEqual({ kind: 'connected' });
    expect(told.private).toEqual({ kind: 'not-tried' });
  });

  test('an engine named by --engine is the only one asked', async () => {
    const dead = leftBehind(join(dir, 'dead.sock'));
    const privateEngine = await engine(join(dir, 'private.sock'));
    const { told, place, order } = await outcomes({ engine: dead, privateEngine });
    expect(place).toBeUndefined();
    expect(told.flag).toMatchObject({ kind: 'failed', error: { code: 'engine-unreachable' } });
    expect(told.private).toEqual({ kind: 'not-tried' });
    expect(order[0]).toBe('flag');
  });

  test('EN-01, EN-03: no socket, no socket file, refused and not an engine are told apart', async () => {
    const dead = leftBehind(join(dir, 'dead.sock'));
    mkdirSync(join(dir, 'run'));
    writeFileSync(join(dir, 'run', 'docker.sock'), 'a file');
    await listen(
      http.createServer((_, response) => response.end('<html>')),
      join(dir, 'run', 'podman', 'podman.sock'),
    );
    const { told } = await outcomes({ environment: { DOCKER_HOST: dead } });
    expect(told).toMatchObject({
      flag: { kind: 'not-given' },
      environment: {
        kind: 'failed',
        error: { code: 'engine-unreachable', params: { reason: 'the connection was refused' } },
      },
      context: { kind: 'not-given' },
      'docker-rootless': { kind: 'not-a-socket' },
      'docker-desktop': { kind: 'no-socket' },
      'podman-rootless': { kind: 'failed', error: { code: 'engine-answer' } },
    });
  });

  test('EN-19: silent places cost two seconds together, not each', async () => {
    const host = await silent(join(dir, 'one.sock'));
    mkdirSync(join(dir, 'run'));
    await silent(join(dir, 'run', 'docker.sock'));
    const privateEngine = await engine(join(dir, 'private.sock'));
    const began = performance.now();
    const { told, place } = await outcomes({ environment: { DOCKER_HOST: host }, privateEngine });
    expect(performance.now() - began).toBeLessThan(3_500);
    expect(told.environment).toMatchObject({
      kind: 'failed',
      error: { code: 'engine-not-answering', params: { seconds: '2' } },
    });
    expect(told['docker-rootless']).toMatchObject({ kind: 'failed', error: { code: 'engine-not-answering' } });
    expect(place?.source).toBe('private');
  });

  test('EN-20: a torn context is named, the rest works; an address that is none is said so', async () => {
    mkdirSync(join(home(), '.docker'), { recursive: true });
    writeFileSync(join(home(), '.docker', 'config.json'), '{"currentContext":"far"}');
    const privateEngine = await engine(join(dir, 'private.sock'));
    const { told, place } = await outcomes({ environment: { DOCKER_HOST: 'ftp://x' }, privateEngine });
    expect(told.context).toEqual({ kind: 'unreadable', reason: 'it does not exist' });
    expect(told.environment).toMatchObject({ kind: 'failed', error: { code: 'bad-input' } });
    expect(place?.source).toBe('private');
  });

  test('EN-11: one that is too old is told, the next one is taken', async () => {
    const old = await engine(join(dir, 'old.sock'), '1.20');
    const privateEngine = await engine(join(dir, 'private.sock'));
    const { told, place } = await outcomes({ environment: { DOCKER_HOST: old }, privateEngine });
    expect(told.environment).toMatchObject({
      kind: 'failed',
      error: { code: 'engine-too-old', params: { theirs: '1.20' } },
    });
    expect(place?.source).toBe('private');
  });

  test('names the sockets whose appearance would matter', async () => {
    const { sockets } = await outcomes({ environment: { DOCKER_HOST: 'unix:///nowhere/x.sock' } });
    expect(sockets).toEqual(expect.arrayContaining(['/nowhere/x.sock', join(dir, 'run', 'docker.sock')]));
  });

  test('a symlink whose socket is gone is not "no file"', async () => {
    symlinkSync(join(dir, 'gone.sock'), join(dir, 'link.sock'));
    const { told } = await outcomes({ engine: `unix://${join(dir, 'link.sock')}` });
    expect(told.flag).toMatchObject({ kind: 'failed', error: { code: 'engine-unreachable' } });
  });

  test('an abort ends it with the reason', async () => {
    const flag = await silent(join(dir, 'one.sock'));
    const controller = new AbortController();
    const reason = new Error('closing');
    const search = discoverEngines({ engine: flag, environment: {}, home: home() }, controller.signal);
    setTimeout(() => controller.abort(reason), 50);
    await expect(search).rejects.toBe(reason);
  });
});

/** The socket file of a server that was killed: one that is closed removes it. */
function leftBehind(path: string): string {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
  return `unix://${path}`;
}
