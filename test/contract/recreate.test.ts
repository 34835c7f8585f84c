/** A container made anew (C7): what it keeps, how it comes back, and that no crash at any step leaves neither (DE-04). */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EditStep, editSteps } from '../../electron/common/contract/container-edit';
import type { ContainerDetails } from '../../electron/common/contract/containers';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { JobItem } from '../../electron/common/contract/jobs';
import type { RunSpec } from '../../electron/common/contract/run-spec';
import { connectEngine } from '../../electron/engine/connect';
import type { Engine } from '../../electron/engine/port';
import { specsOf } from '../../electron/services/edits/container-specs';
import { createRecreate } from '../../electron/services/edits/recreate';
import { createJobs } from '../../electron/services/jobs';
import { createLog } from '../../electron/services/log';
import { startDocker, type TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';
import { startBerth } from './stage';

/** Of the engine under test: its address, as Berth names the one of its `--engine` flag. */
let id: EngineId;
const log = createLog(() => undefined);
const stays = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'berth-recreate-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** The service on one engine, as main has it. `hold`: frozen after that step, as a crash there leaves it. */
interface ServiceOptions {
  readonly hold?: EditStep;
  /** Done after that step instead of freezing. */
  readonly meanwhile?: () => Promise<void>;
  readonly proofTime?: number;
}

function service(engine: () => Engine, { hold, meanwhile, proofTime = 1_000 }: ServiceOptions = {}) {
  let held: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    held = resolve;
  });
  const after = async (step: EditStep) => {
    if (step !== hold) return;
    held();
    await (meanwhile ? meanwhile() : new Promise(() => undefined));
  };
  const jobs = createJobs({ dataDir: undefined, notices: { add: () => undefined }, log });
  return { ...createRecreate({ engines: { get: engine }, jobs, dataDir, log, after, proofTime }), reached };
}

const journals = () => {
  try {
    return readdirSync(join(dataDir, 'edits'));
  } catch {
    return [];
  }
};

async function make(real: TestEngine, body: object = {}, name = unique('edit')) {
  const request = { Image: 'sample/shell:1', Cmd: stays, StopTimeout: 2, ...body };
  const created = await real.api('POST', `/containers/create?name=${name}`, request);
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const own = (created.body as { Id: string }).Id as ContainerId;
  expect((await real.api('POST', `/containers/${own}/start`)).status).toBeLessThan(300);
  return { id: own, name };
}

const edited = (spec: RunSpec): RunSpec => ({ ...spec, env: [...spec.env, { name: 'EDITED', value: 'yes' }] });

/** What an edit that failed a test left: its names are no longer such as `cleanup` knows. */
async function sweep({ api }: TestEngine): Promise<void> {
  const { body } = await api('GET', '/containers/json?all=1');
  for (const { Id, Names } of body as { Id: string; Names: string[] }[]) {
    if (Names.some((name) => name.includes(`test-edit-${process.pid}-`)))
      await api('DELETE', `/containers/${Id}?force=1`);
  }
}

/** All containers that have to do with a name. */
async function named(engine: Engine, name: string): Promise<readonly ContainerDetails[]> {
  const rows = (await engine.listContainers()).filter((row) => row.name.startsWith(name));
  return Promise.all(rows.map((row) => engine.inspectContainer(row.id)));
}

