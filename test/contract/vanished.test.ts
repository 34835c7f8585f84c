/** Fault "verbs on a container that vanished" (RE-08): told by name, as gone; what was to be deleted is deleted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { JobResult } from '../../electron/common/contract/jobs';
import { emptyRunSpec } from '../../electron/common/run-line/empty-run-spec';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup } from '../engine/unique';
import type { Client } from './carriers';
import { codeOf, make, sleeps, stateOf } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';

type Verb = (client: Client, engine: EngineId, id: ContainerId) => Promise<JobResult>;

const many = (verb: 'start' | 'stop' | 'restart' | 'pause' | 'unpause'): Verb => {
  return (client, engine, id) => client.containers[verb]({ engine, ids: [id] });
};
const verbs: Readonly<Record<string, Verb>> = {
  start: many('start'),
  stop: many('stop'),
  restart: many('restart'),
  pause: many('pause'),
  unpause: many('unpause'),
  kill: ({ containers }, engine, id) => containers.kill({ engine, ids: [id], signal: 'SIGTERM' }),
  rename: ({ containers }, engine, id) => containers.rename({ engine, id, name: 'nobody' }),
  update: ({ containers }, engine, id) => containers.update({ engine, ids: [id], pids: 50 }),
  connect: ({ networks }, engine, id) => networks.connect({ engine, ids: [id], network: 'bridge' }),
  disconnect: ({ networks }, engine, id) => networks.disconnect({ engine, ids: [id], network: 'bridge' }),
  commit: ({ containers }, engine, id) => containers.commit({ engine, id, reference: 'test-vanished:1' }),
  recreate: ({ containers }, engine, id) => containers.recreate({ engine, id, spec: emptyRunSpec('sample/shell:1') }),
  'files.save': ({ files }, engine, container) =>
    files.save({ engine, container, path: '/x', text: 'x' }) as unknown as Promise<JobResult>,
  'files.delete': ({ files }, engine, container) => files.delete({ engine, container, paths: ['/x'] }),
  'files.rename': ({ files }, engine, container) => files.rename({ engine, container, path: '/x', to: '/y' }),
  'files.makeFolder': ({ files }, engine, container) => files.makeFolder({ engine, container, path: '/x' }),
};
/** What Podman 4 does not have at all, or says of the network first. */
const others: Readonly<Record<string, readonly string[]>> = { update: ['unsupported'] };

for (const [product, start] of Object.entries({ Docker: sharedDocker, Podman: sharedPodman })) {
  describe(product, () => {
    let real: TestEngine;
    let berth: RunningBerth;
    let engine: EngineId;
    beforeAll(async () => {
      real = await start();
      berth = startBerth(real.host);
      engine = (await berth.engineIs(connected, 'connected')).id;
    });
    afterAll(async () => {
      await berth?.close();
      if (real) await cleanup(real);
    });

    /** One that another program has just deleted. */
    async function vanished(): Promise<ContainerId> {
      const { id } = await make({ client: berth.client, engine, real }, sleeps, false);
      await real.api('DELETE', `/containers/${id}?force=1`);
      return id;
    }

    test.each(Object.entries(verbs))('%s', async (name, verb) => {
      const call = verb(berth.client, engine, await vanished());
      const refused = await codeOf(call);
      const code = refused === 'no error' ? (await call).items[0]?.error?.code : refused;
      expect(['not-found', ...(product === 'Podman' ? (others[name] ?? []) : [])]).toContain(code);
    });

    test('delete counts as done, and the others of the same press go on', async () => {
      const stage = { client: berth.client, engine, real };
      const there = await make(stage, sleeps, false);
      const { items } = await berth.client.containers.delete({
        engine,
        ids: [await vanished(), there.id],
        force: true,
      });
      expect(items.map(({ state }) => state)).toEqual(['done', 'done']);
      expect(await stateOf(stage, there.id)).toBe('not-found');
    });
  });
}
