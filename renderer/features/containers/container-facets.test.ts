import { describe, expect, test } from 'vitest';
import { container } from '../../../test/page/samples';
import { type Chosen, facetValues, filterByFacets, nothingChosen, toggled } from './container-facets';

const rows = [
  container('web', {
    image: 'nginx:1',
    health: 'unhealthy',
    compose: { project: 'shop' },
    labels: { tier: 'front', team: 'a=b' },
    networks: ['front', 'back'],
  }),
  container('db', { image: 'postgres:17', compose: { project: 'shop' }, labels: { tier: 'back' }, networks: ['back'] }),
  container('old', {
    image: 'nginx:1',
    state: 'exited',
    exitCode: 0,
    labels: JSON.parse('{"__proto__":"x"}'),
    networks: [],
  }),
];
const names = (chosen: Partial<Chosen>) =>
  filterByFacets(rows, { ...nothingChosen, ...chosen }).map(({ name }) => name);

describe('filterByFacets', () => {
  test('nothing chosen: the very same rows', () => {
    expect(filterByFacets(rows, nothingChosen)).toBe(rows);
  });

  test.each<[Partial<Chosen>, string[]]>([
    [{ states: ['running'] }, ['web', 'db']],
    [{ states: ['unhealthy', 'exited'] }, ['web', 'old']],
    [{ image: ['nginx:1'] }, ['web', 'old']],
    [{ project: ['shop'] }, ['web', 'db']],
    [{ project: [''] }, ['old']],
    [{ network: ['front', 'back'] }, ['web', 'db']],
    [{ label: ['tier'] }, ['web', 'db']],
    [{ label: ['tier=back'] }, ['db']],
    [{ label: ['team=a=b'] }, ['web']],
    [{ label: ['__proto__'] }, ['old']],
    [{ label: ['constructor'] }, []],
    [{ image: ['nginx:1'], states: ['running'] }, ['web']],
    [{ image: ['nginx:1', 'postgres:17'], network: ['back'], project: ['shop'] }, ['web', 'db']],
  ])('%o', (chosen, found) => {
    expect(names(chosen)).toEqual(found);
  });
});

test('values are counted among what the other kinds let through', () => {
  expect(facetValues(rows, 'image', nothingChosen)).toEqual([
    { value: 'nginx:1', count: 2 },
    { value: 'postgres:17', count: 1 },
  ]);
  expect(facetValues(rows, 'image', { ...nothingChosen, states: ['running'], image: ['gone:1'] })).toEqual([
    { value: 'nginx:1', count: 1 },
    { value: 'postgres:17', count: 1 },
    { value: 'gone:1', count: 0 },
  ]);
});

test('toggling takes a value in and out', () => {
  const once = toggled(nothingChosen, 'label', 'a=b');
  expect(once.label).toEqual(['a=b']);
  expect(toggled(once, 'label', 'a=b')).toEqual(nothingChosen);
});
