import type { JobId } from '@common/contract/ids';
import type { Job, JobItem } from '@common/contract/jobs';
import { describe, expect, test } from 'vitest';
import { countUnseen, jobProgress, jobTitle } from './job-words';

const item = (name: string, state: JobItem['state'] = 'done'): JobItem => ({ id: name, name, state });
const job = (more: Partial<Job>): Job => ({
  id: 'j' as JobId,
  verb: 'stop',
  noun: 'container',
  items: [item('web')],
  command: 'docker stop web',
  state: 'done',
  startedAt: 0,
  ...more,
});

describe('jobTitle', () => {
  test.each([
    [job({}), 'Stopped web'],
    [job({ state: 'running' }), 'Stopping web'],
    [job({ items: [item('a'), item('b')] }), 'Stopped a and b'],
    [job({ items: ['a', 'b', 'c'].map((name) => item(name)) }), 'Stopped 3 containers'],
    [job({ state: 'failed', items: [item('web', 'failed')] }), 'Could not stop web'],
    [job({ state: 'failed', items: [item('a', 'failed'), item('b'), item('c')] }), 'Could not stop 1 of 3 containers'],
    [job({ verb: 'delete', noun: 'image', state: 'cancelled' }), 'Deletion of web cancelled'],
    [job({ items: [item('<b>$t(x)</b>')] }), 'Stopped <b>$t(x)</b>'],
  ])('%#', (given, title) => {
    expect(jobTitle(given)).toBe(title);
  });
});

test('progress counts what is over, and only where there are several', () => {
  expect(jobProgress(job({ state: 'running' }))).toBeUndefined();
  const items = [item('a'), item('b', 'failed'), item('c', 'running'), item('d', 'waiting')];
  expect(jobProgress(job({ state: 'running', items }))).toBe('2 of 4');
});

test('unseen is what ended after the last look', () => {
  const list = [job({ endedAt: 5 }), job({ endedAt: 15 }), job({ state: 'running' })];
  expect(countUnseen(list, 10)).toBe(1);
});