for (const [product, start] of Object.entries({ Docker: sharedDocker, Podman: sharedPodman })) {
  describe(product, () => {
    let real: TestEngine;
    let engine: Engine;

    beforeAll(async () => {
      real = await start();
      id = real.host as EngineId;
      engine = await connectEngine(id, { url: real.host });
    });
    afterEach(async () => {
      await sweep(real);
      await cleanup(real);
    });
    afterAll(() => engine?.close());

    const specOf = async (container: ContainerId) =>
      (await specsOf(engine, await engine.inspectContainer(container))).spec;

    async function recreate(
      container: ContainerId,
      change: (spec: RunSpec) => RunSpec,
      options: { proofTime?: number } = {},
    ) {
      const spec = change(await specOf(container));
      const { items } = await service(() => engine, options).recreate({
        engine: id,
        id: container,
        spec,
        waitHealthy: true,
      });
      return items[0] as JobItem;
    }

    /** The old one is back: same id, name and state, and nothing of the new one is left. */
    async function isBack(old: { id: ContainerId; name: string }, state = 'running') {
      const all = await named(engine, old.name);
      expect(all.map((one) => [one.id, one.name, one.state])).toEqual([[old.id, old.name, state]]);
      expect(journals()).toEqual([]);
    }

    test('keeps name, networks, aliases, addresses, anonymous volumes with what is in them, and labels', async () => {
      const [one, two] = [unique('net'), unique('net')];
      const third = product === 'Docker' ? 91 : 92;
      const subnets = { [one]: `10.${third}.1`, [two]: `10.${third}.2` };
      for (const [network, subnet] of Object.entries(subnets)) {
        const IPAM = { Config: [{ Subnet: `${subnet}.0/24` }] };
        const made = await real.api('POST', '/networks/create', { Name: network, CheckDuplicate: true, IPAM });
        expect(made.status, JSON.stringify(made.body)).toBe(201);
      }
      const old = await make(real, {
        Cmd: ['sh', '-c', `[ -e /data/kept ] || echo kept > /data/kept; exec ${stays[0]} -c '${stays[2]}'`],
        Labels: { colour: 'blue' },
        Volumes: { '/data': {} },
        HostConfig: { NetworkMode: one },
        NetworkingConfig: {
          EndpointsConfig: { [one]: { Aliases: ['www'], IPAMConfig: { IPv4Address: `${subnets[one]}.77` } } },
        },
      });
      const joins = {
        Container: old.id,
        EndpointConfig: { Aliases: ['db'], IPAMConfig: { IPv4Address: `${subnets[two]}.78` } },
      };
      expect((await real.api('POST', `/networks/${two}/connect`, joins)).status).toBe(200);
      const before = await engine.inspectContainer(old.id);
      const item = await recreate(old.id, edited, { proofTime: 10_000 });
      expect(item.error).toBeUndefined();

      const after = await engine.inspectContainer(item.made as ContainerId);
      expect(after).toMatchObject({ name: old.name, state: 'running', labels: { colour: 'blue' } });
      expect(after.env).toContainEqual({ name: 'EDITED', value: 'yes' });
      const place = ({ networks }: ContainerDetails) =>
        networks.map(({ network, aliases, ipv4, fixedIpv4 }) => ({
          network,
          aliases,
          ipv4,
          fixedIpv4: fixedIpv4 ?? ipv4,
        }));
      // Podman tells nobody that an address was asked for: there the question before says so.
      const told =
        product === 'Docker'
          ? place
          : (of: ContainerDetails) => place(of).map(({ network, aliases }) => [network, aliases]);
      expect(told(after)).toEqual(told(before));
      if (product === 'Docker')
        expect(after.networks.map(({ ipv4 }) => ipv4)).toEqual([`${subnets[one]}.77`, `${subnets[two]}.78`]);
      else expect((await specsOf(engine, after)).untold).toContain('--ip');
      expect(after.mounts.map(({ name, target }) => [name, target])).toEqual(
        before.mounts.map(({ name, target }) => [name, target]),
      );
      expect((await engine.execOnce(after.id, ['cat', '/data/kept'])).output).toBe('kept\n');
      expect(await named(engine, old.name)).toHaveLength(1);
      expect(journals()).toEqual([]);
    });

    test('a second edit keeps the volume too', async () => {
      const old = await make(real, { Volumes: { '/data': {} } });
      const [volume] = (await engine.inspectContainer(old.id)).mounts;
      const first = await recreate(old.id, edited);
      const second = await recreate(first.made as ContainerId, (spec) => ({ ...spec, env: [] }));
      const after = await engine.inspectContainer(second.made as ContainerId);
      expect(after.mounts[0]).toMatchObject({ name: volume?.name, target: '/data' });
      expect(after.env).not.toContainEqual({ name: 'EDITED', value: 'yes' });
    });

    test('a changed name is the new one’s, the old name is free', async () => {
      const old = await make(real);
      const name = unique('edited');
      const item = await recreate(old.id, (spec) => ({ ...spec, name }));
      expect(item.error).toBeUndefined();
      expect(await named(engine, name)).toHaveLength(1);
      expect(await named(engine, old.name)).toEqual([]);
    });

    test('comes back when the new one exits at once', async () => {
      const old = await make(real);
      const item = await recreate(old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'echo no such luck; exit 7'] }));
      expect(item).toMatchObject({
        state: 'failed',
        error: { code: 'edit-exited', params: { name: old.name, exitCode: '7' } },
      });
      expect(item.error?.raw).toBe('no such luck');
      await isBack(old);
    });

    test('comes back when the new one dies after 3 s', async () => {
      const old = await make(real);
      const command = ['sh', '-c', 'sleep 3; echo gone; exit 9'];
      const item = await recreate(old.id, (spec) => ({ ...spec, command }), { proofTime: 10_000 });
      expect(item).toMatchObject({ error: { code: 'edit-exited', params: { exitCode: '9' }, raw: 'gone' } });
      await isBack(old);
    });

    test('comes back when the new one restarts over and over', async () => {
      const old = await make(real, { HostConfig: { RestartPolicy: { Name: 'always' } } });
      const item = await recreate(old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'sleep 0.5; exit 1'] }), {
        proofTime: 5_000,
      });
      expect(item.error?.code).toBe('edit-exited');
      await isBack(old);
    });

    test('comes back when the new one can’t be started', async () => {
      const old = await make(real);
      const item = await recreate(old.id, (spec) => ({ ...spec, command: ['/no/such/program'] }));
      expect(item.error).toMatchObject({ code: 'edit-not-started', params: { name: old.name } });
      await isBack(old);
    });

    test('comes back when a port is taken', async () => {
      const port = product === 'Docker' ? 40_991 : 40_992;
      const taken = {
        HostConfig: { PortBindings: { '80/tcp': [{ HostPort: String(port) }] } },
        ExposedPorts: { '80/tcp': {} },
      };
      await make(real, taken);
      const old = await make(real);
      const ports = [{ hostPort: String(port), containerPort: '80', protocol: 'tcp' as const }];
      const item = await recreate(old.id, (spec) => ({ ...spec, ports }));
      expect(item.state).toBe('failed');
      await isBack(old);
    });

    test('is not touched when the image can’t be had', async () => {
      const old = await make(real);
      const { startedAt } = await engine.inspectContainer(old.id);
      const item = await recreate(old.id, (spec) => ({ ...spec, image: '127.0.0.1:1/nothing:1' }));
      expect(item.state).toBe('failed');
      await isBack(old);
      expect((await engine.inspectContainer(old.id)).startedAt).toBe(startedAt);
    });

    test('a stopped one stays stopped, and comes back stopped', async () => {
      const old = await make(real);
      await engine.stopContainer(old.id, 0);
      const refused = await recreate(old.id, (spec) => ({ ...spec, image: '127.0.0.1:1/nothing:1' }));
      expect(refused.state).toBe('failed');
      await isBack(old, 'exited');
      const item = await recreate(old.id, edited);
      expect((await named(engine, old.name)).map(({ id: made, state }) => [made, state])).toEqual([
        [item.made, 'created'],
      ]);
    });

    test('one with --rm, which can’t be kept, is made anew when the new one fails', async () => {
      const old = await make(real, {
        HostConfig: { AutoRemove: true },
        Volumes: { '/data': {} },
        Labels: { colour: 'red' },
      });
      await engine.execOnce(old.id, ['sh', '-c', 'echo kept > /data/kept']);
      const [volume] = (await engine.inspectContainer(old.id)).mounts;
      const item = await recreate(old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'exit 3'] }));
      if (product === 'Podman') {
        // It would delete the volume with the new one: nothing is touched.
        expect(item.error?.code).toBe('unsupported');
        expect((await engine.execOnce(old.id, ['cat', '/data/kept'])).output).toBe('kept\n');
        return isBack(old);
      }
      expect(item.error?.code).toBe('edit-exited');
      const [back, ...more] = await named(engine, old.name);
      expect(more).toEqual([]);
      expect(back).toMatchObject({
        name: old.name,
        state: 'running',
        autoRemove: true,
        labels: { colour: 'red' },
        command: stays,
      });
      expect(back?.mounts[0]?.name).toBe(volume?.name);
      expect((await engine.execOnce(back?.id as ContainerId, ['cat', '/data/kept'])).output).toBe('kept\n');
      expect(journals()).toEqual([]);
    });

    if (product === 'Docker') {
      test('comes back when the new one is unhealthy; stays when it is healthy', async () => {
        const old = await make(real);
        const health = { disabled: false, command: 'echo ill; exit 1', interval: 300, timeout: 1_000, retries: 2 };
        const item = await recreate(old.id, (spec) => ({ ...spec, health }));
        expect(item.error?.code).toBe('edit-unhealthy');
        expect(item.error?.raw).toContain('ill');
        await isBack(old);
        const well = await recreate(old.id, (spec) => ({ ...spec, health: { ...health, command: 'true' } }));
        expect(well.error).toBeUndefined();
      });

      test('a check without a shell is carried over, though no flag can say it', async () => {
        const Healthcheck = { Test: ['CMD', 'true'], Interval: 300_000_000 };
        const old = await make(real, { Healthcheck });
        const item = await recreate(old.id, edited);
        expect(item.error).toBeUndefined();
        expect((await engine.inspectContainer(item.made as ContainerId)).healthcheck).toMatchObject({
          test: ['CMD', 'true'],
          interval: 300,
        });
      });
    }

    test('two windows: the second is refused and changes nothing', async () => {
      const old = await make(real);
      const spec = edited(await specOf(old.id));
      const { recreate: edit } = service(() => engine);
      const request = { engine: id, id: old.id, spec, waitHealthy: true };
      const results = await Promise.all([edit(request), edit(request)]);
      const items = results.map(({ items: [item] }) => item?.error?.code ?? item?.state);
      expect(items.toSorted()).toEqual(['done', 'wrong-state']);
      expect(await named(engine, old.name)).toHaveLength(1);
    });

    describe.each(editSteps)('Berth killed after "%s"', (step) => {
      test.each(['finish', 'undo'] as const)('%s', async (how) => {
        const old = await make(real, { Volumes: { '/data': {} } });
        const [volume] = (await engine.inspectContainer(old.id)).mounts;
        const spec = edited(await specOf(old.id));
        const killed = service(() => engine, { hold: step });
        void killed.recreate({ engine: id, id: old.id, spec, waitHealthy: true });
        await killed.reached;

        // A new Berth, which knows the journal alone.
        const again = startBerth(real.host, undefined, { dataDir });
        const { id: berthEngine } = await again.engineIs(({ phase }) => phase === 'connected', 'connected');
        const { client } = again;
        const [edit, ...more] = await client.containers.unfinishedEdits({ engine: berthEngine });
        expect(more).toEqual([]);
        expect(edit).toMatchObject({ name: old.name, step });
        // Half edited, it takes no other edit.
        if (edit?.old) {
          const second = await client.containers.recreate({ engine: berthEngine, id: old.id, spec });
          expect(second.items[0]?.error?.code).toBe('wrong-state');
        }
        const { items } = await client.containers.settleEdit({ engine: berthEngine, edit: edit?.id ?? '', how });
        expect(items[0]?.error).toBeUndefined();
        expect(await client.containers.unfinishedEdits({ engine: berthEngine })).toEqual([]);
        await again.close();

        const all = await named(engine, old.name);
        expect(all).toHaveLength(1);
        expect(all[0]).toMatchObject({ name: old.name, state: 'running' });
        expect(all[0]?.mounts[0]?.name).toBe(volume?.name);
        const isNew = all[0]?.env.some(({ name }) => name === 'EDITED');
        // After the last step there is nothing to go back to.
        expect(isNew).toBe(how === 'finish' || step === 'delete');
      });
    });
  });
}

