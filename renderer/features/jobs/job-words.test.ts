import type { JobId } from '@common/contract/ids';
import type { Job, JobItem } from '@common/contract/jobs';
import { describe, expect, test } from 'vitest';
import { canUndo, countUnseen, failureWords, jobProgress, jobTitle } from './job-words';

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
    [job({ verb: 'rename', about: 'api' }), 'Renamed web to api'],
    [job({ verb: 'kill', about: 'SIGHUP', items: [item('a'), item('b')] }), 'Sent SIGHUP to a and b'],
    [job({ verb: 'connect', about: 'backend', state: 'running' }), 'Connecting web to backend'],
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

describe('failures', () => {
  const failing = (name: string): JobItem => ({
    ...item(name, 'failed'),
    error: { code: 'wrong-state', params: { name, state: 'running' } },
  });

  test('of one thing the reason alone', () => {
    expect(failureWords(job({ state: 'failed', items: [failing('web')] }))).toBe(
      'web can’t do this now. It is running.',
    );
  });

  test('of several each by its name, then how many more', () => {
    const items = [item('fine'), ...['a', 'b', 'c', 'd', 'e'].map(failing)];
    expect(failureWords(job({ state: 'failed', items }))?.split('\n')).toEqual([
      'a: a can’t do this now. It is running.',
      'b: b can’t do this now. It is running.',
      'c: c can’t do this now. It is running.',
      'and 2 more',
    ]);
  });
});

test('DE-07: undo is offered once, of what is done and has an inverse', () => {
  const undoable: JobItem = { ...item('web'), undo: { verb: 'start' } };
  expect(canUndo(job({ items: [undoable] }))).toBe(true);
  expect(canUndo(job({ items: [undoable, item('b', 'failed')], state: 'failed' }))).toBe(true);
  expect(canUndo(job({ items: [undoable], undoneBy: 'u' as JobId }))).toBe(false);
  expect(canUndo(job({ items: [undoable], state: 'running' }))).toBe(false);
  expect(canUndo(job({}))).toBe(false);
});
