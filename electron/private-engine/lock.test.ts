import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('lets one in at a time, and the next even after a failure', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} in`);
    await sleep(20);
    order.push(`${name} out`);
    if (name === 'a') throw new Error('a failed');
  };
  const path = join(dir, 'lock');
  const results = await Promise.allSettled([withLock(path, work('a')), withLock(path, work('b'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  expect(existsSync(path)).toBe(false);
});

it('takes over from a holder that died', async () => {
  const path = join(dir, 'lock');
  writeFileSync(path, String(spawnSync('true').pid));
  expect(await withLock(path, async () => 'done', 1_000)).toBe('done');
});

it('gives up on a holder that lives and does not finish', async () => {
  const path = join(dir, 'lock');
  writeFileSync(path, String(process.pid));
  await expect(withLock(path, async () => 'done', 150)).rejects.toMatchObject({ code: 'busy' });
});
