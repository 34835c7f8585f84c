/** DE-04: Berth or the engine killed at each step of an edit: the old container or the new one, never neither. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { editSteps } from '../../electron/common/contract/container-edit';
import type { EngineId } from '../../electron/common/contract/ids';
import { connectEngine } from '../../electron/engine/connect';
import type { Engine } from '../../electron/engine/port';
import { specsOf } from '../../electron/services/edits/container-specs';
import { startDocker, type TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup } from '../engine/unique';
import { edited, editTest, home, isEdited, make, named, sweep } from './recreate-stage';
import { startBerth } from './stage';

const proofTime = 1_000;
const ways = ['finish', 'undo'] as const;
const cases = editSteps.flatMap((step) => ways.map((how) => [step, how] as const));

for (const [product, start] of Object.entries({ Docker: sharedDocker, Podman: sharedPodman })) {
  describe(`Berth killed, ${product}`, () => {
    let real: TestEngine;
    let engine: Engine;
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

    editTest.concurrent.for(cases)('after "%s": %s', async ([step, how], { own }) => {
      const old = await make(real, { Volumes: { '/data': {} } });
      const details = await engine.inspectContainer(old.id);
      const spec = edited((await specsOf(engine, details)).spec);
      const killed = own.service(engine, { hold: step });
      void killed.recreate({ engine: id, id: old.id, spec, waitHealthy: true });
      await killed.reached;

      // A new Berth, which knows the journal alone.
      const again = startBerth(real.host, undefined, { dataDir: own.dataDir, proofTime });
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

      const [one, ...others] = await named(engine, old.name);
      expect(others).toEqual([]);
      expect(one).toMatchObject({ name: old.name, state: 'running' });
      expect(one?.mounts[0]?.name).toBe(details.mounts[0]?.name);
      // After the last step there is nothing to go back to.
      expect(one && isEdited(one)).toBe(how === 'finish' || step === 'delete');
    });
  });
}

describe('an engine killed with SIGKILL', () => {
  let real: TestEngine;
  /** Each edit waits after its step for one crash that all share: the engine takes longest to come back. */
  let crashed: Promise<readonly Crashed[]>;
  let engine: Engine;

  interface Crashed {
    readonly step: (typeof editSteps)[number];
    readonly how: (typeof ways)[number];
    readonly name: string;
    readonly volume: string | undefined;
    readonly own: ReturnType<typeof home>;
    readonly result: string | undefined;
  }

  async function crash(): Promise<readonly Crashed[]> {
    const id = real.host as EngineId;
    const before = await connectEngine(id, { url: real.host });
    let kill: () => void = () => undefined;
    const isDead = new Promise<void>((resolve) => {
      kill = resolve;
    });
    const edits = await Promise.all(
      cases.map(async ([step, how]) => {
        const own = home();
        const old = await make(real, { Volumes: { '/data': {} } });
        const details = await before.inspectContainer(old.id);
        const spec = edited((await specsOf(before, details)).spec);
        const { recreate, reached } = own.service(before, { hold: step, meanwhile: () => isDead });
        const ended = recreate({ engine: id, id: old.id, spec, waitHealthy: true });
        await reached;
        return { step, how, name: old.name, volume: details.mounts[0]?.name, own, ended };
      }),
    );
    await real.kill9();
    kill();
    const results = await Promise.all(
      edits.map(async ({ ended, ...edit }) => {
        const [item] = (await ended).items;
        return { ...edit, result: item?.error?.code ?? item?.state };
      }),
    );
    before.close();
    await real.restart();
    engine = await connectEngine(id, { url: real.host });
    return results;
  }

  beforeAll(async () => {
    real = await startDocker({ seed: 'small' });
    crashed = crash();
    await crashed;
  });
  afterAll(async () => {
    engine?.close();
    await real?.stop();
    for (const { own } of await crashed.catch(() => [])) own.remove();
  });

  editTest.concurrent.for(cases)('after "%s": the edit says so, and %s works once it is back', async ([step, how]) => {
    const edit = (await crashed).find((one) => one.step === step && one.how === how);
    if (!edit) throw new Error('no such edit');
    const { own, name, volume, result } = edit;
    // The last step is done: that edit is over.
    const over = step === 'delete';
    expect(result).toBe(over ? 'done' : 'engine-unreachable');
    expect(own.journals()).toHaveLength(over ? 0 : 1);

    if (!over) {
      const again = startBerth(real.host, undefined, { dataDir: own.dataDir, proofTime });
      const { id } = await again.engineIs(({ phase }) => phase === 'connected', 'connected');
      const [unfinished] = await again.client.containers.unfinishedEdits({ engine: id });
      expect(unfinished?.old ?? unfinished?.made).toBeDefined();
      const settled = await again.client.containers.settleEdit({ engine: id, edit: unfinished?.id ?? '', how });
      expect(settled.items[0]?.error).toBeUndefined();
      await again.close();
    }

    const [one, ...others] = await named(engine, name);
    expect(others).toEqual([]);
    expect(one?.name).toBe(name);
    // An engine that was killed starts none again by itself.
    if (!over) expect(one?.state).toBe('running');
    expect(one?.mounts[0]?.name).toBe(volume);
    expect(one && isEdited(one)).toBe(how === 'finish' || over);
  });
});
