/** A container made anew (C7): what it keeps, and how it comes back. Crashes: recreate-crash.test.ts */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { ContainerDetails } from '../../electron/common/contract/containers';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { JobItem } from '../../electron/common/contract/jobs';
import type { RunSpec } from '../../electron/common/contract/run-spec';
import { connectEngine } from '../../electron/engine/connect';
import type { Engine } from '../../electron/engine/port';
import { specsOf } from '../../electron/services/edits/container-specs';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';
import { edited, editTest, type Home, make, named, stays, sweep } from './recreate-stage';

for (const [product, start] of Object.entries({ Docker: sharedDocker, Podman: sharedPodman })) {
  describe(product, () => {
    let real: TestEngine;
    let engine: Engine;
    /** Of the engine under test: its address, as Berth names the one of its `--engine` flag. */
    let id: EngineId;

    beforeAll(async () => {
      real = await start();
      id = real.host as EngineId;
      engine = await connectEngine(id, { url: real.host });
    });
    afterAll(async () => {
      await sweep(real);
      await cleanup(real);
      engine.close();
    });

    const specOf = async (container: ContainerId) =>
      (await specsOf(engine, await engine.inspectContainer(container))).spec;

    async function recreate(
      own: Home,
      container: ContainerId,
      change: (spec: RunSpec) => RunSpec,
      options: { proofTime?: number | undefined } = {},
    ) {
      const spec = change(await specOf(container));
      const { items } = await own.service(engine, options).recreate({
        engine: id,
        id: container,
        spec,
        waitHealthy: true,
      });
      return items[0] as JobItem;
    }

    /** The old one is back: same id, name and state, and nothing of the new one is left. */
    async function isBack(own: Home, old: { id: ContainerId; name: string }, state = 'running') {
      const all = await named(engine, old.name);
      expect(all.map((one) => [one.id, one.name, one.state])).toEqual([[old.id, old.name, state]]);
      expect(own.journals()).toEqual([]);
    }

    editTest.concurrent(
      'keeps name, networks, aliases, addresses, anonymous volumes with what is in them, and labels',
      async ({ own }) => {
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
        const item = await recreate(own, old.id, edited);
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
        expect(own.journals()).toEqual([]);
      },
    );

    editTest.concurrent('a second edit keeps the volume too', async ({ own }) => {
      const old = await make(real, { Volumes: { '/data': {} } });
      const [volume] = (await engine.inspectContainer(old.id)).mounts;
      const first = await recreate(own, old.id, edited);
      const second = await recreate(own, first.made as ContainerId, (spec) => ({ ...spec, env: [] }));
      const after = await engine.inspectContainer(second.made as ContainerId);
      expect(after.mounts[0]).toMatchObject({ name: volume?.name, target: '/data' });
      expect(after.env).not.toContainEqual({ name: 'EDITED', value: 'yes' });
    });

    editTest.concurrent('a changed name is the new one’s, the old name is free', async ({ own }) => {
      const old = await make(real);
      const name = unique('edited');
      const item = await recreate(own, old.id, (spec) => ({ ...spec, name }));
      expect(item.error).toBeUndefined();
      expect(await named(engine, name)).toHaveLength(1);
      expect(await named(engine, old.name)).toEqual([]);
    });

    editTest.concurrent('comes back when the new one exits at once', async ({ own }) => {
      const old = await make(real);
      const item = await recreate(own, old.id, (spec) => ({
        ...spec,
        command: ['sh', '-c', 'echo no such luck; exit 7'],
      }));
      expect(item).toMatchObject({
        state: 'failed',
        error: { code: 'edit-exited', params: { name: old.name, exitCode: '7' } },
      });
      expect(item.error?.raw).toBe('no such luck');
      await isBack(own, old);
    });

    editTest.concurrent('comes back when the new one dies after 6 s, within the real 10 s', async ({ own }) => {
      const old = await make(real);
      const command = ['sh', '-c', 'sleep 6; echo gone; exit 9'];
      const item = await recreate(own, old.id, (spec) => ({ ...spec, command }), { proofTime: undefined });
      expect(item).toMatchObject({ error: { code: 'edit-exited', params: { exitCode: '9' }, raw: 'gone' } });
      await isBack(own, old);
    });

    editTest.concurrent('comes back when the new one restarts over and over', async ({ own }) => {
      const old = await make(real, { HostConfig: { RestartPolicy: { Name: 'always' } } });
      const item = await recreate(own, old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'sleep 0.5; exit 1'] }), {
        proofTime: 5_000,
      });
      expect(item.error?.code).toBe('edit-exited');
      await isBack(own, old);
    });

    editTest.concurrent('comes back when the new one can’t be started', async ({ own }) => {
      const old = await make(real);
      const item = await recreate(own, old.id, (spec) => ({ ...spec, command: ['/no/such/program'] }));
      expect(item.error).toMatchObject({ code: 'edit-not-started', params: { name: old.name } });
      await isBack(own, old);
    });

    editTest.concurrent('comes back when a port is taken', async ({ own }) => {
      // Below those that connections of the machine are given.
      const port = product === 'Docker' ? 20_991 : 20_992;
      const taken = {
        HostConfig: { PortBindings: { '80/tcp': [{ HostPort: String(port) }] } },
        ExposedPorts: { '80/tcp': {} },
      };
      await make(real, taken);
      const old = await make(real);
      const ports = [{ hostPort: String(port), containerPort: '80', protocol: 'tcp' as const }];
      const item = await recreate(own, old.id, (spec) => ({ ...spec, ports }));
      expect(item.state).toBe('failed');
      await isBack(own, old);
    });

    editTest.concurrent('is not touched when the image can’t be had', async ({ own }) => {
      const old = await make(real);
      const { startedAt } = await engine.inspectContainer(old.id);
      const item = await recreate(own, old.id, (spec) => ({ ...spec, image: '127.0.0.1:1/nothing:1' }));
      expect(item.state).toBe('failed');
      await isBack(own, old);
      expect((await engine.inspectContainer(old.id)).startedAt).toBe(startedAt);
    });

    editTest.concurrent('a paused one stays paused, and comes back paused', async ({ own }) => {
      const old = await make(real);
      await engine.pauseContainer(old.id);
      const refused = await recreate(own, old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'exit 3'] }));
      expect(refused.error?.code).toBe('edit-exited');
      await isBack(own, old, 'paused');
      const item = await recreate(own, old.id, edited);
      expect(item.error).toBeUndefined();
      expect((await named(engine, old.name)).map((one) => [one.id, one.state])).toEqual([[item.made, 'paused']]);
    });

    editTest.concurrent('a stopped one stays stopped, and comes back stopped', async ({ own }) => {
      const old = await make(real);
      await engine.stopContainer(old.id, 0);
      const refused = await recreate(own, old.id, (spec) => ({ ...spec, image: '127.0.0.1:1/nothing:1' }));
      expect(refused.state).toBe('failed');
      await isBack(own, old, 'exited');
      const item = await recreate(own, old.id, edited);
      expect((await named(engine, old.name)).map(({ id: made, state }) => [made, state])).toEqual([
        [item.made, 'created'],
      ]);
    });

    editTest.concurrent('one with --rm, which can’t be kept, is made anew when the new one fails', async ({ own }) => {
      const old = await make(real, {
        HostConfig: { AutoRemove: true },
        Volumes: { '/data': {} },
        Labels: { colour: 'red' },
      });
      await engine.execOnce(old.id, ['sh', '-c', 'echo kept > /data/kept']);
      const [volume] = (await engine.inspectContainer(old.id)).mounts;
      const item = await recreate(own, old.id, (spec) => ({ ...spec, command: ['sh', '-c', 'exit 3'] }));
      if (product === 'Podman') {
        // It would delete the volume with the new one: nothing is touched.
        expect(item.error?.code).toBe('unsupported');
        expect((await engine.execOnce(old.id, ['cat', '/data/kept'])).output).toBe('kept\n');
        return isBack(own, old);
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
      expect(own.journals()).toEqual([]);
    });

    if (product === 'Docker') {
      editTest.concurrent('comes back when the new one is unhealthy; stays when it is healthy', async ({ own }) => {
        const old = await make(real);
        const health = { disabled: false, command: 'echo ill; exit 1', interval: 300, timeout: 10_000, retries: 2 };
        const item = await recreate(own, old.id, (spec) => ({ ...spec, health }));
        expect(item.error?.code).toBe('edit-unhealthy');
        expect(item.error?.raw).toContain('ill');
        await isBack(own, old);
        const well = await recreate(own, old.id, (spec) => ({ ...spec, health: { ...health, command: 'true' } }));
        expect(well.error).toBeUndefined();
      });

      editTest.concurrent('a check without a shell is carried over, though no flag can say it', async ({ own }) => {
        const Healthcheck = { Test: ['CMD', 'true'], Interval: 300_000_000 };
        const old = await make(real, { Healthcheck });
        const item = await recreate(own, old.id, edited);
        expect(item.error).toBeUndefined();
        expect((await engine.inspectContainer(item.made as ContainerId)).healthcheck).toMatchObject({
          test: ['CMD', 'true'],
          interval: 300,
        });
      });
    }

    editTest.concurrent('two windows: the second is refused and changes nothing', async ({ own }) => {
      const old = await make(real);
      const spec = edited(await specOf(old.id));
      const { recreate: edit } = own.service(engine);
      const request = { engine: id, id: old.id, spec, waitHealthy: true };
      const results = await Promise.all([edit(request), edit(request)]);
      const items = results.map(({ items: [item] }) => item?.error?.code ?? item?.state);
      expect(items.toSorted()).toEqual(['done', 'wrong-state']);
      expect(await named(engine, old.name)).toHaveLength(1);
    });
  });
}
