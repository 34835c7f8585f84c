import type { ContainerDetails } from '@common/contract/containers';
import { expect, test } from 'vitest';
import { containerProblems } from './container-problems';

type Facts = Parameters<typeof containerProblems>[0];
const now = 1_000_000_000;
const facts = (more: Partial<ContainerDetails>): Facts => ({
  state: 'running',
  oomKilled: false,
  restartCount: 0,
  limits: {},
  ...more,
});
const problems = (more: Partial<ContainerDetails>) =>
  containerProblems(facts(more), now).map(({ id, title }) => `${id}: ${title}`);

test.each<[Partial<ContainerDetails>, string[]]>([
  [{}, []],
  [{ state: 'exited', exitCode: 0 }, []],
  [{ state: 'exited', exitCode: 143 }, []],
  [{ state: 'exited', exitCode: 3 }, ['exit: Exit 3 · see logs']],
  [{ state: 'exited', exitCode: 137 }, ['exit: Exit 137 · killed']],
  [{ state: 'exited', exitCode: 137, oomKilled: true }, ['memory: Killed: out of memory']],
  [{ oomKilled: true }, ['memory: A process in it was killed: out of memory']],
  [{ state: 'created', error: 'no such file' }, ['start: It could not be started']],
  [{ state: 'exited', exitCode: 127, error: 'no such file' }, ['start: It could not be started']],
  [{ error: 'of the start before' }, []],
  [{ state: 'dead' }, ['dead: The engine could not delete it whole']],
  [{ state: 'restarting', exitCode: 1, restartCount: 4 }, ['loop: It ends and is restarted, again and again: exit 1']],
  [{ restartCount: 4, startedAt: now - 5_000 }, ['loop: It ends and is restarted, again and again']],
  [{ restartCount: 4, startedAt: now - 600_000 }, []],
  [{ restartCount: 1, startedAt: now - 5_000 }, []],
  [{ health: { status: 'unhealthy', failingStreak: 4, log: [] } }, ['health: Health check failed 4 times in a row']],
  [{ health: { status: 'healthy', failingStreak: 1, log: [] } }, ['health: Health check failed 1 time']],
  [{ health: { status: 'starting', failingStreak: 2, log: [] } }, []],
  [{ state: 'exited', exitCode: 0, health: { status: 'unhealthy', failingStreak: 4, log: [] } }, []],
])('%j', (given, expected) => {
  expect(problems(given)).toEqual(expected);
});

test('the last answer of the check, the limit, the engine’s words', () => {
  const log = [{ startedAt: 1, endedAt: 2, exitCode: 1, output: '<b>queue</b>' }];
  const [health] = containerProblems(facts({ health: { status: 'unhealthy', failingStreak: 1, log } }), now);
  expect(health).toMatchObject({ detail: 'Last answer: exit 1,', output: '<b>queue</b>', at: 2 });
  const [memory] = containerProblems(facts({ oomKilled: true, limits: { memory: 1024 ** 3 } }), now);
  expect(memory?.detail).toContain('1.0');
  const [start] = containerProblems(facts({ state: 'created', error: 'exec: "x"' }), now);
  expect(start?.output).toBe('exec: "x"');
});
