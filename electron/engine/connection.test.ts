import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from './connection';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const times = { silence: 100, fresh: 20, ping: 100, most: 600 };
let dir: string;
let server: http.Server;
let connection: Connection;
let answer: Answer;
let pings: Answer;
let asked: string[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-connection-'));
  asked = [];
  pings = (_, response) => response.end('OK');
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url?.endsWith('/_ping')) pings(request, response);
    else answer(request, response);
  });
  const path = join(dir, 'engine.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  connection = createConnection({ url: `unix://${path}` }, times);
});

afterEach(async () => {
  connection.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const sockets = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
const code = (expected: string, params: object = {}) =>
  expect.objectContaining({
    data: expect.objectContaining({ code: expected, params: expect.objectContaining(params) }),
  });

async function untilSockets(count: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await sockets()) !== count; tries += 1) await wait(10);
  expect(await sockets()).toBe(count);
}

describe('calls', () => {
  test('send the negotiated version, query and body, and parse the answer', async () => {
    let got = '';
    answer = (request, response) => {
      request.on('data', (chunk) => {
        got += chunk;
      });
      request.on('end', () => response.end('{"Id":"x"}'));
    };
    connection.version = '1.44';
    const query = { all: true, force: false, none: undefined, name: 'a b&c' };
    const { body } = await connection.call('POST', '/exec', { query, body: { Cmd: ['é'] } });
    expect(body).toEqual({ Id: 'x' });
    expect(asked).toEqual(['POST /v1.44/exec?all=1&force=0&name=a+b%26c']);
    expect(JSON.parse(got)).toEqual({ Cmd: ['é'] });
  });

  test('RE-01: an empty body is no error, nor are words', async () => {
    answer = (_, response) => response.end();
    expect((await connection.call('GET', '/images/json')).body).toBeUndefined();
    answer = (_, response) => response.setHeader('Content-Type', 'text/plain').end('OK');
    expect((await connection.call('GET', '/x')).body).toBeUndefined();
  });

  test('RE-09: 304 is quiet success', async () => {
    answer = (_, response) => response.writeHead(304).end();
    expect((await connection.call('POST', '/containers/x/start')).status).toBe(304);
  });

  test('RE-04: a cut body, wrong length, chunk garbage and gzip are coded, and the next call works', async () => {
    const broken: readonly (readonly [string, string])[] = [
      ['Content-Length: 50', '{"a":'],
      ['Content-Length: 3', '{"a":1}'],
      ['Transfer-Encoding: chunked', 'zz\r\n{"a":1}'],
      ['Content-Length: 4\r\nContent-Encoding: gzip', '\x1f\x8b\x08\x00'],
      ['Content-Type: text/html\r\nContent-Length: 6', '<html>'],
    ];
    for (const [headers, body] of broken) {
      answer = (request) => request.socket.end(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`);
      const failed = connection.call('GET', '/x');
      await expect(failed, headers).rejects.toEqual(
        expect.objectContaining({
          data: expect.objectContaining({ code: expect.stringMatching(/^engine-(answer|unreachable)$/) }),
        }),
      );
      answer = (_, response) => response.end('{"ok":true}');
      expect((await connection.call('GET', '/x')).body, headers).toEqual({ ok: true });
    }
  });

  test('a kept socket that the engine has just closed costs nothing but another one', async () => {
    answer = (request, response) => {
      response.end('{}');
      // It promises to keep the socket, and closes it.
      response.once('finish', () => setImmediate(() => request.socket.destroy()));
    };
    for (let count = 0; count < 20; count += 1) expect((await connection.call('GET', '/x')).body).toEqual({});
  });

  test.each(['POST', 'PUT', 'DELETE'] as const)(
    '%s is never sent twice: the engine may have begun it',
    async (method) => {
      answer = (_, response) => response.end('{}');
      await connection.call('GET', '/x'); // leaves a kept socket
      answer = (request) => request.socket.destroy();
      await expect(connection.call(method, '/y')).rejects.toEqual(code('engine-unreachable'));
      expect(asked.filter((request) => request === `${method} /y`)).toHaveLength(1);
    },
  );

  test('what is not HTTP is said so', async () => {
    answer = (request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    await expect(connection.call('GET', '/x')).rejects.toEqual(code('engine-answer'));
  });

  test('RE-10: a redirect is not followed', async () => {
    let stolen = 0;
    const other = http.createServer((_, response) => {
      stolen += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as net.AddressInfo;
    answer = (_, response) => response.writeHead(307, { Location: `http://127.0.0.1:${port}/x` }).end();
    await expect(connection.call('GET', '/x')).rejects.toEqual(code('engine-answer'));
    await wait(50);
    expect(stolen).toBe(0);
    other.close();
  });

  test('refusals are translated with what the call was about', async () => {
    answer = (_, response) => response.writeHead(404).end('{"message":"No such container: x"}');
    const about = { noun: 'container', name: 'web' } as const;
    await expect(connection.call('GET', '/containers/x/json', { about })).rejects.toEqual(
      code('not-found', { noun: 'container', name: 'web' }),
    );
  });

  test('a hundred at once share a few sockets, which close with the connection', async () => {
    answer = (_, response) => void wait(5).then(() => response.end('{}'));
    await Promise.all(Array.from({ length: 100 }, () => connection.call('GET', '/x')));
    // Sixteen, and now and then a ping's.
    expect(await sockets()).toBeLessThanOrEqual(20);
    connection.close();
    await untilSockets(0);
  });
});

describe('silence', () => {
  test('EN-06: an engine that says nothing fails a call within silence and ping time', async () => {
    answer = () => undefined;
    pings = () => undefined;
    const began = performance.now();
    await expect(connection.call('POST', '/x', { patient: true })).rejects.toEqual(code('engine-not-answering'));
    expect(performance.now() - began).toBeLessThan(5_000);
    await untilSockets(0);
  });

  test('a patient call waits for its work as long as pings are answered', async () => {
    answer = (_, response) => void wait(900).then(() => response.end('{"done":true}'));
    expect((await connection.call('POST', '/x', { patient: true })).body).toEqual({ done: true });
    expect(asked.filter((one) => one.endsWith('_ping')).length).toBeGreaterThan(2);
  });

  test('a hundred waiting calls share their pings', async () => {
    answer = (_, response) => void wait(400).then(() => response.end('{}'));
    await Promise.all(Array.from({ length: 100 }, () => connection.call('POST', '/x', { patient: true })));
    // 100 calls in rows of 16 take 3 s: a ping every 20 ms would be 150, one for each call and look 1,500.
    expect(asked.filter((one) => one.endsWith('_ping')).length).toBeLessThan(200);
  });

  test('another call does not wait for ever', async () => {
    answer = () => undefined;
    await expect(connection.call('GET', '/x')).rejects.toEqual(code('engine-not-answering'));
  });

  test('a ping has its own time', async () => {
    pings = () => undefined;
    await expect(connection.ping(50)).rejects.toEqual(code('engine-not-answering', { seconds: '1' }));
  });
});

describe('aborts', () => {
  const reason = new Error('the person left');

  test('reject with the signal’s reason and close the socket: before, during and after the head', async () => {
    const already = AbortSignal.abort(reason);
    await expect(connection.call('GET', '/x', { signal: already })).rejects.toBe(reason);
    for (const begin of [false, true]) {
      answer = (_, response) => {
        if (begin) response.write('{"half":');
      };
      const controller = new AbortController();
      const call = connection.call('GET', '/x', { signal: controller.signal });
      await wait(30);
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      await untilSockets(0);
    }
  });

  test('a stream’s loop ends with the reason, its socket closes', async () => {
    answer = (_, response) => response.write('first');
    const controller = new AbortController();
    const stream = await connection.stream('GET', '/events', { signal: controller.signal });
    const read = (async () => {
      for await (const chunk of stream) {
        expect(chunk.toString()).toBe('first');
        controller.abort(reason);
      }
    })();
    await expect(read).rejects.toBe(reason);
    await untilSockets(0);
  });

  test('a signal is let go of when the call is over', async () => {
    answer = (_, response) => response.end('{}');
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await connection.call('GET', '/x', { signal });
    for await (const _ of await connection.stream('GET', '/x', { signal })) void _;
    expect(listeners).toBe(0);
  });
});

describe('streams', () => {
  test('leaving the loop closes the socket', async () => {
    answer = (_, response) => response.write('x');
    for await (const _ of await connection.stream('GET', '/x', { signal: new AbortController().signal })) break;
    await untilSockets(0);
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
    const stream = await connection.stream('GET', '/x', { signal: new AbortController().signal });
    for await (const _ of stream) {
      await wait(200);
      break;
    }
    expect(sent).toBeLessThan(8_000_000);
  });

  test('EN-04: a connection that breaks is an error, one that ends is the end', async () => {
    answer = (request, response) => {
      response.write('x');
      setTimeout(() => request.socket.destroy(), 20);
    };
    const signal = new AbortController().signal;
    const broken = async () => {
      for await (const _ of await connection.stream('GET', '/x', { signal })) void _;
    };
    await expect(broken()).rejects.toEqual(code('engine-unreachable', { reason: 'the connection was lost' }));
    answer = (_, response) => response.end('x');
    await broken();
  });

  test('closing the connection breaks streams and calls in flight', async () => {
    answer = (_, response) => response.write('x');
    const { signal } = new AbortController();
    const stream = await connection.stream('GET', '/x', { signal });
    const read = (async () => {
      for await (const _ of stream) void _;
    })();
    const call = connection.call('GET', '/x');
    await wait(20);
    connection.close();
    await expect(read).rejects.toEqual(code('engine-unreachable'));
    await expect(call).rejects.toEqual(code('engine-unreachable'));
    await expect(connection.call('GET', '/x')).rejects.toEqual(code('engine-unreachable'));
    await untilSockets(0);
  });
});

describe('taken-over connections', () => {
  const echo = async () => {
    const stream = await connection.hijack('/exec/x/start', { body: { Tty: true } });
    let heard = '';
    stream.on('data', (chunk) => {
      heard += chunk;
    });
    stream.write('hello');
    for (let tries = 0; tries < 100 && !heard.includes('hello'); tries += 1) await wait(10);
    return { stream, heard: () => heard };
  };

  test('by upgrade: the first bytes beside the head are not lost', async () => {
    server.on('upgrade', (request, socket) => {
      expect(request.rawHeaders.filter((name) => name.toLowerCase() === 'connection')).toHaveLength(1);
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nfirst ');
      socket.on('data', (chunk) => socket.write(chunk));
      socket.on('end', () => socket.end());
    });
    const { stream, heard } = await echo();
    expect(heard()).toContain('first');
    expect(heard()).toContain('hello');
    stream.destroy();
    await untilSockets(0);
  });

  test('by a plain 200, as older engines do', async () => {
    const { port, plain } = await plainServer();
    const other = createConnection({ url: `tcp://127.0.0.1:${port}` }, times);
    const stream = await other.hijack('/exec/x/start', { body: {} });
    const ended = new Promise<string>((resolve) => {
      let heard = '';
      stream.on('data', (chunk) => {
        heard += chunk;
      });
      stream.on('end', () => resolve(heard));
    });
    stream.write('hello');
    expect(await ended).toBe('first hello');
    other.close();
    plain.close();
  });

  test('a refusal is an error', async () => {
    server.on('upgrade', (_, socket) => {
      socket.end('HTTP/1.1 409 Conflict\r\nContent-Length: 39\r\n\r\n{"message":"container x is not running"}');
    });
    await expect(connection.hijack('/exec/x/start')).rejects.toEqual(code('wrong-state'));
    await untilSockets(0);
  });
});

/** Answers 200 without a length, echoes one piece and ends. */
async function plainServer() {
  const plain = net.createServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nfirst ');
      socket.once('data', (chunk) => socket.end(chunk));
    });
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  return { plain, port: (plain.address() as net.AddressInfo).port };
}
