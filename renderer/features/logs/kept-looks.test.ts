import { expect, it } from 'vitest';
import { mostLooks, withLook } from './kept-looks';

const look = { hidden: [], filters: {} };

it('keeps the looks of the logs that were changed last, and all other lists', () => {
  let lists = withLook({ containers: look }, ['log web'], look);
  for (let image = 0; image < mostLooks - 1; image += 1) lists = withLook(lists, [`log ${image}`], look);
  expect(Object.keys(lists)).toHaveLength(mostLooks + 1);
  lists = withLook(lists, ['log web'], { ...look, filters: { look: ['raw'] } });
  lists = withLook(lists, ['log one', 'log more'], look);
  expect(Object.keys(lists)).toHaveLength(mostLooks + 1);
  expect(lists['log web']?.filters).toEqual({ look: ['raw'] });
  expect(lists).toHaveProperty('containers');
  expect(lists).not.toHaveProperty('log 0');
  expect(lists).not.toHaveProperty('log 1');
  expect(lists).toHaveProperty('log 2');
});
