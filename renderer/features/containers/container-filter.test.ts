import { describe, expect, test } from 'vitest';
import { container } from '../../../test/page/samples';
import { countContainers, filterContainers } from './container-filter';

const web = container('shop-web-1', {
  image: 'registry.shop.dev/web:2',
  health: 'unhealthy',
  compose: { project: 'shop', service: 'front' },
  labels: { Team: 'Checkout', '': 'odd' },
});
const done = container('migrate', { state: 'exited', exitCode: 0 });
const failed = container('report', { state: 'exited', exitCode: 1 });
const paused = container('batch', { state: 'paused' });
const rows = [web, done, failed, paused];
const names = (filter: Parameters<typeof filterContainers>[1], search = '') =>
  filterContainers(rows, filter, search).map(({ name }) => name);

describe('filterContainers', () => {
  test('nothing asked: the very same rows', () => {
    expect(filterContainers(rows, 'all', '  ')).toBe(rows);
  });

  test('by state', () => {
    expect(names('running')).toEqual(['shop-web-1']);
    expect(names('stopped')).toEqual(['migrate', 'report']);
    expect(names('look')).toEqual(['shop-web-1', 'report']);
  });

  test.each([
    ['WEB', ['shop-web-1']],
    ['shop.dev', ['shop-web-1']],
    [web.id.slice(0, 8), ['shop-web-1']],
    ['front', ['shop-web-1']],
    ['team=check', ['shop-web-1']],
    ['checkout shop', ['shop-web-1']],
    ['checkout migrate', []],
    ['nginx', ['migrate', 'report', 'batch']],
    ['.*', []],
  ])('search %j', (search, found) => {
    expect(names('all', search)).toEqual(found);
  });
});

test('countContainers', () => {
  expect(countContainers(rows)).toEqual({ all: 4, running: 1, stopped: 2, look: 2 });
});
