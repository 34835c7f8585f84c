import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from './connection';
import { sshArguments } from './ssh';

let dir: string;
let server: http.Server;
let connection: Connection;
const { PATH } = process.env;

/** An `ssh` that notes its arguments and does what `script` says. */
function standIn(script: string): void {
  // Whatever a package.json further up says of modules.
  writeFileSync(join(dir, 'package.json'), '{"type":"commonjs"}');
  const path = join(dir, 'ssh');
  writeFileSync(path, `#!${process.execPath}\n${script}`);
  chmodSync(path, 0o755);
}

/** Carries its standard streams to the engine's socket, as `docker system dial-stdio` does. */
const dials = () => `
  require('fs').writeFileSync(${JSON.stringify(join(dir, 'arguments'))}, JSON.stringify(process.argv.slice(2)));
  const socket = require('net').connect(${JSON.stringify(join(dir, 'engine.sock'))});
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
`;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-ssh-'));
  process.env.PATH = `${dir}${delimiter}${PATH}`;
  server = http.createServer((request, response) => {
    if (request.url === '/events') response.write('{}\n');
    else response.setHeader('Api-Version', '1.44').end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(join(dir, 'engine.sock'), resolve));
  connection = createConnection({ url: 'ssh://ada@far:2222' });
});

afterEach(() => {
  connection.close();
  server.closeAllConnections();
  server.close();
  process.env.PATH = PATH;
  rmSync(dir, { recursive: true });
});

describe('an engine behind ssh', () => {
  test('is reached as the docker CLI does', async () => {
    standIn(dials());
    expect((await connection.call('GET', '/x')).body).toEqual({ ok: true });
    expect((await connection.call('GET', '/x')).body).toEqual({ ok: true });
    const given = JSON.parse(readFileSync(join(dir, 'arguments'), 'utf8'));
    expect(given).toEqual(sshArguments({ kind: 'ssh', host: 'far', port: 2222, user: 'ada' }));
    expect(given.slice(-5)).toEqual(['--', 'far', 'docker', 'system', 'dial-stdio']);
  });

  test('EN-18: its ssh ends with the stream that is left, and with the connection', async () => {
    standIn(dials());
    const { signal } = new AbortController();
    for await (const chunk of await connection.stream('GET', '/events', { signal })) {
      expect(chunk.toString()).toBe('{}\n');
      break;
    }
    await connection.call('GET', '/x');
    connection.close();
    let count = 1;
    for (let tries = 0; tries < 100 && count > 0; tries += 1) {
      await wait(20);
      count = await new Promise((resolve) => server.getConnections((_, open) => resolve(open)));
    }
    expect(count).toBe(0);
  });

  test.each([
    ['Host key verification failed.', /not known yet/],
    ['ada@far: Permission denied (publickey).', /ssh was refused/],
    ['sh: 1: docker: not found', /no docker command/],
    ['something new', /ssh ended/],
  ])('EN-17: %s', async (said, reason) => {
    standIn(`process.stderr.write(${JSON.stringify(said)}); process.exitCode = 255;`);
    await expect(connection.call('GET', '/x')).rejects.toMatchObject({
      data: {
        code: 'engine-unreachable',
        params: { address: 'ssh://ada@far:2222', reason: expect.stringMatching(reason) },
        raw: said,
      },
    });
  });

  test('no ssh at all', async () => {
    process.env.PATH = dir;
    await expect(connection.call('GET', '/x')).rejects.toMatchObject({
      data: { params: { reason: 'ssh could not be started' } },
    });
  });
});
