import { expect, test } from 'vitest';
import { claimName, isLeft, releaseName } from './debug-claims';
import { debugLabel, debugOwner } from './debug-owner';

const mine = { [debugLabel]: debugOwner() };

test('ours is left once its name is released, and only with the name of one', () => {
  const name = claimName('web 1/ä');
  expect(name).toMatch(/^berth-debug-web-1---[0-9a-f]{6}$/);
  expect(isLeft({ name, labels: mine })).toBe(false);
  releaseName(name);
  expect(isLeft({ name, labels: mine })).toBe(true);
  expect(isLeft({ name: 'web-1', labels: mine })).toBe(false);
  expect(isLeft({ name, labels: {} })).toBe(false);
  expect(isLeft({ name, labels: { [debugLabel]: `other/${process.pid}/1` } })).toBe(false);
});
