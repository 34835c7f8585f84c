import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, createConnection } from './connection';

let dir: string;
let server: http.Server;
let connection: Connection;
let answer: http.RequestListener;
let versions: string[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-raw-'));
  versions = [];
  server = http.createServer((request, response) => {
    versions.push(`${request.httpVersion} ${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  const path = join(dir, 'engine.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  connection = createConnection({ url: `unix://${path}` });
});

afterEach(async () => {
  connection.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const untilNoSockets = () =>
  expect.poll(() => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0);

const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) });

const flood = (signal = new AbortController().signal) => connection.flood('/logs', { query: { follow: true }, signal });

/** All of it; how many pieces it came in. */
async function read(bytes: AsyncIterable<Buffer>) {
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), pieces: pieces.length };
}

test('a flood of small pieces comes whole, in few', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);
  answer = (_, response) => {
    for (const line of lines) response.write(line);
    response.end();
  };
  const { text, pieces } = await read(await flood());
  expect(text).toBe(lines.join(''));
  expect(pieces).toBeLessThan(200);
  expect(versions).toEqual(['1.0 engine /logs?follow=1']);
});

test('much that comes right behind the head is whole too', async () => {
  const much = Buffer.alloc(3_000_000, 'abcdefg');
  answer = (_, response) => {
    response.write(much);
    response.end();
  };
  const bytes = await flood();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await read(bytes)).text === much.toString()).toBe(true);
});

test('one small piece does not wait for more', async () => {
  answer = (_, response) => void response.write('one line\n');
  for await (const piece of await flood()) {
    expect(piece.toString()).toBe('one line\n');
    break;
  }
  await untilNoSockets();
});

test('a refusal is the coded error that it is everywhere', async () => {
  answer = (_, response) => response.writeHead(404).end('{"message":"No such container: x"}');
  await expect(flood()).rejects.toEqual(code('not-found'));
  await untilNoSockets();
});

test('an answer in chunks is read in the usual way, though HTTP/1.0 was asked for', async () => {
  answer = (request, response) => {
    if (request.httpVersion === '1.1') response.end('whole');
    else response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n');
  };
  expect((await read(await flood())).text).toBe('whole');
  expect(versions).toHaveLength(2);
});

test('EN-04: a socket that breaks is an error; before the head too', async () => {
  // Over TCP: a unix socket only ever ends.
  const other = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const tcp = createConnection({ url: `tcp://127.0.0.1:${(other.address() as AddressInfo).port}` });
  const ask = () => tcp.flood('/logs', { signal: new AbortController().signal });
  answer = (_, response) => {
    response.write('x');
    setTimeout(() => response.socket?.resetAndDestroy(), 20);
  };
  await expect(read(await ask())).rejects.toEqual(code('engine-unreachable'));
  answer = (request) => void request.socket.destroy();
  await expect(ask()).rejects.toEqual(code('engine-unreachable'));
  await new Promise((resolve) => other.close(resolve));
  await expect(ask()).rejects.toEqual(code('engine-unreachable'));
  tcp.close();
});

test('closing the connection breaks it', async () => {
  answer = (_, response) => void response.write('x');
  const bytes = read(await flood());
  connection.close();
  await expect(bytes).rejects.toEqual(code('engine-unreachable'));
  await expect(flood()).rejects.toEqual(code('engine-unreachable'));
});

test('an abort ends it with its reason, before the head and after', async () => {
  answer = () => undefined;
  const before = new AbortController();
  const asked = flood(before.signal);
  setTimeout(() => before.abort(new Error('enough')), 20);
  await expect(asked).rejects.toThrow('enough');
  answer = (_, response) => void response.write('x');
  const after = new AbortController();
  const bytes = await flood(after.signal);
  setTimeout(() => after.abort(new Error('enough')), 20);
  await expect(read(bytes)).rejects.toThrow('enough');
  await untilNoSockets();
});

test('what is not taken is not read', async () => {
  let sent = 0;
  answer = (_, response) => {
    const more = () => {
      while (sent < 64_000_000 && response.write(Buffer.alloc(64_000))) sent += 64_000;
      if (sent < 64_000_000) response.once('drain', more);
    };
    more();
  };
  for await (const _ of await flood()) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    break;
  }
  expect(sent).toBeLessThan(8_000_000);
});
