/** Faults that only a scripted engine makes on demand. Each name carries its id in the list of faults. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/common/contract/containers';
import type { EngineState } from '../../electron/common/contract/engines';
import type { ContainerId } from '../../electron/common/contract/ids';
import type { RowsPatch } from '../../electron/common/contract/rows';
import { type FakeEngine, type FakeEngineOptions, type fail, startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId } from '../fake-engine/fake-records';
import { codeOf, until } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';

/** What a crowded machine may add to a figure. ms */
const busy = 5_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const one = fakeId(1) as ContainerId;

let dir: string;
let fake: FakeEngine | undefined;
let berth: RunningBerth | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-faults-'));
});
afterEach(async () => {
  await berth?.close();
  fake?.go();
  await fake?.stop();
  fake = undefined;
  berth = undefined;
  rmSync(dir, { recursive: true, force: true });
});

async function open(options: Partial<FakeEngineOptions> = {}) {
  const engine = await startFakeEngine({ socket: join(dir, 'engine.sock'), ...options });
  fake = engine;
  engine.containers.set(one, { id: one, name: 'one', state: 'created' });
  const started = startBerth(engine.host);
  berth = started;
  return { fake: engine, berth: started };
}

async function openConnected(options: Partial<FakeEngineOptions> = {}) {
  const both = await open(options);
  const { id } = await both.berth.engineIs(connected, 'connected');
  return { ...both, engine: id, client: both.berth.client };
}

/** A page's copy of the list. */
function watchRows({ client, engine }: Awaited<ReturnType<typeof openConnected>>) {
  const rows = new Map<string, Container>();
  const patches: RowsPatch<Container, ContainerId>[] = [];
  const controller = new AbortController();
  const done = (async () => {
    for await (const patch of await client.containers.watch({ engine }, { signal: controller.signal })) {
      patches.push(patch);
      if (patch.kind === 'all') rows.clear();
      for (const row of patch.rows) rows.set(row.id, row);
      if (patch.kind === 'some') for (const id of patch.gone) rows.delete(id);
    }
  })();
  const states = () => Object.fromEntries([...rows.values()].map((row) => [row.name, row.state]));
  const end = () => {
    controller.abort();
    return done;
  };
  return { patches, states, end };
}

const statesOf = (engine: FakeEngine) =>
  Object.fromEntries([...engine.containers.values()].map(({ name, state }) => [name, state]));

const pings = (engine: FakeEngine) => engine.requests.filter(({ path }) => path === '/_ping').length;

