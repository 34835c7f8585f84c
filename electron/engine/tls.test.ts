/** EN-16: what is wrong with a TLS connection is told apart. Certificates are made here, by openssl. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConnection } from './connection';

let dir: string;
let server: https.Server;
let url: string;
const file = (name: string) => join(dir, name);
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });

/** A key and a certificate signed by ca.pem. */
function certificate(name: string, alternative: string): void {
  writeFileSync(file(`${name}.ext`), `subjectAltName=${alternative}\nextendedKeyUsage=serverAuth,clientAuth\n`);
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    `/CN=${name}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-out',
    `${name}.pem`,
    '-extfile',
    `${name}.ext`,
  );
}

async function listen(cert: string): Promise<void> {
  server?.close();
  const keys = {
    key: readFileSync(file(`${cert}.key`)),
    cert: readFileSync(file(`${cert}.pem`)),
    ca: readFileSync(file('ca.pem')),
  };
  server = https.createServer({ ...keys, requestCert: true, rejectUnauthorized: true }, (_, response) => {
    response.setHeader('Api-Version', '1.44').end('OK');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-tls-'));
  for (const ca of ['ca', 'other-ca']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
      '-days',
      '2',
      '-subj',
      `/CN=${ca}`,
    );
  }
  certificate('server', 'IP:127.0.0.1');
  certificate('elsewhere', 'DNS:elsewhere.example');
  certificate('client', 'DNS:client');
}, 60_000);
afterAll(() => {
  server?.close();
  rmSync(dir, { recursive: true });
});

async function ping(files: { ca?: string; cert?: string; key?: string }, verify = true) {
  const tls = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, file(path)]));
  const connection = createConnection({ url, tls: { ...tls, verify } });
  try {
    return (await connection.ping(5_000)).text;
  } finally {
    connection.close();
  }
}

const client = { cert: 'client.pem', key: 'client.key' };
const reason = (expected: RegExp) =>
  expect.objectContaining({
    data: expect.objectContaining({
      code: 'engine-unreachable',
      params: expect.objectContaining({ reason: expect.stringMatching(expected) }),
    }),
  });

describe('TLS', () => {
  test('with the right files it answers', async () => {
    await listen('server');
    expect(await ping({ ca: 'ca.pem', ...client })).toBe('OK');
  });

  test('an unknown authority, unless the person says not to check', async () => {
    await listen('server');
    await expect(ping({ ca: 'other-ca.pem', ...client })).rejects.toEqual(reason(/not signed by a known authority/));
    expect(await ping(client, false)).toBe('OK');
  });

  test('a certificate of another host', async () => {
    await listen('elsewhere');
    await expect(ping({ ca: 'ca.pem', ...client })).rejects.toEqual(reason(/for another host/));
  });

  test('no client certificate where one is asked for', async () => {
    await listen('server');
    await expect(ping({ ca: 'ca.pem' })).rejects.toEqual(reason(/client certificate/));
  });

  test('a key file that is not there is named', async () => {
    await expect(ping({ ca: 'gone.pem' })).rejects.toEqual(reason(/gone\.pem could not be read/));
  });
});
