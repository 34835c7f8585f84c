/** A real engine that is ill-treated: killed, hung, emptied. Each name carries its id in the list of faults. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/common/contract/containers';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import { startDocker, type TestEngine } from '../engine/engines';
import { startCountingProxy } from './counting-proxy';
import { codeOf, until } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';

/** What a crowded machine may add to a figure. ms */
const busy = 10_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a Docker of our own', () => {
  let real: TestEngine;
  let berth: RunningBerth;
  let engine: EngineId;
  let id: ContainerId;

  beforeAll(async () => {
    real = await startDocker({ seed: 'small' });
    berth = startBerth(real.host);
    engine = (await berth.engineIs(connected, 'connected')).id;
    const made = await real.api('POST', '/containers/create?name=victim', {
      Image: 'sample/shell:1',
      Cmd: ['sleep', '300'],
    });
    id = (made.body as { Id: string }).Id as ContainerId;
  });
  afterAll(async () => {
    await berth?.close();
    await real?.stop();
  });

  /** The list as a page that stays open holds it. */
  async function openList() {
    const rows = new Map<ContainerId, Container>();
    const controller = new AbortController();
    const stream = await berth.client.containers.watch({ engine }, { signal: controller.signal });
    const done = (async () => {
      for await (const patch of stream) {
        if (patch.kind === 'all') rows.clear();
        for (const row of patch.rows) rows.set(row.id, row);
        if (patch.kind === 'some') for (const gone of patch.gone) rows.delete(gone);
      }
    })();
    await expect.poll(() => rows.size).toBeGreaterThan(0);
    const close = () => {
      controller.abort();
      return done;
    };
    return { rows, close };
  }

  test('EN-06 stopped by SIGSTOP: "not answering" within 10 s, verbs say so, all well after SIGCONT', async () => {
    const list = await openList();
    await real.pause();
    try {
      const before = performance.now();
      await berth.engineIs((state) => state.phase === 'not-answering', 'not answering');
      expect(performance.now() - before).toBeLessThan(10_000 + busy);
      expect(await codeOf(berth.client.containers.start({ engine, ids: [id] }))).toBe('engine-not-answering');
    } finally {
      await real.resume();
    }
    await berth.engineIs(connected, 'goes on');
    await berth.client.containers.start({ engine, ids: [id] });
    await expect.poll(() => list.rows.get(id)?.state).toBe('running');
    await list.close();
  });

  test('EN-04 killed by SIGKILL: said within 3 s, the rows stay, whole within 5 s of its return', async () => {
    const list = await openList();
    const size = list.rows.size;
    const killed = performance.now();
    await real.kill9();
    const lost = await berth.engineIs((state) => state.phase === 'reconnecting', 'lost');
    // Figures of the list of faults, and the time that a busy machine takes.
    expect(performance.now() - killed).toBeLessThan(3_000 + busy);
    expect(lost.error?.code).toBe('engine-unreachable');
    expect(list.rows.size).toBe(size);
    // EN-03: the file is still there, and that is told from "no file".
    await sleep(1_000);
    const dead = await berth.engineIs((state) => state.phase === 'reconnecting', 'lost');
    expect(`${dead.error?.params.reason}`).toMatch(/refused/i);
    await real.restart();
    const back = performance.now();
    await berth.engineIs(connected, 'back');
    await expect.poll(() => list.rows.get(id)?.state).toBe('exited');
    expect(performance.now() - back).toBeLessThan(5_000 + busy);
    await list.close();
  });

  test('EN-03 a socket file left by a dead engine is told from no file at start', async () => {
    await real.kill9();
    const second = startBerth(real.host);
    try {
      const state = await until(await second.client.engines.watch(), ({ attempts }) => attempts.length > 0, 'tried');
      expect(state.attempts[0]).toMatchObject({
        source: 'flag',
        outcome: { kind: 'failed', error: { code: 'engine-unreachable' } },
      });
      await real.restart();
      await second.engineIs(connected, 'appears by itself');
    } finally {
      await second.close();
    }
    await berth.engineIs(connected, 'back');
  });

  test('EN-09 what vanished while the engine was away is gone from the list, and its page is told', async () => {
    const list = await openList();
    const proxy = await startCountingProxy(join(real.dir, 'p.sock'), real.socket);
    const second = startBerth(proxy.host);
    try {
      const other = (await second.engineIs(connected, 'connected through the proxy')).id;
      await proxy.close();
      await second.engineIs((state) => state.phase === 'reconnecting', 'lost');
      await real.api('DELETE', `/containers/${id}?force=1`);
      const again = await startCountingProxy(join(real.dir, 'p.sock'), real.socket);
      await second.engineIs(connected, 'back');
      expect(await codeOf(second.client.containers.inspect({ engine: other, id }))).toBe('not-found');
      await again.close();
    } finally {
      await second.close();
      rmSync(join(real.dir, 'p.sock'), { force: true });
    }
    await expect.poll(() => list.rows.has(id)).toBe(false);
    await list.close();
  });

  test('connections to the engine: one for events, back to that after a log and a shell were closed', async () => {
    const proxy = await startCountingProxy(join(real.dir, 'q.sock'), real.socket);
    const second = startBerth(proxy.host);
    try {
      const local = (await second.engineIs(connected, 'connected')).id;
      const [row] = (await real.api('GET', '/containers/json?filters={"name":["^/shell$"]}')).body as { Id: string }[];
      const shell = row?.Id as ContainerId;
      const quiet = async () => {
        // Idle keep-alive connections may stay; streams may not. Those that are idle are few.
        await sleep(300);
        return proxy.open;
      };
      await second.client.containers.inspect({ engine: local, id: shell });
      const before = await quiet();
      const log = await second.client.logs.open({ engine: local, containers: [shell] });
      const terminal = await second.client.terminals.open({
        kind: 'exec',
        engine: local,
        container: shell,
        columns: 80,
        rows: 24,
      });
      await expect.poll(() => proxy.open).toBeGreaterThan(before);
      await second.client.logs.close({ log });
      await second.client.terminals.close({ terminal: terminal.id });
      await expect.poll(() => proxy.open).toBeLessThanOrEqual(before + 1);
      await second.close();
      await expect.poll(() => proxy.open).toBe(0);
    } finally {
      await second.close();
      await proxy.close();
    }
  });
});
