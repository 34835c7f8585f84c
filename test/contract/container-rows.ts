/** What each verb that changes a container, and taking it back, has to do on a real engine. */
import { expect } from 'vitest';
import type { ContainerId } from '../../electron/common/contract/ids';
import type { Job } from '../../electron/common/contract/jobs';
import { unique } from '../engine/unique';
import { codeOf, make, missing, type Row, type Stage, sleeps, stateOf, until } from './row-helpers';

/** Says which signals it got, and lives through them. */
const traps = 'trap "echo got HUP" HUP; trap "echo got USR1" USR1; echo ready; while :; do sleep 0.1; done';

async function logOf({ real }: Stage, id: ContainerId): Promise<string> {
  const { body } = await real.api('GET', `/containers/${id}/logs?stdout=1`);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

const inspect = ({ client, engine }: Stage, id: ContainerId) => client.containers.inspect({ engine, id });

/** Those that Activity has, by their id. */
async function jobOf({ client }: Stage, id: Job['id']): Promise<Job> {
  const { rows } = await until(await client.jobs.watch(), () => true, 'the jobs');
  const job = (rows as readonly Job[]).find((row) => row.id === id);
  if (!job) throw new Error('Activity does not have the job');
  return job;
}

async function makeNetwork({ real }: Stage, subnet?: string): Promise<string> {
  const name = unique('net');
  const made = await real.api('POST', '/networks/create', {
    Name: name,
    ...(subnet && { IPAM: { Config: [{ Subnet: subnet }] } }),
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return name;
}

/** Of its own for each run: engines refuse subnets that overlap. */
const subnets = { next: Math.floor(Math.random() * 100) };
const freshSubnet = () => `10.213.${subnets.next++ % 256}`;

export const containerRows = {
  async 'containers.pause'(stage) {
    const { id } = await make(stage, sleeps);
    const { client, engine } = stage;
    const result = await client.containers.pause({ engine, ids: [id, missing] });
    expect(result.items.map(({ state, error }) => [state, error?.code])).toEqual([
      ['done', undefined],
      ['failed', 'not-found'],
    ]);
    expect(await stateOf(stage, id)).toBe('paused');
    const again = await client.containers.pause({ engine, ids: [id] });
    expect(again.items[0]?.error?.code).toBe('wrong-state');
  },
  async 'containers.unpause'(stage) {
    const { id } = await make(stage, sleeps);
    const { client, engine } = stage;
    const refused = await client.containers.unpause({ engine, ids: [id] });
    expect(refused.items[0]?.error?.code).toBe('wrong-state');
    await client.containers.pause({ engine, ids: [id] });
    const result = await client.containers.unpause({ engine, ids: [id] });
    expect(result.items[0]).toMatchObject({ state: 'done', undo: { verb: 'pause' } });
    expect(await stateOf(stage, id)).toBe('running');
  },
  async 'containers.kill'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, traps);
    await expect.poll(() => logOf(stage, id)).toContain('ready');
    const { job } = await client.containers.kill({ engine, ids: [id], signal: 'SIGHUP' });
    expect(await jobOf(stage, job)).toMatchObject({ about: 'SIGHUP', command: `docker kill --signal HUP ${name}` });
    await expect.poll(() => logOf(stage, id)).toContain('got HUP');
    expect(await stateOf(stage, id)).toBe('running');
    const bad = await client.containers.kill({ engine, ids: [id], signal: 'SIGFOO' });
    expect(bad.items[0]?.error).toMatchObject({ code: 'bad-input', params: { field: 'signal' } });
    expect(await codeOf(client.containers.kill({ engine, ids: [id], signal: 'a b' }))).toBe('bad-input');
    await client.containers.kill({ engine, ids: [id] });
    await expect.poll(() => stateOf(stage, id)).toBe('exited');
    const late = await client.containers.kill({ engine, ids: [id] });
    expect(late.items[0]?.error?.code).toBe('wrong-state');
  },
  async 'containers.rename'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, sleeps);
    const other = await make(stage, sleeps, false);
    const taken = await client.containers.rename({ engine, id, name: other.name });
    expect(taken.items[0]?.error?.code).toBe('name-taken');
    const invalid = await client.containers.rename({ engine, id, name: 'a b' });
    expect(invalid.items[0]?.error?.code).toBe('name-invalid');
    const { items, job } = await client.containers.rename({ engine, id, name: `${name}-new` });
    expect(items[0]).toMatchObject({ state: 'done', name, undo: { verb: 'rename', was: name, now: `${name}-new` } });
    expect((await inspect(stage, id)).name).toBe(`${name}-new`);
    expect((await jobOf(stage, job)).command).toBe(`docker rename ${name} ${name}-new`);
  },
  async 'containers.update'(stage) {
    const { client, engine, real } = stage;
    const { id } = await make(stage, sleeps);
    const change = { restartPolicy: { name: 'on-failure', maximumRetryCount: 3 }, pids: 50, cpus: 0.5 } as const;
    const { items } = await client.containers.update({ engine, ids: [id], ...change });
    const state = await until(await client.engines.watch(), ({ engines }) => engines.length > 0, 'the engine');
    if (!state.engines[0]?.capabilities?.['update-limits']) {
      // Podman 4 has no such call: the capability says so first, and who asks all the same is told.
      expect(real.kind).toBe('podman');
      expect(items[0]?.error?.code).toBe('unsupported');
      return;
    }
    // What was not limited in CPU can't be made so again: no inverse.
    expect(items[0]).toMatchObject({ state: 'done' });
    expect(items[0]?.undo).toBeUndefined();
    expect(await inspect(stage, id)).toMatchObject({
      restartPolicy: change.restartPolicy,
      limits: { pids: 50, cpus: 0.5 },
    });
    const second = await client.containers.update({ engine, ids: [id], cpus: 0.25, pids: -1 });
    expect(second.items[0]?.undo).toMatchObject({ verb: 'update', was: { cpus: 0.5, pids: 50 } });
    const tiny = await client.containers.update({ engine, ids: [id], memory: 1024, memorySwap: 2048 });
    expect(tiny.items[0]?.error).toMatchObject({ code: 'bad-input', params: { field: 'limits' } });
  },
  async 'containers.sizes'(stage) {
    const { client, engine } = stage;
    const wrote = await make(stage, 'dd if=/dev/zero of=/big bs=1024 count=300');
    await expect.poll(() => stateOf(stage, wrote.id)).toBe('exited');
    const clean = await make(stage, sleeps, false);
    const sizes = await client.containers.sizes({ engine, ids: [wrote.id, clean.id, missing] });
    expect(sizes.map(({ id }) => id).toSorted()).toEqual([wrote.id, clean.id].toSorted());
    const written = (id: ContainerId) => sizes.find((one) => one.id === id)?.written ?? -1;
    expect(written(wrote.id)).toBeGreaterThanOrEqual(300 * 1024);
    expect(written(clean.id)).toBeLessThan(10_000);
  },
  async 'networks.list'(stage) {
    const name = await makeNetwork(stage, `${freshSubnet()}.0/24`);
    const networks = await stage.client.networks.list({ engine: stage.engine });
    expect(networks.find((network) => network.name === name)).toMatchObject({
      engine: stage.engine,
      driver: 'bridge',
      internal: false,
      subnets: [expect.stringMatching(/^10\.213\.\d+\.0\/24$/)],
    });
  },
  async 'networks.connect'(stage) {
    const { client, engine } = stage;
    const subnet = freshSubnet();
    const network = await makeNetwork(stage, `${subnet}.0/24`);
    const { id: container, name } = await make(stage, sleeps);
    const ipv4 = `${subnet}.77`;
    const { items, job } = await client.networks.connect({ engine, network, ids: [container], aliases: ['db'], ipv4 });
    expect(items[0]).toMatchObject({ state: 'done', name, undo: { verb: 'disconnect', network } });
    expect(await jobOf(stage, job)).toMatchObject({
      about: network,
      command: `docker network connect --alias db --ip ${ipv4} ${network} ${name}`,
    });
    const joined = (await inspect(stage, container)).networks.find((one) => one.network === network);
    expect(joined).toMatchObject({ ipv4, aliases: expect.arrayContaining(['db']) });
    const nowhere = await client.networks.connect({ engine, network: unique('none'), ids: [container] });
    expect(nowhere.items[0]?.error?.code).toBe('not-found');
  },
  async 'networks.disconnect'(stage) {
    const { client, engine } = stage;
    const network = await makeNetwork(stage);
    const { id: container } = await make(stage, sleeps);
    const ids = [container, (await make(stage, sleeps)).id];
    const both = await client.networks.connect({ engine, network, ids, aliases: ['db'] });
    expect(both.items.map(({ state }) => state)).toEqual(['done', 'done']);
    const { items } = await client.networks.disconnect({ engine, network, ids });
    const done = { state: 'done', undo: { verb: 'connect', network } };
    expect(items).toMatchObject([done, done]);
    expect((await inspect(stage, container)).networks.map((one) => one.network)).not.toContain(network);
    const again = await client.networks.disconnect({ engine, network, ids });
    expect(again.items[0]?.state).toBe('failed');
  },
  async 'jobs.undo'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, sleeps);
    const renamed = await client.containers.rename({ engine, id, name: `${name}-a` });
    const undone = await client.jobs.undo({ id: renamed.job });
    expect(undone.items[0]?.state).toBe('done');
    expect((await inspect(stage, id)).name).toBe(name);
    expect((await jobOf(stage, renamed.job)).undoneBy).toBe(undone.job);
    expect(await codeOf(client.jobs.undo({ id: renamed.job }))).toBe('changed-since');

    // Renamed by somebody else since: taking ours back would undo theirs.
    const second = await client.containers.rename({ engine, id, name: `${name}-b` });
    await stage.real.api('POST', `/containers/${id}/rename?name=${name}-c`);
    const refused = await client.jobs.undo({ id: second.job });
    expect(refused.items[0]?.error?.code).toBe('changed-since');
    expect((await jobOf(stage, second.job)).undoneBy).toBeUndefined();

    const stopped = await client.containers.stop({ engine, ids: [id], graceSeconds: 0 });
    await client.jobs.undo({ id: stopped.job });
    expect(await stateOf(stage, id)).toBe('running');
    expect(await codeOf(client.jobs.undo({ id: 'nothing' as Job['id'] }))).toBe('expired');
  },
} satisfies Record<string, Row>;
