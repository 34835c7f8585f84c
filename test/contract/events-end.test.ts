/** An engine that ends its events in good order, and goes on with all else: Podman does when its file of them is full. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/common/contract/containers';
import type { EnginePhase } from '../../electron/common/contract/engines';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { TestEngine } from '../engine/engines';
import { sharedPodman } from '../engine/shared';
import { cleanup } from '../engine/unique';
import { startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId } from '../fake-engine/fake-records';
import { make, sleeps } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';
import { ended, patience, view } from './terminal-view';

/** All phases of the only engine from now on, and the rows of its list by name, until `end`. */
function watching(berth: RunningBerth, engine: EngineId) {
  const stop = new AbortController();
  const phases: EnginePhase[] = [];
  const rows = new Map<ContainerId, Container>();
  const read = async () => {
    for await (const { engines } of await berth.client.engines.watch(undefined, { signal: stop.signal }))
      phases.push(...engines.map(({ phase }) => phase));
  };
  const list = async () => {
    for await (const patch of await berth.client.containers.watch({ engine }, { signal: stop.signal }))
      for (const row of patch.rows) rows.set(row.id, row);
  };
  for (const work of [read(), list()]) work.catch(() => undefined);
  return {
    phases: () => [...new Set(phases)],
    state: (id: ContainerId) => rows.get(id)?.state,
    end: () => stop.abort(),
  };
}

describe('Podman', () => {
  let real: TestEngine;
  let berth: RunningBerth;
  beforeAll(async () => {
    real = await sharedPodman();
    berth = startBerth(real.host);
  });
  afterAll(async () => {
    await berth?.close();
    if (real) await cleanup(real);
  });

  test('its file of events is cut: a terminal goes on, the list stays live, and nothing says that it was lost', async () => {
    const { client } = berth;
    const { id: engine } = await berth.engineIs(connected, 'connected');
    const stage = { client, engine, real };
    const { id: container } = await make(stage, sleeps);
    const terminal = await client.terminals.open({ kind: 'exec', engine, container, columns: 80, rows: 24 });
    const shown = await view(client, terminal.id);
    await shown.type('echo before $((40 + 2))\r');
    await shown.shows('before 42');
    const seen = watching(berth, engine);
    await expect.poll(() => seen.state(container), patience).toBe('running');

    const file = join(real.dir, 'podman/run/tmp/events/events.log');
    const [line = ''] = readFileSync(file, 'utf8').split('\n', 1);
    const filling = `${line}\n`.repeat(Math.ceil(1_100_000 / (line.length + 1)));
    const full = statSync(file).size + filling.length;
    appendFileSync(file, filling);
    // Its next event has it cut.
    await real.api('POST', `/containers/${container}/pause`);
    await expect.poll(() => statSync(file).size, patience).toBeLessThan(full);
    await expect.poll(() => berth.lines.join('\n'), patience).toContain('ended its events');
    await expect.poll(() => seen.state(container), patience).toBe('paused');
    await real.api('POST', `/containers/${container}/unpause`);
    await expect.poll(() => seen.state(container), patience).toBe('running');

    await shown.type('echo after $((40 + 3))\r');
    await shown.shows('after 43');
    expect(seen.phases()).toEqual(['connected']);
    seen.end();
    await shown.type('exit 4\r');
    expect(await ended(client, terminal.id)).toMatchObject({ exitCode: 4, reason: 'program' });
  });
});

describe('a scripted engine', () => {
  test('ends them again and again at once: that is a loss, and is not asked for without a pause', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'berth-events-'));
    const fake = await startFakeEngine({ socket: join(dir, 'engine.sock') });
    fake.containers.set(fakeId(1), { id: fakeId(1), name: 'one', state: 'running' });
    fake.on(({ path }, response) => {
      if (path !== '/events') return false;
      response.writeHead(200, { 'Content-Type': 'application/json' }).end();
      return true;
    });
    const berth = startBerth(fake.host);
    try {
      await berth.engineIs(({ phase }) => phase === 'reconnecting', 'lost');
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(fake.requests.filter(({ path }) => path === '/events').length).toBeLessThan(10);
    } finally {
      await berth.close();
      await fake.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
