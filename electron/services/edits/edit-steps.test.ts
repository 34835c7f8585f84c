import { expect, test } from 'vitest';
import type { Container, ContainerDetails } from '../../common/contract/containers';
import { BerthError } from '../../common/contract/errors';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import { emptyRunSpec } from '../../common/run-line/empty-run-spec';
import type { Engine } from '../../engine/port';
import type { EditRecord } from './edit-journal';
import { undoEdit } from './edit-steps';

const oldId = 'a'.repeat(64) as ContainerId;
const newId = 'b'.repeat(64) as ContainerId;

const record: EditRecord = {
  version: 1,
  id: 'edit',
  engine: 'e' as EngineId,
  startedAt: 0,
  step: 'prove',
  old: { id: oldId, name: 'web', ran: true, spec: emptyRunSpec('old'), aside: 'web-berth-old-1' },
  made: { id: newId, name: 'web', firstName: 'web-berth-new-1' },
  spec: emptyRunSpec('new'),
  carried: [],
  carriedFrom: undefined,
  start: true,
  waitHealthy: true,
};

/** An engine with these containers, as far as undoing needs one. */
function engineWith(...there: { id: ContainerId; name: string; state: Container['state'] }[]) {
  const containers = new Map(there.map((one) => [one.id, one]));
  const find = (id: ContainerId) => {
    const found = containers.get(id);
    if (!found) throw new BerthError('not-found', { noun: 'container', name: id });
    return found;
  };
  const engine = {
    listContainers: async () => [...containers.values()],
    inspectContainer: async (id: ContainerId) => find(id) as unknown as ContainerDetails,
    deleteContainer: async (id: ContainerId) => void containers.delete(id),
    renameContainer: async (id: ContainerId, name: string) => void containers.set(id, { ...find(id), name }),
    startContainer: async (id: ContainerId) => void containers.set(id, { ...find(id), state: 'running' }),
  } as unknown as Engine;
  return { engine, containers };
}

const journal = { all: () => [], write: async () => undefined, remove: () => undefined };

test('DE-04: an old one that somebody deleted while it stood aside is made anew: never neither', async () => {
  const { engine, containers } = engineWith({ id: newId, name: 'web', state: 'exited' });
  const images: string[] = [];
  await undoEdit(record, {
    engine,
    journal,
    create: async ({ spec, made }) => {
      images.push(spec.image);
      containers.set(oldId, { id: oldId, name: made.firstName, state: 'created' });
      return oldId;
    },
  });
  expect(images).toEqual(['old']);
  expect([...containers.values()]).toEqual([{ id: oldId, name: 'web', state: 'running' }]);
});

test('an old one that stands aside comes back by itself', async () => {
  const { engine, containers } = engineWith(
    { id: oldId, name: 'web-berth-old-1', state: 'exited' },
    { id: newId, name: 'web', state: 'exited' },
  );
  await undoEdit(record, { engine, journal, create: () => Promise.reject(new Error('nothing is to be made')) });
  expect([...containers.values()]).toEqual([{ id: oldId, name: 'web', state: 'running' }]);
});
