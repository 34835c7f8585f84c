import { describe, expect, test } from 'vitest';
import { container, image } from '../../../test/page/samples';
import { thinSpace } from '../../ui/format-bytes';
import { deleteLoss, deletePlan, deleteTitle, forceHelps, keptWords } from './delete-plan';
import { usersOfImages } from './image-filter';

const free = { ...image('free:1'), tags: ['free:1', 'free:latest'], size: 9_000_000, sharedSize: 2_000_000 };
const stopped = image('stopped:1');
const busy = image('busy:1');
const users = usersOfImages([
  container('job', { imageId: stopped.id, state: 'exited' }),
  container('web-1', { imageId: busy.id }),
  container('web-2', { imageId: busy.id }),
]);
const all = [free, stopped, busy];

describe('deletePlan (TA-14)', () => {
  test('what is used is kept; all tags of the others go', () => {
    const plan = deletePlan(all, users, false);
    expect(plan.images).toEqual([free]);
    expect(plan.kept.map(keptWords)).toEqual(['stopped:1 is used by job', 'busy:1 is used by web-1, web-2']);
    expect(plan.command).toBe('docker rmi free:1 free:latest');
    expect(plan.reason).toBeUndefined();
  });

  test('names three users and counts the rest', () => {
    const by = ['a', 'b', 'c', 'd', 'e'].map((name) => container(name));
    expect(keptWords({ image: busy, by: by.slice(0, 4) })).toBe('busy:1 is used by a, b, c, d');
    expect(keptWords({ image: busy, by })).toBe('busy:1 is used by a, b, c and 2 more');
  });

  test('force lets those of stopped containers go, never those of running ones', () => {
    expect(forceHelps(all, users)).toBe(true);
    expect(forceHelps([free, busy], users)).toBe(false);
    const plan = deletePlan(all, users, true);
    expect(plan.images).toEqual([free, stopped]);
    expect(plan.command).toBe('docker rmi --force free:1 free:latest stopped:1');
  });

  test('nothing would go: says why', () => {
    expect(deletePlan([busy], users, true)).toMatchObject({ images: [], reason: 'A container uses it' });
    expect(deletePlan([busy, stopped], users, false).reason).toBe('Containers use all of them');
  });

  test('an image without a name goes by its id', () => {
    const dangling = { ...image('x'), tags: [] };
    expect(deletePlan([dangling], users, false).command).toBe(`docker rmi ${dangling.id.slice(7, 19)}`);
  });
});

test('the loss in words: tags, and bytes where the engine tells them', () => {
  const loss = (given: Parameters<typeof deletePlan>[0]) =>
    deleteLoss(deletePlan(given, users, false))
      .join(' ')
      .replaceAll(thinSpace, ' ');
  expect(loss([free])).toBe(
    'free:1 has 2 tags; all of them go. 7.00 MB become free; layers that other images share stay.',
  );
  expect(loss([image('a:1'), image('b:1')])).toBe('All their 2 tags go. Layers that other images share stay.');
  expect(loss([busy])).toBe('');
});

test('deleteTitle', () => {
  expect(deleteTitle([free])).toBe('Delete free:1?');
  expect(deleteTitle(all)).toBe('Delete 3 images?');
});