describe('the engine', () => {
  test('EN-01 none at start: says what was tried, and appears by itself when one comes', async () => {
    const { berth, fake } = await open();
    await fake.stop();
    await berth.close();
    const second = startBerth(fake.host);
    try {
      const state = await until(await second.client.engines.watch(), ({ attempts }) => attempts.length > 0, 'tried');
      expect(state.engines).toEqual([]);
      expect(state.attempts[0]).toMatchObject({ source: 'flag', address: fake.host });
      expect(['no-socket', 'failed']).toContain(state.attempts[0]?.outcome.kind);
      expect(state.nextTryAt).toBeGreaterThan(Date.now() - 1_000);
      await sleep(3_000); // deep in the back-off
      await fake.start();
      const before = performance.now();
      await second.engineIs(connected, 'connected');
      expect(performance.now() - before).toBeLessThan(2_000 + busy);
    } finally {
      await second.close();
    }
  });

  test('EN-04 gone: said within 3 s, calls fail in words, and all is well within 5 s of its return', async () => {
    const stage = await openConnected();
    const list = watchRows(stage);
    await expect.poll(list.states).toEqual({ one: 'created' });
    await stage.fake.stop();
    const lost = await stage.berth.engineIs((state) => state.phase === 'reconnecting', 'lost');
    expect(lost.error?.code).toBe('engine-unreachable');
    expect(lost.seenAt).toBeGreaterThan(Date.now() - 3_000 - busy);
    expect(await codeOf(stage.client.containers.start({ engine: stage.engine, ids: [one] }))).toBe(
      'engine-unreachable',
    );
    await sleep(4_000);
    stage.fake.containers.set(fakeId(2), { id: fakeId(2), name: 'two', state: 'running' });
    await stage.fake.start();
    const back = performance.now();
    await stage.berth.engineIs(connected, 'back');
    await expect.poll(list.states).toEqual({ one: 'created', two: 'running' });
    expect(performance.now() - back).toBeLessThan(5_000 + busy);
    // The page kept its rows: only the difference was sent.
    expect(list.patches.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['all', 1],
      ['some', 1],
    ]);
    await list.end();
  });

  test('EN-06 hung: "not answering" within 10 s, and all well when it goes on', async () => {
    const stage = await openConnected();
    stage.fake.stall();
    const before = performance.now();
    const hung = await stage.berth.engineIs((state) => state.phase === 'not-answering', 'not answering');
    expect(performance.now() - before).toBeLessThan(10_000 + busy);
    expect(hung.error?.code).toBe('engine-not-answering');
    const code = await codeOf(stage.client.containers.inspect({ engine: stage.engine, id: one }));
    expect(code).toBe('engine-not-answering');
    stage.fake.go();
    await stage.berth.engineIs(connected, 'goes on');
    expect((await stage.client.containers.inspect({ engine: stage.engine, id: one })).name).toBe('one');
  });

  test('EN-07 slow, 2 s a call: what is pressed twice is done once', async () => {
    const stage = await openConnected();
    stage.fake.slow(2_000);
    const start = () => stage.client.containers.start({ engine: stage.engine, ids: [one] });
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.job).toBe(first.job);
    expect(first.items[0]?.state).toBe('done');
    expect(stage.fake.requests.filter(({ path }) => path.endsWith('/start')).length).toBe(1);
    expect((await stage.berth.engineIs(() => true, 'state')).phase).toBe('connected');
  });

  test('EN-08 returns as another version: negotiated anew', async () => {
    const stage = await openConnected({ version: '20.10.24', api: '1.41', minApi: '1.12' });
    const before = await stage.berth.engineIs(connected, 'connected');
    expect([before.version, before.apiVersion]).toEqual(['20.10.24', '1.41']);
    await stage.fake.stop();
    stage.fake.become('28.5.2', '1.51', '1.44');
    await stage.fake.start();
    const after = await stage.berth.engineIs((state) => state.version === '28.5.2' && connected(state), 'the new one');
    expect(after.apiVersion).not.toBe('1.41');
    expect(after.capabilities).not.toEqual(before.capabilities);
    expect((await stage.client.containers.inspect({ engine: stage.engine, id: one })).name).toBe('one');
  });

  test('EN-10 restarts every 2 s: few tries, and no rows that come and go', async () => {
    const stage = await openConnected();
    const list = watchRows(stage);
    await expect.poll(list.states).toEqual({ one: 'created' });
    const before = pings(stage.fake);
    for (let n = 0; n < 10; n += 1) {
      await stage.fake.stop();
      await sleep(500);
      await stage.fake.start();
      await sleep(1_500);
    }
    // 40 in a minute; this is a third of one.
    expect(pings(stage.fake) - before).toBeLessThanOrEqual(14);
    await stage.berth.engineIs(connected, 'connected');
    expect(list.patches.length).toBe(1);
    await list.end();
  });

  test('EN-11 an engine that takes only newer APIs is met at one of them', async () => {
    const stage = await openConnected({ version: '29.1.0', api: '1.52', minApi: '1.44' });
    const state = await stage.berth.engineIs(connected, 'connected');
    expect(Number(state.apiVersion?.split('.')[1])).toBeGreaterThanOrEqual(44);
    expect((await stage.client.containers.inspect({ engine: stage.engine, id: one })).name).toBe('one');
  });

  test.each([
    ['engine-too-old', { version: '1.9', api: '1.20', minApi: '1.12' }],
    ['engine-too-new', { version: '99.0', api: '1.199', minApi: '1.198' }],
  ])('EN-11 EN-12 %s: says both versions, and asks no second time soon', async (code, options) => {
    const { berth, fake } = await open(options);
    const state = await until(await berth.client.engines.watch(), ({ attempts }) => attempts.length > 0, 'tried');
    expect(state.attempts[0]?.outcome).toMatchObject({
      kind: 'failed',
      error: { code, params: { theirs: expect.stringMatching(/^1\./), ours: expect.stringMatching(/^1\./) } },
    });
    await sleep(300); // a question that was on its way beside the one that failed
    const asked = fake.requests.length;
    await sleep(4_000);
    expect(fake.requests.length).toBe(asked);
  });
});

