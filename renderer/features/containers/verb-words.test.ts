import type { ContainerState } from '@common/contract/containers';
import { expect, test } from 'vitest';
import { bulkVerb, forbidden } from './verb-words';

const row = (state: ContainerState) => ({ state });

test('a verb is forbidden with the reason, or allowed', () => {
  expect(forbidden('start', 'exited')).toBeUndefined();
  expect(forbidden('start', 'running')).toBe('It is running');
  expect(forbidden('stop', 'exited')).toBe('It is not running');
  expect(forbidden('stop', 'created')).toBe('It was never started');
  expect(forbidden('delete', 'removing')).toBe('It is being deleted');
});

test('a selection: acts on those that allow it, and says on how many', () => {
  const [up, down, made] = [row('running'), row('exited'), row('created')];
  expect(bulkVerb('start', [up, down, made])).toEqual({ rows: [down, made], reason: undefined, some: '2 of 3' });
  expect(bulkVerb('stop', [up])).toEqual({ rows: [up], reason: undefined, some: undefined });
  expect(bulkVerb('stop', [down, made])).toEqual({
    rows: [],
    reason: 'None of the selected containers can be stopped',
    some: undefined,
  });
});
