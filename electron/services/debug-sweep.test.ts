import { beforeEach, expect, test } from 'vitest';
import type { ContainerId } from '../common/contract/ids';
import { emptyRunSpec } from '../common/run-line/empty-run-spec';
import type { Engine } from '../engine/port';
import { sweepDebugThings } from './debug-sweep';
import { DebugThings } from './debug-things';
import { createLog } from './log';

const log = createLog(() => undefined);
interface Thing {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}
/** What the engine has, by id or name. */
let containers: Map<string, Thing>;
let volumes: Map<string, Thing>;
let broken: 'nothing' | 'removals' | 'answers';

function toLabels(list: readonly { name: string; value: string }[]) {
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

const remove = async (from: Map<string, Thing>, key: string) => {
  if (broken === 'removals') throw new Error('the engine does not answer');
  from.delete(key);
};

const engine = {
  id: 'e',
  async createContainer({ name = '', labels }: { name?: string; labels: readonly { name: string; value: string }[] }) {
    containers.set(`id-${name}`, { name, labels: toLabels(labels) });
    if (broken === 'answers') throw new Error('cut');
    return { id: `id-${name}` as ContainerId, warnings: [], leftOut: [] };
  },
  async createVolume(name: string, labels: readonly { name: string; value: string }[]) {
    volumes.set(name, { name, labels: toLabels(labels) });
  },
  listContainers: async () => [...containers].map(([id, thing]) => ({ id, ...thing })),
  listVolumes: async () => [...volumes.values()],
  deleteContainer: (id: string) => remove(containers, id),
  deleteVolume: (name: string) => remove(volumes, name),
} as unknown as Engine;

const left = () => [containers.size, volumes.size];

beforeEach(() => {
  containers = new Map([['id-web', { name: 'web', labels: {} }]]);
  volumes = new Map([['data', { name: 'data', labels: {} }]]);
  broken = 'nothing';
});

test('what could not be removed at its end is removed by a later sweep, and nothing before its end or of others', async () => {
  const things = new DebugThings(() => engine);
  await things.volume('tools');
  await things.container('web', emptyRunSpec('sample/shell:1'));
  await sweepDebugThings(engine, log);
  expect(left()).toEqual([2, 2]);
  broken = 'removals';
  await expect(things.remove()).rejects.toThrow('does not answer');
  await sweepDebugThings(engine, log);
  expect(left()).toEqual([2, 2]);
  broken = 'nothing';
  await sweepDebugThings(engine, log);
  expect([[...containers.keys()], [...volumes.keys()]]).toEqual([['id-web'], ['data']]);
});

test('a container whose creation was not answered is found by its name', async () => {
  const things = new DebugThings(() => engine);
  broken = 'answers';
  await expect(things.container('web', emptyRunSpec('sample/shell:1'))).rejects.toThrow('cut');
  await things.remove();
  expect(left()).toEqual([2, 1]);
  await sweepDebugThings(engine, log);
  expect(left()).toEqual([1, 1]);
});

test('all go at the end, once, however often that is asked for', async () => {
  const things = new DebugThings(() => engine);
  await things.volume('tools');
  await things.container('web', emptyRunSpec('sample/shell:1'));
  await Promise.all([things.remove(), things.remove()]);
  expect(left()).toEqual([1, 1]);
});