describe('streams', () => {
  test('ST-04 events lost in a gap: the list equals the engine after it', async () => {
    const stage = await openConnected();
    const list = watchRows(stage);
    await expect.poll(list.states).toEqual({ one: 'created' });
    stage.fake.loseEvents(true);
    stage.fake.put({ id: one, name: 'one', state: 'running' }, 'start');
    for (let n = 2; n < 40; n += 1) stage.fake.put({ id: fakeId(n), name: `c${n}`, state: 'running' });
    for (let n = 2; n < 10; n += 1) stage.fake.remove(fakeId(n));
    stage.fake.loseEvents(false);
    await stage.fake.stop();
    await stage.fake.start();
    await expect.poll(list.states).toEqual(statesOf(stage.fake));
    await list.end();
  });

  test('ST-05 5,000 events in a second: at most 20 patches a second, right at the end', async () => {
    const stage = await openConnected();
    const list = watchRows(stage);
    await expect.poll(list.states).toEqual({ one: 'created' });
    const begun = performance.now();
    for (let n = 0; n < 5_000; n += 1) {
      const id = fakeId(100 + (n % 700));
      stage.fake.put({ id, name: `c${n % 700}`, state: n % 3 === 0 ? 'running' : 'exited' });
      if (n % 100 === 0) await sleep(20);
    }
    await expect.poll(list.states).toEqual(statesOf(stage.fake));
    const seconds = (performance.now() - begun) / 1_000;
    expect(list.patches.length).toBeLessThanOrEqual(20 * seconds + 2);
    await list.end();
  });

  test('ST-06 events of an unknown type or action change nothing and are logged once', async () => {
    const stage = await openConnected();
    const list = watchRows(stage);
    await expect.poll(list.states).toEqual({ one: 'created' });
    for (let n = 0; n < 20; n += 1) {
      stage.fake.emit('teapot', 'boil', 'x');
      stage.fake.emit('container', 'levitate', one);
    }
    stage.fake.put({ id: one, name: 'one', state: 'running' }, 'start');
    await expect.poll(list.states).toEqual({ one: 'running' });
    expect(list.patches.length).toBe(2);
    expect(stage.berth.lines.filter((line) => line.includes('levitate')).length).toBe(1);
    await list.end();
  });

  test('a cancelled call closes its connection to the engine', async () => {
    const stage = await openConnected();
    const silent: { socket: Socket | null }[] = [];
    stage.fake.on(({ path }, response) => {
      if (isInspect(path)) silent.push(response);
      return isInspect(path);
    });
    const controller = new AbortController();
    const call = stage.client.containers.inspect({ engine: stage.engine, id: one }, { signal: controller.signal });
    const ended = call.catch((error) => error);
    await expect.poll(() => silent.length).toBe(1);
    const socket = silent[0]?.socket;
    const open = stage.fake.connections.open;
    expect(socket?.destroyed).toBe(false);
    controller.abort();
    await ended;
    await expect.poll(() => socket?.destroyed).toBe(true);
    expect(stage.fake.connections.open).toBeLessThan(open);
    expect(stage.berth.lines.filter((line) => line.includes('A fault in Berth'))).toEqual([]);
  });
});

describe('answers', () => {
  test.each([
    ['text', 500, 'text/plain', 'boom', 'engine-error', 'boom'],
    ['HTML from a proxy', 502, 'text/html', '<html><body>Bad Gateway</body></html>', undefined, 'Bad Gateway'],
    ['{}', 500, 'application/json', '{}', 'engine-error', undefined],
    ['nothing', 500, 'application/json', '', 'engine-error', undefined],
    [
      '500 for a missing one',
      500,
      'application/json',
      '{"message":"no such container: x","response":500}',
      undefined,
      'no such',
    ],
    ['404', 404, 'application/json', '{"message":"No such container: x"}', 'not-found', 'No such container'],
  ])(
    'RE-02 an error as %s is coded by status and message, its raw text on ask',
    async (_, status, type, body, code, raw) => {
      const stage = await openConnected();
      stage.fake.on(({ path }, response) => {
        if (!path.endsWith('/start')) return false;
        response.writeHead(status, { 'Content-Type': type }).end(body);
        return true;
      });
      const { items } = await stage.client.containers.start({ engine: stage.engine, ids: [one] });
      const error = items[0]?.error;
      expect(items[0]?.state).toBe('failed');
      expect(error?.code).not.toBe('internal');
      if (code !== undefined) expect(error?.code).toBe(code);
      if (raw !== undefined) expect(error?.raw).toContain(raw);
    },
  );

  test.each([
    ['cut', (engine: FakeEngine) => engine.on(({ path }, response) => cutAt(path, response))],
    [
      'longer than it says',
      (engine: FakeEngine) => engine.on(({ path }, response) => raw(path, response, shortLength)),
    ],
    ['garbage for chunks', (engine: FakeEngine) => engine.on(({ path }, response) => raw(path, response, garbage))],
    ['not JSON', (engine: FakeEngine) => engine.on(({ path }, response) => raw(path, response, notJson))],
  ])('RE-04 a body that is %s is a coded error, and the next call works', async (_, script) => {
    const stage = await openConnected();
    const undo = script(stage.fake);
    const code = await codeOf(stage.client.containers.inspect({ engine: stage.engine, id: one }));
    expect(['engine-answer', 'engine-unreachable']).toContain(code);
    undo();
    expect((await stage.client.containers.inspect({ engine: stage.engine, id: one })).name).toBe('one');
    expect((await stage.berth.engineIs((state: EngineState) => state !== undefined, 'state')).phase).toBe('connected');
  });
});

type Response = Parameters<typeof fail>[0];
const isInspect = (path: string) => path === `/containers/${one}/json`;

function cutAt(path: string, response: Response): boolean {
  if (!isInspect(path)) return false;
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' });
  response.write('{"Id":"0000');
  setTimeout(() => response.destroy(), 20);
  return true;
}

const shortLength =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"Id":"1","Name":"/longer than ten"}';
const garbage =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{"Id"\r\n';
const notJson = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"Id": 1,';

/** Past the HTTP server, which would not write such a thing. */
function raw(path: string, response: Response, text: string): boolean {
  if (!isInspect(path)) return false;
  response.socket?.end(text);
  return true;
}
