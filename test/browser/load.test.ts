/** Too much for the running browser shell, and the wrong kind (faults.md LB-06, LB-12). */
import { connect, type Socket } from 'node:net';
import { frameLimit, hardFrameLimit } from '@common/carrier';
import { errorCodes } from '@common/contract/errors';
import { contract } from '@common/contract/index';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { clientOver, openSocket, outcome } from './bridge';
import { ask, copyOfBuild, type RunningBerth, runBerth } from './running-berth';

let build: Awaited<ReturnType<typeof copyOfBuild>>;
let berth: RunningBerth;
let headers: Record<string, string>;

beforeAll(async () => {
  build = await copyOfBuild();
  berth = await runBerth(build.folder);
  headers = { cookie: await berth.cookie(), origin: `http://127.0.0.1:${berth.port}` };
});
afterAll(async () => {
  await berth?.stop();
  build?.remove();
});

async function opened(): Promise<WebSocket> {
  const socket = openSocket(berth.port, headers);
  expect(await outcome(socket)).toBe('open');
  return socket;
}

/** What another page, well-behaved, gets meanwhile. */
async function othersAreServed(): Promise<void> {
  const socket = await opened();
  const started = Date.now();
  expect((await clientOver(socket).app.info()).shell).toBe('browser');
  expect(Date.now() - started).toBeLessThan(10_000);
  socket.close();
}

/** Sends one frame as it is and gives the next answer, read. */
function say(socket: WebSocket, frame: string): Promise<{ i: string; s?: number; b?: unknown }> {
  return new Promise((resolve) => {
    socket.once('message', (data) => resolve(JSON.parse(String(data))));
    socket.send(frame);
  });
}

const code = (answer: unknown) => /"code":"BERTH".*"data":\{[^}]*"code":"([\w-]+)"/.exec(JSON.stringify(answer))?.[1];

test('LB-06 a frame over the cap is answered with a code, and the connection lives', async () => {
  const socket = await opened();
  const long = JSON.stringify({ i: '7', p: { u: '/app/info', b: { json: 'x'.repeat(frameLimit) } } });
  const answer = await say(socket, long);
  expect([answer.i, code(answer)]).toEqual(['7', 'too-large']);
  expect((await clientOver(socket).app.info()).shell).toBe('browser');
  socket.close();
});

test('LB-06 a frame over the hard cap ends that connection alone', async () => {
  const other = await opened();
  const socket = await opened();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.send(Buffer.alloc(hardFrameLimit + 1));
  expect(await closed).toBe(1009);
  expect((await clientOver(other).app.info()).shell).toBe('browser');
  other.close();
});

test('LB-06 malformed JSON, wrong shapes and binary: coded or dropped, and the connection lives', async () => {
  const socket = await opened();
  for (const frame of ['', '{', 'null', '[]', '{"i":1}', '{"i":"1","p":null}', '{"i":"2","t":9}', '{"i":"3","t":4}']) {
    socket.send(frame);
  }
  socket.send(Buffer.from([0, 255, 1, 254]));
  socket.send(Buffer.from('{"i":"4","p":{"u":"/app/info"}}\u00ff'));
  const unknown = await say(await opened(), '{"i":"5","p":{"u":"/__proto__/toString","b":{}}}');
  expect(code(unknown)).toBe('unknown-verb');
  expect((await clientOver(socket).app.info()).shell).toBe('browser');
  socket.close();
});

test('LB-06 10,000 calls at once: all answered or said to be too many, others unharmed', async () => {
  const socket = await opened();
  const client = clientOver(socket);
  const calls = Array.from({ length: 10_000 }, () =>
    client.app.info().then(
      () => 'done',
      (error) => error.data?.code,
    ),
  );
  await othersAreServed();
  const results = new Set(await Promise.all(calls));
  expect([...results].filter((result) => result !== 'done' && result !== 'busy')).toEqual([]);
  expect((await client.app.info()).shell).toBe('browser');
  socket.close();
});

test('LB-06 open streams of one connection are limited', async () => {
  const socket = await opened();
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  for (let number = 0; number < 1_500; number += 1) {
    socket.send(JSON.stringify({ i: `s${number}`, p: { u: '/engines/watch' } }));
  }
  await expect.poll(() => frames.filter((frame) => frame.includes('"busy"')).length).toBe(500);
  await othersAreServed();
  socket.close();
});

