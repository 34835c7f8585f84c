/** The verbs of stats and processes. */
import { expect } from 'vitest';
import type { EngineId } from '../../electron/common/contract/ids';
import type { StatsSample } from '../../electron/common/contract/stats';
import { codeOf, kept, make, missing, type Row, sleeps, stateOf, until } from './row-helpers';

const busy = 'while :; do :; done';

export const statsRows = {
  async 'stats.watch'(stage) {
    const [{ id }, idle] = [await make(stage, busy), await make(stage, sleeps)];
    const { client, engine } = stage;
    const stream = await client.stats.watch({ engine, ids: [id, idle.id] });
    const samples = kept(stream);
    const of = (batch: readonly StatsSample[]) => batch.find((sample) => sample.id === id);
    const batch = await until(samples, (found) => (of(found)?.cpu ?? 0) > 0.05, 'a busy container');
    const sample = of(batch);
    expect(sample?.cores).toBeGreaterThan(0);
    expect(sample?.memory).toBeGreaterThan(0);
    expect(sample?.memoryLimit).toBeGreaterThan(sample?.memory ?? 0);
    expect(sample?.pids).toBeGreaterThan(0);
    await stage.real.api('POST', `/containers/${id}/kill`);
    // It falls silent, and is back by itself.
    await until(samples, (found) => found.every((one) => one.id !== id), 'the other one alone');
    await stage.real.api('POST', `/containers/${id}/start`);
    await until(samples, (found) => of(found) !== undefined, 'it is back');
    await stream.return?.();
    expect(await codeOf(client.stats.watch({ engine: 'nowhere' as EngineId, ids: [] }))).toBe('engine-unknown');
  },
  async 'stats.history'(stage) {
    const { id } = await make(stage, sleeps);
    const { client, engine } = stage;
    expect(await client.stats.history({ engine, id })).toEqual([]);
    let seen = 0;
    await until(await client.stats.watch({ engine, ids: [id] }), () => ++seen >= 2, 'two samples');
    const history = await client.stats.history({ engine, id });
    expect(history.length).toBeGreaterThanOrEqual(2);
    expect(history.every((sample) => sample.id === id && sample.at > 1e12)).toBe(true);
  },
  async 'processes.list'(stage) {
    const { id } = await make(stage, 'sleep 301 & sleep 302 & wait');
    const { client, engine } = stage;
    await expect
      .poll(async () => (await client.processes.list({ engine, id })).map(({ command }) => command))
      .toEqual(expect.arrayContaining(['sleep 301', 'sleep 302']));
    const list = await client.processes.list({ engine, id });
    const [main] = list.filter((one) => one.main);
    expect(main).toMatchObject({ pid: 1, user: 'root', command: expect.stringContaining('sh -c') });
    expect(list.every(({ pid, hostPid }) => (pid ?? 0) > 0 && (hostPid ?? 0) > 0)).toBe(true);
    expect(await codeOf(client.processes.list({ engine, id: missing }))).toBe('not-found');
    const stopped = await make(stage, sleeps, false);
    expect(await codeOf(client.processes.list({ engine, id: stopped.id }))).toBe('wrong-state');
  },
  async 'processes.kill'(stage) {
    const { id, name } = await make(stage, 'sleep 301 & sleep 302 & wait');
    const { client, engine } = stage;
    const pidOf = async (command: string) =>
      (await client.processes.list({ engine, id })).find((one) => one.command === command)?.pid;
    await expect.poll(() => pidOf('sleep 301')).toBeGreaterThan(1);
    const pid = (await pidOf('sleep 301')) ?? 0;
    const result = await client.processes.kill({ engine, id, pid, command: 'sleep 301', signal: 'SIGTERM' });
    expect(result.items).toMatchObject([{ state: 'done', name: `sleep (${pid}) in ${name}` }]);
    await expect.poll(() => pidOf('sleep 301')).toBeUndefined();
    expect(await pidOf('sleep 302')).toBeGreaterThan(1);
    const again = await client.processes.kill({ engine, id, pid, signal: 'SIGTERM' });
    expect(again.items[0]?.error?.code).toBe('not-found');
    // The main one is the engine's to kill: the container ends with it.
    await client.processes.kill({ engine, id, pid: 1, signal: 'SIGKILL' });
    await expect.poll(() => stateOf(stage, id)).toBe('exited');
  },
} satisfies Record<string, Row>;
