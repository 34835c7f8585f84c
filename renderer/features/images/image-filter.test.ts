import { expect, test } from 'vitest';
import { container, image } from '../../../test/page/samples';
import { countImages, filterImages, uniqueSize, usersOfImages } from './image-filter';

const web = { ...image('shop/web:2'), labels: { Team: 'Checkout' } };
const base = image('debian:12');
const dangling = { ...image('old:1'), tags: [], dangling: true };
const images = [web, base, dangling];
const users = usersOfImages([
  container('web-2', { imageId: web.id }),
  container('web-1', { imageId: web.id }),
  container('lost', { imageId: undefined }),
  container('old', { imageId: dangling.id }),
]);

test('usersOfImages', () => {
  expect(users.get(web.id)?.map(({ name }) => name)).toEqual(['web-1', 'web-2']);
  expect(users.get(base.id)).toBeUndefined();
});

test('filterImages', () => {
  const found = (filter: Parameters<typeof filterImages>[1], search = '') =>
    filterImages(images, filter, search, users);
  expect(found('all', ' ')).toBe(images);
  expect(found('used')).toEqual([web, dangling]);
  expect(found('unused')).toEqual([base]);
  expect(found('untagged')).toEqual([dangling]);
  expect(found('all', 'team=check SHOP')).toEqual([web]);
  expect(found('all', base.id.slice(7, 19))).toEqual([base]);
  expect(found('used', 'debian')).toEqual([]);
});

test('countImages', () => {
  expect(countImages(images, users)).toEqual({ all: 3, used: 2, unused: 1, untagged: 1 });
});

test('uniqueSize is unknown where the engine does not say, and never negative', () => {
  expect(uniqueSize({ size: 10, sharedSize: undefined })).toBeUndefined();
  expect(uniqueSize({ size: 10, sharedSize: 4 })).toBe(6);
  expect(uniqueSize({ size: 10, sharedSize: 11 })).toBe(0);
});