test('LB-06 1,000 WebSockets: limited, and those that are open still work', async () => {
  const first = await opened();
  const sockets = Array.from({ length: 1_000 }, () => openSocket(berth.port, headers));
  const outcomes = await Promise.all(sockets.map(outcome));
  expect(outcomes.filter((result) => result === 'open').length).toBeLessThan(64);
  expect(new Set(outcomes)).toEqual(new Set(['open', 503]));
  expect((await clientOver(first).app.info()).shell).toBe('browser');
  for (const socket of [first, ...sockets]) socket.terminate();
  // Room again once they are gone.
  await expect.poll(async () => outcome(openSocket(berth.port, headers))).toBe('open');
});

test('LB-06 1,000 slow loris: hung up on within seconds, others unharmed', async () => {
  const started = Date.now();
  const closed: Promise<void>[] = [];
  const loris: Socket[] = Array.from({ length: 1_000 }, () => {
    const socket = connect(berth.port, '127.0.0.1', () => socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:`));
    socket.resume();
    socket.on('error', () => undefined);
    closed.push(new Promise((resolve) => socket.on('close', () => resolve())));
    return socket;
  });
  const drip = setInterval(() => {
    for (const socket of loris) if (socket.writable) socket.write('1');
  }, 500);
  await othersAreServed();
  expect((await ask(berth.port, '/', headers)).status).toBe(200);
  await Promise.all(closed);
  clearInterval(drip);
  expect(Date.now() - started).toBeLessThan(30_000);
});

test('LB-06 1 MB of headers: 431', async () => {
  const status = await ask(berth.port, '/', { ...headers, 'x-much': 'a'.repeat(1_048_576) }).then(
    (answer) => answer.status,
    // The server hangs up while we are still sending.
    (error: NodeJS.ErrnoException) => error.code,
  );
  expect([431, 'EPIPE', 'ECONNRESET']).toContain(status);
  await othersAreServed();
});

test('LB-12 hostile input to every verb: a coded error, never a fault, and nothing of it sticks', async () => {
  const paths = Object.entries(contract).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => [noun, verb]));
  expect(paths.length).toBeGreaterThan(20);
  const socket = await opened();
  const client = clientOver(socket) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  /** The code of the error; what answers or streams is let go at once. */
  const call = async (noun: string, verb: string, input: unknown): Promise<string> => {
    try {
      const answer = await client[noun]?.[verb]?.(input);
      await (answer as AsyncGenerator | undefined)?.return?.(undefined);
      return 'answered';
    } catch (error) {
      return (error as { data?: { code: string } }).data?.code ?? String(error);
    }
  };
  const hostile = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 }),
    fc.constantFrom<unknown>(
      JSON.parse('{"__proto__":{"polluted":true},"engine":"local"}'),
      JSON.parse('{"constructor":{"prototype":{"polluted":true}},"id":{"toString":null}}'),
      { engine: ['local'], id: { length: 64 }, ids: 'a'.repeat(64) },
      { engine: '__proto__', id: 'a'.repeat(64), ids: ['constructor'] },
    ),
  );
  const known = new Set<string>([...errorCodes, 'answered']);
  const wrong: string[] = [];
  const sendable = (input: unknown) => {
    try {
      return JSON.stringify(input) !== undefined;
    } catch {
      return false;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), hostile.filter(sendable), async ([noun = '', verb = ''], input) => {
      // `remedy` is asked for what it does by its own tests: no input of this one may start an engine.
      const result = await call(noun, verb, input);
      if (!known.has(result) || result === 'internal') wrong.push(`${noun}.${verb}: ${result}`);
    }),
    { numRuns: 1_000 },
  );
  expect([...new Set(wrong)]).toEqual([]);
  expect(JSON.stringify(await client.app?.info?.(undefined))).not.toContain('polluted');
  expect(
    berth
      .stderr()
      .split('\n')
      .filter((line) => line.includes('A fault in Berth')),
  ).toEqual([]);
  socket.close();
});
