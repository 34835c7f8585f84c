import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '../common/contract/app';
import { BerthError } from '../common/contract/errors';
import type { Job } from '../common/contract/jobs';
import { historyLimit } from './activity-file';
import { createJobs, type JobRequest } from './jobs';
import { createLog } from './log';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-jobs-'));
});
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  // One that still rewrites its file would do so in the middle of the removal.
  for (const jobs of opened.splice(0)) await jobs.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(dataDir: string | undefined = dir) {
  const said: Notice[] = [];
  const jobs = createJobs({
    dataDir,
    notices: { add: (notice) => said.push(notice) },
    log: createLog(() => undefined),
  });
  opened.push(jobs);
  const client = createRouterClient(jobs.verbs, { context: {} });
  const all = async () => {
    const stream = await client.watch();
    const { value } = await stream.next();
    await stream.return?.();
    return (value as { rows: readonly Job[] }).rows;
  };
  return { ...jobs, client, said, all };
}

const request = (ids: readonly string[], each: JobRequest['each']): JobRequest => ({
  verb: 'start',
  noun: 'container',
  command: `docker start ${ids.join(' ')}`,
  items: ids.map((id) => ({ id, name: `name of ${id}` })),
  each,
});

/** Work that ends when the test says so, and counts. */
function held() {
  const release: (() => void)[] = [];
  let now = 0;
  let most = 0;
  const runs: string[] = [];
  const each = async (id: string) => {
    runs.push(id);
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => release.push(resolve));
    now -= 1;
  };
  const releaseAll = async () => {
    for (let turn = 0; turn < 50; turn += 1) {
      for (const one of release.splice(0)) one();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { each, releaseAll, runs, most: () => most };
}

test('each item has its own result, and a failed one does not hide the others', async () => {
  const jobs = open();
  const result = await jobs.run(
    request(['a', 'b', 'c'], async (id) => {
      if (id === 'b') throw new BerthError('wrong-state', { name: 'b', state: 'running' });
    }),
  );
  expect(result.items.map(({ id, state, error }) => [id, state, error?.code])).toEqual([
    ['a', 'done', undefined],
    ['b', 'failed', 'wrong-state'],
    ['c', 'done', undefined],
  ]);
  expect(await jobs.all()).toMatchObject([{ id: result.job, state: 'failed', command: 'docker start a b c' }]);
});

test('at most 8 items run at a time', async () => {
  const jobs = open();
  const work = held();
  const ids = Array.from({ length: 30 }, (_, n) => `c${n}`);
  const running = jobs.run(request(ids, work.each));
  await work.releaseAll();
  await running;
  expect(work.most()).toBe(8);
  expect(work.runs).toEqual(ids);
});

test('DE-01 the same verb on the same things again joins the run, those that wait too', async () => {
  const jobs = open();
  const work = held();
  const ids = Array.from({ length: 20 }, (_, n) => `c${n}`);
  const first = jobs.run(request(ids, work.each));
  const second = jobs.run(request(ids, work.each));
  const some = jobs.run(request(['c19', 'other'], work.each));
  await work.releaseAll();
  expect((await second).job).toBe((await first).job);
  expect((await some).items.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(work.runs.toSorted()).toEqual([...ids, 'other'].toSorted());
  expect((await jobs.all()).length).toBe(2);
  // Once it ended, the same again is a new run.
  const again = jobs.run(request(['c0'], work.each));
  await work.releaseAll();
  await again;
  expect(work.runs.filter((id) => id === 'c0').length).toBe(2);
});

test('told otherwise, the same verb is another one', async () => {
  const jobs = open();
  const work = held();
  const gentle = jobs.run({ ...request(['a'], work.each), options: { graceSeconds: 60 } });
  const hard = jobs.run({ ...request(['a'], work.each), options: { graceSeconds: 0 } });
  await work.releaseAll();
  await Promise.all([gentle, hard]);
  expect(work.runs).toEqual(['a', 'a']);
});

test('cancelled: what is done stays done, what waits is not begun', async () => {
  const jobs = open();
  const begun: string[] = [];
  const running = jobs.run(
    request(['a', ...Array.from({ length: 20 }, (_, n) => `c${n}`)], async (id, signal) => {
      begun.push(id);
      if (id === 'a') return;
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  const [job] = await jobs.all();
  await jobs.client.cancel({ id: job?.id as never });
  const { items } = await running;
  expect(items.filter((item) => item.state === 'done').map(({ id }) => id)).toEqual(['a']);
  expect(items.filter((item) => item.state === 'cancelled').length).toBe(20);
  expect(begun.length).toBeLessThan(12);
  expect((await jobs.all())[0]?.state).toBe('cancelled');
  await expect(jobs.client.cancel({ id: 'nothing' as never })).rejects.toMatchObject({ data: { code: 'expired' } });
});

test('activity survives a restart; torn lines are skipped; what ran is failed as interrupted', async () => {
  const before = open();
  await before.run(request(['a'], async () => undefined));
  void before.run(request(['b', 'c'], () => new Promise(() => undefined)));
  appendFileSync(join(dir, 'activity.jsonl'), '{"id":"torn","items":[');
  const after = open();
  await after.run(request(['d'], async () => undefined));
  await after.close();
  const rows = await open().all();
  expect(rows.map(({ state, error, items }) => [state, error?.code, items.map((item) => item.state)])).toEqual([
    ['done', undefined, ['done']],
    ['failed', 'interrupted', ['failed', 'failed']],
    ['done', undefined, ['done']],
  ]);
});

test('history is bounded, in memory and on disk', async () => {
  const jobs = open();
  for (let n = 0; n < historyLimit + 20; n += 1) await jobs.run(request([`c${n}`], async () => undefined));
  const rows = await jobs.all();
  expect(rows.length).toBe(historyLimit);
  expect(rows.at(-1)?.items[0]?.id).toBe(`c${historyLimit + 19}`);
  const again = open();
  await again.close();
  expect(readFileSync(join(dir, 'activity.jsonl'), 'utf8').trim().split('\n').length).toBe(historyLimit);
});

test('EX-04 where nothing can be written jobs run all the same, and it is said', async () => {
  writeFileSync(join(dir, 'file'), '');
  const jobs = open(join(dir, 'file'));
  expect((await jobs.run(request(['a'], async () => undefined))).items[0]?.state).toBe('done');
  expect(jobs.said[0]).toMatchObject({ kind: 'data-dir-unwritable' });
});

test('an item tells how far it has come while it runs, and what it made for good', async () => {
  const { run, client } = open();
  const seen: unknown[] = [];
  const stream = await client.watch();
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const done = run({
    verb: 'run',
    noun: 'container',
    command: 'docker run a',
    items: [{ id: 'a', name: 'a' }],
    each: async (_id, _signal, tell) => {
      tell.progress({ kind: 'step', step: 'starting' });
      tell.made('made-id');
      await held;
      throw new BerthError('port-taken', { port: '80' });
    },
  });
  for await (const patch of stream) {
    const [item] = (patch as { rows: readonly Job[] }).rows.flatMap(({ items }) => items);
    if (item) seen.push(item);
    if (item?.made) break;
  }
  go();
  expect(seen.at(-1)).toMatchObject({
    state: 'running',
    progress: { kind: 'step', step: 'starting' },
    made: 'made-id',
  });
  expect((await done).items).toEqual([
    { id: 'a', name: 'a', state: 'failed', made: 'made-id', error: { code: 'port-taken', params: { port: '80' } } },
  ]);
});

test('clear forgets what is over, on disk too, and keeps what runs', async () => {
  const jobs = open();
  const work = held();
  await jobs.run(request(['a'], async () => undefined));
  const going = jobs.run(request(['b'], work.each));
  await jobs.client.clear();
  expect((await jobs.all()).map(({ items }) => items[0]?.id)).toEqual(['b']);
  expect(readFileSync(join(dir, 'activity.jsonl'), 'utf8')).not.toContain('name of a');
  await Promise.all([going, work.releaseAll()]);
  expect((await open().all()).map(({ state }) => state)).toEqual(['done']);
});
