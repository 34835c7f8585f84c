import type { EngineId, JobId } from '@common/contract/ids';
import type { Job } from '@common/contract/jobs';
import { expect, test } from 'vitest';
import { filterJobs, type JobFilter } from './filter-jobs';
import { jobText } from './job-text';

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id: id as JobId,
  engine: 'e1' as EngineId,
  verb: 'stop',
  noun: 'container',
  items: [{ id: 'a', name: 'web', state: 'done' }],
  command: 'docker stop web',
  state: 'done',
  startedAt: 1_000,
  endedAt: 3_500,
  ...more,
});
const taken = { code: 'port-taken', params: { port: '8080' }, raw: 'bind: address already in use' } as const;
const jobs = [
  job('stopped'),
  job('failed', {
    verb: 'start',
    command: 'docker start db',
    state: 'failed',
    items: [{ id: 'b', name: 'db', state: 'failed', error: taken }],
  }),
  job('running', {
    engine: 'e2' as EngineId,
    state: 'running',
    command: 'docker pull nginx:1',
    verb: 'pull',
    noun: 'image',
  }),
];
const engines = new Map([
  ['e1', 'default'],
  ['e2', 'staging'],
]);

test.each([
  ['all', '', ['stopped', 'failed', 'running']],
  ['failed', '', ['failed']],
  ['running', '', ['running']],
  ['all', 'staging', ['running']],
  ['all', 'STOP web', ['stopped']],
  ['all', 'port 8080', ['failed']],
  ['failed', 'web', []],
  ['all', '$(', []],
] as readonly (readonly [JobFilter, string, readonly string[]])[])('%s, "%s"', (filter, search, expected) => {
  expect(filterJobs(jobs, filter, search, engines).map(({ id }) => id)).toEqual(expected);
});

test('a copied entry says what, when, where, by which command and why not', () => {
  const text = jobText(jobs[1] ?? job(''), 'default');
  expect(text.split('\n').filter((line) => !line.startsWith('When:'))).toEqual([
    'Could not start db',
    'Engine: default',
    'Command: docker start db',
    'Result: failed',
    '',
    'db:',
    'Port 8080 is in use',
    'Another container or program on the engine’s machine listens on it.',
    'Choose another port, or stop what uses it.',
    'The engine said: bind: address already in use',
    '',
  ]);
  expect(text).toMatch(/^When: .*1970.*, took 2\.5.s$/m);
});

test('of several things each has its line', () => {
  const several = job('many', {
    items: [
      { id: 'a', name: 'a', state: 'done' },
      { id: 'b', name: 'b', state: 'cancelled' },
    ],
    state: 'cancelled',
  });
  expect(jobText(several, undefined)).toContain('- a: done\n- b: cancelled\n');
});
