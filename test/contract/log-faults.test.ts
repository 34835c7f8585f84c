/** Logs through what goes wrong with a real engine; ids as in the list of faults. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import { firstNumber } from '../../electron/common/contract/log-rules';
import type { LogStatus } from '../../electron/common/contract/logs';
import { startDocker, type TestEngine } from '../engine/engines';
import { unique } from '../engine/unique';
import { connected, type RunningBerth, startBerth } from './stage';

let real: TestEngine;
let berth: RunningBerth;
let engine: EngineId;
const undo: (() => void)[] = [];

beforeAll(async () => {
  real = await startDocker({ seed: 'small' });
  berth = startBerth(real.host);
  engine = (await berth.engineIs(connected, 'connected')).id;
});
afterEach(() => {
  for (const end of undo.splice(0)) end();
});
afterAll(async () => {
  await berth?.close();
  await real?.stop();
});

const patient = { timeout: 30_000 };
/** At its own pace for some minutes at most. */
const counts = 'i=0; while [ $i -lt 6000 ]; do i=$((i+1)); echo $i; sleep 0.02; done';

async function run(script: string, HostConfig: Record<string, unknown> = {}): Promise<ContainerId> {
  const { body } = await real.api('POST', `/containers/create?name=${unique('fault')}`, {
    Image: 'sample/shell:1',
    Cmd: ['sh', '-c', script],
    StopSignal: 'SIGKILL',
    HostConfig,
  });
  const { Id } = body as { Id: string };
  expect((await real.api('POST', `/containers/${Id}/start`)).status).toBe(204);
  return Id as ContainerId;
}

async function watching(log: Awaited<ReturnType<typeof berth.client.logs.open>>) {
  const stop = new AbortController();
  undo.push(() => stop.abort());
  const seen: { status?: LogStatus; stop: () => void } = { stop: () => stop.abort() };
  const stream = await berth.client.logs.watch({ log }, { signal: stop.signal });
  void (async () => {
    for await (const status of stream) seen.status = status;
  })().catch(() => undefined);
  return seen;
}

async function opened(container: ContainerId) {
  const log = await berth.client.logs.open({ engine, containers: [container] });
  const seen = await watching(log);
  const count = () => (seen.status?.end ?? firstNumber) - firstNumber;
  const texts = async () => {
    const lines = [];
    // The store answers after it took all that was sent: it may have more than the status says.
    for (;;) {
      const more = await berth.client.logs.window({ log, from: firstNumber + lines.length, count: 2_000 });
      if (more.length === 0) break;
      lines.push(...more);
    }
    return lines.map(({ mark, text }) => (mark ? `(${mark})` : text));
  };
  return { log, seen, count, texts, state: () => seen.status?.sources[0]?.state };
}
type Opened = Awaited<ReturnType<typeof opened>>;

/** All that the engine has of it now. */
async function whole(container: ContainerId): Promise<string[]> {
  const fresh = await opened(container);
  await expect.poll(fresh.state, patient).toBe('ended');
  const texts = await fresh.texts();
  await berth.client.logs.close({ log: fresh.log });
  return texts;
}
const inOrder = (texts: readonly string[]) => texts.map((_, index) => String(index + 1));
const delta = async ({ count }: Opened, more: number) => {
  const before = count();
  await expect.poll(count, patient).toBeGreaterThan(before + more);
};

test('ST-11 a container removed while its log is open: the text stays, and can be searched', async () => {
  const id = await run('echo kept; sleep 300');
  const open = await opened(id);
  await expect.poll(open.texts, patient).toEqual(['kept']);
  await real.api('DELETE', `/containers/${id}?force=1`);
  await expect.poll(open.state, patient).toBe('removed');
  expect(await open.texts()).toEqual(['kept']);
  const hits = () => berth.client.logs.hits({ log: open.log, matcher: { pattern: 'kept' }, count: 5 });
  await expect.poll(hits, patient).toEqual({ from: 0, lines: [firstNumber] });
  expect(await berth.client.logs.older({ log: open.log })).toBeUndefined();
});

