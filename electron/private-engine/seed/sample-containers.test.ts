import { expect, it } from 'vitest';
import { load, shop, standalone } from './sample-containers';

it('makes 1,000 more containers of which 100 run', () => {
  expect([load.length, load.filter(({ run }) => run === 'yes').length, load[0]?.name, load[999]?.name]).toEqual([
    1_000,
    100,
    'load-0001',
    'load-1000',
  ]);
});

it('gives each container a name of its own', () => {
  const names = [...standalone, ...shop('/x'), ...load].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
