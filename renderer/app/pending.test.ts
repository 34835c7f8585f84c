import type { JobItemState } from '@common/contract/jobs';
import { expect, test } from 'vitest';
import { local } from '../../test/page/fake-main';
import { job } from '../../test/page/samples';
import { pendingOf } from './pending';

const running = (states: Record<string, JobItemState>) =>
  job({
    state: 'running',
    verb: 'stop',
    items: Object.entries(states).map(([id, state]) => ({ id, name: id, state })),
  });

test('pressed here, or in a running job and not over', () => {
  const presses = new Map([
    ['a', 'start'],
    ['b', 'stop'],
    ['c', 'stop'],
  ] as const);
  const jobs = [running({ b: 'done', c: 'running', d: 'waiting', e: 'failed' })];
  expect(Object.fromEntries(pendingOf(jobs, presses, local))).toEqual({ a: 'start', c: 'stop', d: 'stop' });
});

test('ended jobs and other engines’ say nothing', () => {
  const ended = job({ items: [{ id: 'a', name: 'a', state: 'running' }] });
  expect(pendingOf([ended, running({ b: 'running' })], new Map(), 'other').size).toBe(0);
});
