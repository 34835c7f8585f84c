import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { debugOwner, isOrphan } from './debug-owner';

test('ours is nobody’s orphan, nor is what another machine made', () => {
  expect(isOrphan(debugOwner())).toBe(false);
  expect(isOrphan('some-other-machine/1/1')).toBe(false);
  expect(isOrphan(`other-${debugOwner(2 ** 22 + 1)}`)).toBe(false);
  expect(isOrphan('')).toBe(false);
  expect(isOrphan('true')).toBe(false);
});

test('of a process that ended, or whose number another has now', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => 0, 60000)']);
  await once(child, 'spawn');
  const owner = debugOwner(child.pid);
  expect(isOrphan(owner)).toBe(false);
  expect(isOrphan(owner.replace(/\d+$/, '1'))).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isOrphan(owner)).toBe(true);
});
