import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, engineRequest, errorText } from './engine-http';

const dir = mkdtempSync(join(tmpdir(), 'berth-http-'));
const socket = join(dir, 'socket');
const server = createServer((request, response) => {
  if (request.url === '/silent') return;
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    response.statusCode = request.url === '/_ping' ? 200 : 409;
    response.end(
      request.url === '/_ping'
        ? 'OK'
        : JSON.stringify({ type: request.headers['content-type'], got: Buffer.concat(parts).toString() }),
    );
  });
});
beforeAll(() => new Promise<void>((done) => server.listen(socket, done)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('engineRequest', () => {
  it('sends JSON, bytes and streams, and takes any status as an answer', async () => {
    const post = (body: unknown) => engineRequest(socket, { method: 'POST', path: '/x', body });
    expect([
      await post({ a: 'ü' }),
      await post(Buffer.from('tar')),
      await post(Readable.from([Buffer.from('st'), Buffer.from('ream')])),
    ]).toEqual([
      { status: 409, body: { type: 'application/json', got: '{"a":"ü"}' } },
      { status: 409, body: { type: 'application/x-tar', got: 'tar' } },
      { status: 409, body: { type: 'application/x-tar', got: 'stream' } },
    ]);
  });

  it('gives up on an engine that never answers, and on a body that breaks', async () => {
    await expect(engineRequest(socket, { method: 'GET', path: '/silent', timeout: 80 })).rejects.toThrow(
      'no answer within 80 ms',
    );
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk gone'));
      },
    });
    await expect(engineRequest(socket, { method: 'POST', path: '/x', body: broken })).rejects.toThrow('disk gone');
  });
});

it('answers: true only for an engine that is there', async () => {
  expect([await answers(socket), await answers(join(dir, 'none'))]).toEqual([true, false]);
});

it("errorText: the engine's own words", () => {
  expect([
    errorText({ status: 409, body: { message: 'name taken' } }),
    errorText({ status: 500, body: { cause: 'x', message: 'no such image\n', response: 500 } }),
    errorText({ status: 404, body: 'Not Found' }),
    errorText({ status: 400, body: { other: 1 } }),
  ]).toEqual(['409 name taken', '500 no such image', '404 Not Found', '400 {"other":1}']);
});