describe('an engine killed with SIGKILL', () => {
  let real: TestEngine;

  beforeAll(async () => {
    real = await startDocker({ seed: 'small' });
    id = real.host as EngineId;
  });
  afterAll(() => real?.stop());

  const cases = (['stop', 'put-aside', 'name', 'start'] as const).flatMap((step) =>
    (['finish', 'undo'] as const).map((how) => [step, how] as const),
  );

  test.each(cases)('after "%s": the edit says so, and %s works once the engine is back', async (step, how) => {
    const engine = await connectEngine(id, { url: real.host });
    const old = await make(real, { Volumes: { '/data': {} } });
    const [volume] = (await engine.inspectContainer(old.id)).mounts;
    const { spec } = await specsOf(engine, await engine.inspectContainer(old.id));
    const { recreate } = service(() => engine, { hold: step, meanwhile: () => real.kill9() });
    const { items } = await recreate({ engine: id, id: old.id, spec: edited(spec), waitHealthy: true });
    expect(items[0]?.error?.code).toBe('engine-unreachable');
    expect(journals()).toHaveLength(1);
    engine.close();
    await real.restart();

    const again = startBerth(real.host, undefined, { dataDir });
    await again.engineIs(({ phase }) => phase === 'connected', 'connected');
    const [edit] = await again.client.containers.unfinishedEdits({ engine: id });
    expect(edit?.old ?? edit?.made).toBeDefined();
    const settled = await again.client.containers.settleEdit({ engine: id, edit: edit?.id ?? '', how });
    expect(settled.items[0]?.error).toBeUndefined();
    await again.close();

    const after = await connectEngine(id, { url: real.host });
    const all = await named(after, old.name);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ name: old.name, state: 'running' });
    expect(all[0]?.mounts[0]?.name).toBe(volume?.name);
    expect(all[0]?.env.some(({ name }) => name === 'EDITED')).toBe(how === 'finish');
    await cleanup(real);
    after.close();
  });
});
