import { expect, it } from 'vitest';
import { containerId, engineId } from '../common/contract/ids';
import type { EngineKeeper } from './engines';
import { containersOfProject, watchProject } from './log-project';

const engine = engineId.parse('local');
const idOf = (digit: string) => containerId.parse(digit.repeat(64));

it('finds a container that was started after the list and before the subscription', async () => {
  const there = [{ id: idOf('a'), name: 'web', compose: { project: 'shop' }, createdAt: 1 }];
  const engines = {
    get: () => ({ listContainers: async () => [...there] }),
    onEvent: () => () => undefined,
    onRelist: () => () => undefined,
  } as unknown as EngineKeeper;
  expect((await containersOfProject(engines, engine, 'shop')).map(({ name }) => name)).toEqual(['web']);
  there.push(
    { id: idOf('b'), name: 'late', compose: { project: 'shop' }, createdAt: 2 },
    { id: idOf('c'), name: 'stranger', compose: { project: 'other' }, createdAt: 2 },
  );
  const found: string[] = [];
  const undo = watchProject(engines, engine, 'shop', ({ name }) => found.push(name));
  await expect.poll(() => found).toEqual(['web', 'late']);
  undo();
});