test('ST-12 the daemon rotates the file under a follower: it goes on in order, nothing twice', async () => {
  const script =
    'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo $i; [ $((i%100)) = 0 ] && sleep 0.05; done; echo over';
  const id = await run(script, { LogConfig: { Type: 'json-file', Config: { 'max-size': '40k', 'max-file': '3' } } });
  const { texts } = await opened(id);
  await expect.poll(async () => (await texts()).at(-1), patient).toBe('over');
  const numbers = (await texts()).slice(0, -1).map(Number);
  // The first ones may have been rotated away before the log was opened.
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => (numbers[0] ?? 0) + index));
});

test('ST-13 a driver that sends its log elsewhere says so', async () => {
  const Config = { 'syslog-address': 'udp://127.0.0.1:51400', 'cache-disabled': 'true' };
  const { state, seen } = await opened(await run('echo far', { LogConfig: { Type: 'syslog', Config } }));
  await expect.poll(state, patient).toBe('failed');
  expect(seen.status?.sources[0]?.error?.code).toBe('not-readable');
});

test('ST-14 50 logs at once are all live, and end with their pages', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, (_, index) => run(`echo begun ${index}; sleep 300`)));
  const logs = await Promise.all(Array.from({ length: 50 }, (_, index) => opened(ids[index % 5] as ContainerId)));
  for (const [index, { texts }] of logs.entries()) {
    await expect.poll(texts, patient).toEqual([`begun ${index % 5}`]);
  }
  await expect.poll(() => logs.filter(({ state }) => state() === 'following').length, patient).toBe(50);
  await Promise.all(logs.map(({ log }) => berth.client.logs.close({ log })));
  for (const id of ids) await real.api('DELETE', `/containers/${id}?force=1`);
});

test('ST-18 whoever watches goes and comes back: the same log, which went on meanwhile', async () => {
  const id = await run(counts);
  const open = await opened(id);
  await delta(open, 5);
  open.seen.stop();
  const again = await watching(open.log);
  await expect.poll(() => (again.status?.end ?? 0) - firstNumber, patient).toBeGreaterThan(open.count() + 20);
  const lines = await berth.client.logs.window({ log: open.log, from: firstNumber, count: 30 });
  expect(lines.map(({ text }) => text)).toEqual(inOrder(lines.map(({ text }) => text)));
  await real.api('DELETE', `/containers/${id}?force=1`);
});

test('EN-06 the engine hangs: said, and after that nothing is lost or double', async () => {
  const id = await run(counts);
  const open = await opened(id);
  await delta(open, 10);
  await real.pause();
  try {
    await expect.poll(open.state, patient).toBe('reconnecting');
  } finally {
    await real.resume();
  }
  await expect.poll(open.state, patient).toBe('following');
  await delta(open, 20);
  const texts = await open.texts();
  expect(texts).toEqual(inOrder(texts));
  await real.api('DELETE', `/containers/${id}?force=1`);
});

test('EN-05 killed by SIGKILL while three logs follow: all of what it has, once; the next run goes on with a mark', async () => {
  const ids = await Promise.all([run(counts), run(counts), run(counts)]);
  const logs = await Promise.all(ids.map(opened));
  for (const open of logs) await delta(open, 20);
  await real.kill9();
  for (const { state } of logs) await expect.poll(state, patient).toBe('reconnecting');
  await real.restart();
  await berth.engineIs(connected, 'back');
  // Without live-restore it ends what ran.
  for (const { state } of logs) await expect.poll(state, patient).toBe('ended');
  for (const [index, { texts }] of logs.entries()) {
    const all = await whole(ids[index] as ContainerId);
    expect(all.length).toBeGreaterThan(20);
    expect(await texts()).toEqual(all);
  }
  const [first] = logs as [Opened];
  const before = await first.texts();
  await real.api('POST', `/containers/${ids[0]}/start`);
  await delta(first, 5);
  expect((await first.texts()).slice(0, before.length + 3)).toEqual([...before, '(restarted)', '1', '2']);
});
