/** The Engine port against real engines: the same expectations of Docker and of Podman. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerId, EngineId, ImageId } from '../../electron/common/contract/ids';
import { connectEngine } from '../../electron/engine/connect';
import type { Engine, EngineEvent } from '../../electron/engine/port';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';

const absent = 'f'.repeat(64) as ContainerId;
const code = (expected: string, params: object = {}) =>
  expect.objectContaining({
    data: expect.objectContaining({ code: expected, params: expect.objectContaining(params) }),
  });

describe.each([
  ['docker', sharedDocker],
  ['podman', sharedPodman],
] as const)('the Engine port on %s', (product, shared) => {
  let real: TestEngine;
  let engine: Engine;
  let image: string;

  beforeAll(async () => {
    real = await shared();
    engine = await connectEngine(product as string as EngineId, { url: real.host });
    const images = await engine.listImages();
    image = images.flatMap(({ tags }) => tags).find((tag) => tag.includes('sample/shell')) ?? '';
  });
  afterEach(() => cleanup(real));
  afterAll(() => engine?.close());

  /** A container of the shell sample, by default one that sleeps and ignores SIGTERM as any pid 1 does. */
  async function create(
    more: { Cmd?: readonly string[]; Tty?: boolean; Labels?: object; StopTimeout?: number; start?: boolean } = {},
  ) {
    const name = unique('port');
    const { start = true, ...body } = more;
    const made = await real.api('POST', `/containers/create?name=${name}`, {
      Image: image,
      Cmd: ['sleep', '1000'],
      ...body,
    });
    expect(made.status).toBe(201);
    const id = (made.body as { Id: string }).Id as ContainerId;
    if (start) await engine.startContainer(id);
    return { id, name };
  }

  async function log(
    id: ContainerId,
    options: { follow?: boolean; tail?: number; since?: string; tty?: boolean } = {},
  ) {
    const pieces: string[] = [];
    const all = { follow: false, tty: false, signal: new AbortController().signal, ...options };
    for await (const { stream, bytes } of engine.containerLog(id, all)) {
      pieces.push(
        ...Buffer.from(bytes)
          .toString()
          .trimEnd()
          .split(/\r?\n/)
          .map((line) => `${stream} ${line.replace(/^\S+ /, '')}`),
      );
    }
    return pieces;
  }

  test('tells who it is', async () => {
    expect(engine.identity).toMatchObject({ product, platform: expect.stringMatching(/^linux\//), clockOffset: 0 });
    const info = await engine.info();
    expect(info).toMatchObject({
      product,
      version: engine.identity.version,
      usedApiVersion: engine.identity.apiVersion,
    });
    expect(info.cpus).toBeGreaterThan(0);
    await engine.ping(2_000);
  });

  test('lists, lists by id, inspects; what is gone is not found', async () => {
    const { id, name } = await create({ Labels: { __proto__: null, 'a.b': '<img src=x>' } });
    expect((await engine.listContainers()).find((row) => row.id === id)).toMatchObject({ name, state: 'running' });
    expect((await engine.listContainers({ ids: [id, absent] })).map((row) => row.name)).toEqual([name]);
    const many = Array.from({ length: 200 }, (_, index) => index.toString(16).padStart(64, '0') as ContainerId);
    expect((await engine.listContainers({ ids: [...many, id] })).map((row) => row.name)).toEqual([name]);
    expect(await engine.listContainers({ ids: [] })).toEqual([]);
    expect(await engine.inspectContainer(id)).toMatchObject({ id, name, state: 'running', command: ['sleep', '1000'] });
    await expect(engine.inspectContainer(absent)).rejects.toEqual(
      code('not-found', { noun: 'container', name: absent }),
    );
  });

  test('health of rows, where the engine’s rows say nothing too', async () => {
    const web = (await engine.listContainers()).find(({ name }) => name === 'web');
    // A check may take too long where much else is done.
    expect(web?.health).toMatch(/^(starting|healthy|unhealthy)$/);
  });

  test('starts, stops, restarts; doing it twice is quiet (RE-09)', async () => {
    const { id } = await create({ start: false });
    const state = async () => (await engine.inspectContainer(id)).state;
    await engine.startContainer(id);
    await engine.startContainer(id);
    expect(await state()).toBe('running');
    await engine.stopContainer(id, 0);
    await engine.stopContainer(id, 0);
    expect(await state()).toBe('exited');
    await engine.restartContainer(id, 0);
    expect(await state()).toBe('running');
  });

  test('deletes by force without the time to stop; what is gone counts as deleted (RE-08)', async () => {
    const { id } = await create({ StopTimeout: 60 });
    await expect(engine.deleteContainer(id, { force: false, volumes: false })).rejects.toEqual(
      code('wrong-state', { state: 'running' }),
    );
    const began = performance.now();
    await engine.deleteContainer(id, { force: true, volumes: true });
    expect(performance.now() - began).toBeLessThan(30_000);
    await engine.deleteContainer(id, { force: true, volumes: true });
    await engine.deleteContainer(absent, { force: false, volumes: false });
  });

  test('a command that does not exist', async () => {
    const { id } = await create({ Cmd: ['/nope'], start: false });
    await expect(engine.startContainer(id)).rejects.toEqual(code('command-not-found', { command: '/nope' }));
  });

  test('events come in Docker’s words and resume where they were left', async () => {
    const controller = new AbortController();
    const seen: EngineEvent[] = [];
    // Since a moment ago: nothing tells when a subscription stands.
    const from = BigInt(Date.now() - 3_000) * 1_000_000n;
    const read = (async () => {
      for await (const event of engine.events({ sinceNano: from, signal: controller.signal })) seen.push(event);
    })();
    const { id } = await create();
    await engine.deleteContainer(id, { force: true, volumes: false });
    const mine = (events: readonly EngineEvent[]) =>
      events.filter(({ subject }) => subject === id).map(({ action }) => action);
    await expect.poll(() => mine(seen)).toEqual(expect.arrayContaining(['create', 'start', 'die', 'destroy']));
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(read).rejects.toBe(reason);

    const again = new AbortController();
    const sinceNano = seen.find(({ subject }) => subject === id)?.timeNano;
    const later: EngineEvent[] = [];
    try {
      for await (const event of engine.events({ sinceNano, signal: again.signal })) {
        later.push(event);
        if (mine(later).includes('destroy')) again.abort(reason);
      }
    } catch (error) {
      expect(error).toBe(reason);
    }
    expect(mine(later)).toEqual(expect.arrayContaining(['create', 'start', 'die', 'destroy']));
  });

  test('a log: streams apart, tail, end of a stopped one', async () => {
    const { id } = await create({
      Cmd: ['sh', '-c', 'for i in 1 2 3; do echo out $i; sleep 0.05; echo err $i >&2; sleep 0.05; done'],
    });
    await expect.poll(async () => (await engine.inspectContainer(id)).state).toBe('exited');
    expect((await log(id)).sort()).toEqual([
      'err err 1',
      'err err 2',
      'err err 3',
      'out out 1',
      'out out 2',
      'out out 3',
    ]);
    // The engine reads the two streams apart: which of them came last is its to say.
    expect(await log(id, { tail: 1 })).toEqual([expect.stringMatching(/^(out out|err err) 3$/)]);
    await expect(log(absent)).rejects.toEqual(code('not-found'));
  });

  test('a log with a TTY is one stream', async () => {
    const { id } = await create({ Tty: true, Cmd: ['sh', '-c', 'echo out; echo err >&2'] });
    await expect.poll(async () => (await engine.inspectContainer(id)).state).toBe('exited');
    expect(await log(id, { tty: true })).toEqual(['tty out', 'tty err']);
  });

  test('a followed log gives lines as they come and ends with its signal', async () => {
    const { id } = await create({ Cmd: ['sh', '-c', 'while true; do echo tick; sleep 0.1; done'] });
    const controller = new AbortController();
    const reason = new Error('enough');
    let lines = 0;
    const follow = async () => {
      for await (const _ of engine.containerLog(id, { follow: true, tty: false, signal: controller.signal })) {
        lines += 1;
        if (lines === 3) controller.abort(reason);
      }
    };
    await expect(follow()).rejects.toBe(reason);
  });

  test('a shell: size, both ways, exit code', async () => {
    const { id } = await create();
    const session = await engine.exec(id, { command: ['sh'], columns: 101, rows: 33, env: ['WORD=hé'] });
    let screen = '';
    session.stream.on('data', (chunk) => {
      screen += chunk;
    });
    const ended = new Promise((resolve) => session.stream.once('end', resolve));
    const says = async (text: string) => {
      await expect.poll(() => screen).toContain(text);
    };
    session.stream.write('stty size; echo "<$WORD>"\n');
    await says('33 101');
    await says('<hé>');
    expect(await session.exitCode()).toBeUndefined();
    await session.resize(90, 20);
    session.stream.write('stty size; exit 7\n');
    await says('20 90');
    await ended;
    await expect.poll(() => session.exitCode()).toBe(7);
  });

  test('a command run to its end; its output has a limit', async () => {
    const { id } = await create();
    const both = await engine.execOnce(id, ['sh', '-c', 'echo a; sleep 0.1; echo b >&2; exit 3']);
    expect([both.exitCode, both.output.split('\n').toSorted()]).toEqual([3, ['', 'a', 'b']]);
    expect((await engine.execOnce(id, ['echo', 'abcdef'], { limit: 3 })).output).toBe('abc');
    expect((await engine.execOnce(id, ['/nope'])).exitCode).toBeGreaterThan(125);
    const reason = new Error('enough');
    const controller = new AbortController();
    const endless = engine.execOnce(id, ['sleep', '1000'], { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 300);
    await expect(endless).rejects.toBe(reason);
    await engine.stopContainer(id, 0);
    await expect(engine.execOnce(id, ['sh'])).rejects.toEqual(code('wrong-state'));
    await expect(engine.exec(absent, { command: ['sh'], columns: 80, rows: 24 })).rejects.toEqual(code('not-found'));
  });

  test('images: a list, details with history and layers, and who uses them', async () => {
    const { id, name } = await create({ start: false });
    const rows = await engine.listImages();
    const row = rows.find(({ tags }) => tags.includes(image));
    expect(row).toMatchObject({ dangling: false, id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    const details = await engine.inspectImage(row?.id ?? ('' as ImageId));
    expect(details.usedBy).toContainEqual({ id, name });
    expect(details.history.flatMap(({ layer }) => layer?.diffId ?? [])).toEqual(details.layers);
    await expect(engine.inspectImage(`sha256:${absent}` as ImageId)).rejects.toEqual(
      code('not-found', { noun: 'image' }),
    );
  });

  test('deletes an image with all its tags; never one in use', async () => {
    const repository = unique('image');
    const base = await create({ start: false });
    const made = await real.api('POST', `/commit?container=${base.id}&repo=${repository}&tag=1`, {});
    expect(made.status).toBe(201);
    const find = async () =>
      (await engine.listImages()).find(({ tags }) => tags.some((tag) => tag.includes(repository)));
    const committed = await find();
    expect(committed).toBeDefined();
    const id = committed?.id ?? ('' as ImageId);
    await real.api('POST', `/images/${committed?.tags[0]}/tag?repo=${repository}&tag=2`);
    expect((await find())?.tags).toHaveLength(2);

    const user = unique('port');
    const used = await real.api('POST', `/containers/create?name=${user}`, {
      Image: committed?.tags[0],
      Cmd: ['sleep', '1000'],
    });
    await engine.startContainer((used.body as { Id: string }).Id as ContainerId);
    await expect(engine.deleteImage(id, { force: false })).rejects.toEqual(code('in-use', { by: `container ${user}` }));
    await expect(engine.deleteImage(id, { force: true })).rejects.toEqual(code('in-use'));
    expect((await find())?.tags).toHaveLength(2);
    expect((await engine.inspectContainer((used.body as { Id: string }).Id as ContainerId)).state).toBe('running');

    await engine.deleteContainer((used.body as { Id: string }).Id as ContainerId, { force: true, volumes: false });
    await engine.deleteImage(id, { force: false });
    expect(await find()).toBeUndefined();
    await engine.deleteImage(id, { force: false }).catch((error) => expect(error).toEqual(code('not-found')));
  });

  test('after close, calls and streams end with an error and no socket is left', async () => {
    const other = await connectEngine('other' as EngineId, { url: real.host });
    const { id } = await create({ Cmd: ['sh', '-c', 'while true; do echo tick; sleep 0.1; done'] });
    const follow = (async () => {
      for await (const _ of other.containerLog(id, { follow: true, tty: false, signal: new AbortController().signal }))
        void _;
    })();
    await wait(300);
    other.close();
    await expect(follow).rejects.toEqual(code('engine-unreachable'));
    await expect(other.listContainers()).rejects.toEqual(code('engine-unreachable'));
  });
});
