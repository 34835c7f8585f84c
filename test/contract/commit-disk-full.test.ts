/** TA-10: an image of a container on an engine whose disk is full. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContainerId } from '../../electron/common/contract/ids';
import { startIn, type TestEngine } from '../engine/engines';
import { connected, type RunningBerth, startBerth } from './stage';

let real: TestEngine;
let berth: RunningBerth;
const dir = mkdtempSync(join(tmpdir(), 'berth-full-'));
const disk = join(dir, 'engine');

beforeAll(async () => {
  const file = join(dir, 'disk.img');
  execFileSync('truncate', ['-s', '300M', file]);
  execFileSync('mkfs.ext4', ['-q', '-m', '0', file]);
  mkdirSync(disk);
  execFileSync('mount', ['-o', 'loop', file, disk]);
  real = await startIn(disk, 'docker', 'small', () => undefined);
  berth = startBerth(real.host);
});
afterAll(async () => {
  await berth?.close();
  await real?.stop();
  execFileSync('umount', [disk]);
  rmSync(dir, { recursive: true, force: true });
});

test('commit says that there is no space, and leaves no image', async () => {
  const { id: engine } = await berth.engineIs(connected, 'connected');
  const { client } = berth;
  const Cmd = ['sh', '-c', 'dd if=/dev/urandom of=/large bs=1M count=80; sleep 300'];
  const made = await real.api('POST', '/containers/create?name=full', {
    Image: 'sample/shell:1',
    Cmd,
    StopSignal: 'SIGKILL',
  });
  const id = (made.body as { Id: string }).Id as ContainerId;
  await real.api('POST', `/containers/${id}/start`);
  await expect
    .poll(async () => (await client.containers.sizes({ engine, ids: [id] }))[0]?.written, { timeout: 30_000 })
    .toBe(80 * 1024 * 1024);
  // What the disk still has, but for less than the image needs.
  const free = Number(execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).split('\n')[1]);
  const spare = 30 * 1024 * 1024;
  if (free > spare) writeFileSync(join(disk, 'filler'), Buffer.alloc(free - spare));

  const asked = { engine, id, reference: 'full:1', message: '', author: '', pause: true };
  const { items } = await client.containers.commit(asked);
  expect(items[0]?.error?.code).toBe('no-space');
  expect((await real.api('GET', '/images/full:1/json')).status).toBe(404);
  expect((await client.containers.inspect({ engine, id })).state).toBe('running');

  rmSync(join(disk, 'filler'), { force: true });
  expect((await client.containers.commit(asked)).items[0]?.state).toBe('done');
});
