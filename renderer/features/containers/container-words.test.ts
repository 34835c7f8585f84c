import { describe, expect, test } from 'vitest';
import { containerWords, exitExplained, exitWords, type StateFacts } from './container-words';

describe('containerWords', () => {
  test.each<[StateFacts, string, string, boolean]>([
    [{ state: 'running' }, 'running', 'running', false],
    [{ state: 'running', health: 'healthy' }, 'healthy', 'healthy', false],
    [{ state: 'running', health: 'starting' }, 'running · health check starts', 'running', false],
    [{ state: 'running', health: 'unhealthy' }, 'unhealthy', 'unhealthy', true],
    [{ state: 'running', health: 'unhealthy', failingStreak: 4 }, 'unhealthy · 4 failed', 'unhealthy', true],
    [{ state: 'paused', health: 'healthy' }, 'paused', 'paused', false],
    [{ state: 'restarting' }, 'restarting', 'restarting', true],
    [{ state: 'restarting', exitCode: 1 }, 'restarting · exit 1', 'restarting', true],
    [{ state: 'restarting', exitCode: 1, restartCount: 37 }, 'restarting · 37 times, exit 1', 'restarting', true],
    [{ state: 'created' }, 'created, never started', 'created', false],
    [{ state: 'created', exitCode: 0 }, 'created, never started', 'created', false],
    [{ state: 'created', exitCode: 127 }, 'could not be started', 'failed', true],
    [{ state: 'removing' }, 'being deleted', 'unknown', false],
    [{ state: 'dead' }, 'dead · could not be deleted whole', 'failed', true],
    [{ state: 'exited' }, 'exited', 'exited', false],
    [{ state: 'exited', exitCode: 0 }, 'exited 0 · done', 'exited', false],
    [{ state: 'exited', exitCode: 130 }, 'exit 130 · Ctrl-C', 'exited', false],
    [{ state: 'exited', exitCode: 143 }, 'exit 143 · stopped', 'exited', false],
    [{ state: 'exited', exitCode: 137 }, 'exit 137 · killed', 'failed', true],
    [{ state: 'exited', exitCode: 137, oomKilled: true }, 'exit 137 · killed, out of memory', 'failed', true],
    [{ state: 'exited', exitCode: 0, oomKilled: true }, 'exited 0 · killed, out of memory', 'failed', true],
    [{ state: 'exited', exitCode: 6 }, 'exit 6 · see logs', 'failed', true],
  ])('%j', (facts, text, mark, needsLook) => {
    expect(containerWords(facts)).toEqual({ text, mark, needsLook });
  });
});

test.each([
  [125, 'exit 125 · the engine could not run it'],
  [126, 'exit 126 · command not executable'],
  [127, 'exit 127 · command not found'],
  [134, 'exit 134 · SIGABRT'],
  [139, 'exit 139 · crashed, SIGSEGV'],
  [128, 'exit 128 · see logs'],
  [160, 'exit 160 · signal 32'],
  [192, 'exit 192 · signal 64'],
  [193, 'exit 193 · see logs'],
  [255, 'exit 255 · see logs'],
  [-1, 'exit -1 · see logs'],
])('exit code %d', (code, text) => {
  expect(exitWords(code)).toBe(text);
});

test('each explained code is one sentence or two, and only the program’s own are left to the log', () => {
  const vague = exitExplained(3, false);
  for (const code of [0, 125, 126, 127, 130, 134, 137, 139, 143, 160])
    expect(exitExplained(code, false)).not.toBe(vague);
  expect(exitExplained(137, true)).toContain('memory');
  expect(exitExplained(255, false)).toBe(vague);
});
