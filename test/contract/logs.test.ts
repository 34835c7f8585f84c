/** Logs against a real engine, beyond what the conformance rows ask of each verb. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ContainerId, EngineId, LogId } from '../../electron/common/contract/ids';
import { firstNumber } from '../../electron/common/contract/log-rules';
import type { LogLine, LogSearchProgress, LogStatus, LogViewProgress } from '../../electron/common/contract/logs';
import type { DownloadSource } from '../../electron/common/contract/transfers';
import { pageSession, ticketOf } from '../../electron/shell/transfer-door';
import type { TestEngine } from '../engine/engines';
import { sharedDocker } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';
import { connected, type RunningBerth, startBerth } from './stage';

let real: TestEngine;
let berth: RunningBerth;
let engine: EngineId;
const undo: (() => void)[] = [];

beforeAll(async () => {
  real = await sharedDocker();
  berth = startBerth(real.host);
  engine = (await berth.engineIs(connected, 'connected')).id;
});
afterEach(() => {
  for (const end of undo.splice(0)) end();
});
afterAll(async () => {
  await berth?.close();
  if (real) await cleanup(real);
});

const patient = { timeout: 30_000 };

async function made(script: string, more: Record<string, unknown> = {}): Promise<ContainerId> {
  const { body } = await real.api('POST', `/containers/create?name=${unique('log')}`, {
    Image: 'sample/shell:1',
    Cmd: ['sh', '-c', script],
    StopSignal: 'SIGKILL',
    ...more,
  });
  return (body as { Id: string }).Id as ContainerId;
}
const start = (id: ContainerId) => real.api('POST', `/containers/${id}/start`);
async function ran(script: string, more: Record<string, unknown> = {}): Promise<ContainerId> {
  const id = await made(script, more);
  await start(id);
  await real.api('POST', `/containers/${id}/wait`);
  return id;
}

async function opened(input: Omit<Parameters<typeof berth.client.logs.open>[0], 'engine'>) {
  const log = await berth.client.logs.open({ engine, ...input });
  const stop = new AbortController();
  undo.push(() => stop.abort());
  const seen: { status?: LogStatus } = {};
  const stream = await berth.client.logs.watch({ log }, { signal: stop.signal });
  void (async () => {
    for await (const status of stream) seen.status = status;
  })().catch(() => undefined);
  const lines = async () => {
    const { first = firstNumber, end = firstNumber } = seen.status ?? {};
    return end > first ? berth.client.logs.window({ log, from: first, count: Math.min(2_000, end - first) }) : [];
  };
  return { log, status: () => seen.status, lines, texts: async () => (await lines()).map(words) };
}
const words = ({ mark, text }: LogLine) => (mark ? `(${mark})` : text);

async function download(source: DownloadSource): Promise<string> {
  const ticket = await pageSession.run('page', () => berth.client.transfers.download({ source }));
  const { body } = await berth.transfers.download(ticketOf(ticket.path) ?? '', 'page', new AbortController().signal);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('L1 saves a log, or a view of it, as text and as jsonl', async () => {
  const id = await ran(
    `seq 1 5000; printf '\\033[31mERROR\\033[0m red\\n' >&2; head -c 30000 /dev/zero | tr '\\0' x; echo`,
  );
  const { log, status } = await opened({ containers: [id] });
  await expect.poll(() => status()?.end, patient).toBe(firstNumber + 5_002);
  const plain = (await download({ kind: 'log', log, format: 'txt', times: false })).split('\n');
  expect(plain).toHaveLength(5_003);
  expect(plain.filter((line) => /^\d+$/.test(line))).toHaveLength(5_000);
  expect(plain).toContain('ERROR red');
  expect(plain).toContain('x'.repeat(30_000));
  const stamped = await download({
    kind: 'log',
    log,
    format: 'txt',
    filter: { matcher: { pattern: '^77$', regex: true } },
  });
  expect(stamped).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z 77\n$/);
  const json = await download({ kind: 'log', log, format: 'jsonl', filter: { levels: ['error'] } });
  expect(JSON.parse(json)).toMatchObject({ container: id, stream: 'err', level: 'error', text: 'ERROR red' });
  await berth.client.logs.close({ log });
  const late = pageSession.run('page', () =>
    berth.client.transfers.download({ source: { kind: 'log', log, format: 'txt' } }),
  );
  await expect(late).rejects.toMatchObject({ data: { code: 'expired' } });
});

test('L1 saves all lines that the engine has, or those that pass, of one container or several, though only the last were read', async () => {
  const [one, two] = [await ran('seq 1 5000; seq 1 20 >&2'), await ran('seq 6001 6200')];
  const alone = await opened({ containers: [one], tail: 10 });
  await expect.poll(() => alone.status()?.end, patient).toBe(firstNumber + 10);
  const saved = (await download({ kind: 'log', log: alone.log, format: 'txt', times: false })).trimEnd().split('\n');
  expect(saved.toSorted()).toEqual([...counts(1, 5_000), ...counts(1, 20)].toSorted());
  await expect.poll(() => alone.status()?.older, patient).toBe('none');
  await expect.poll(() => alone.status()?.gathering, patient).toBeUndefined();
  const again = await opened({ containers: [one], tail: 10 });
  await expect.poll(() => again.status()?.end, patient).toBe(firstNumber + 10);
  const part = { kind: 'log', log: again.log, format: 'txt', times: false } as const;
  // What is cleared away is no reason to read it.
  expect(await download({ ...part, filter: { from: firstNumber + 9 } })).toMatch(/^\d+\n$/);
  expect(again.status()?.older).toBe('more');
  const filter = { matcher: { pattern: '^(7|4321)$', regex: true }, context: 1, streams: ['out' as const] };
  expect(await download({ ...part, filter })).toBe('6\n7\n8\n4320\n4321\n4322\n');
  await expect.poll(() => again.status()?.older, patient).toBe('none');
  const merged = await opened({ containers: [one, two], tail: 10 });
  await expect.poll(() => merged.status()?.end, patient).toBe(firstNumber + 20);
  const filtered = await download({
    kind: 'log',
    log: merged.log,
    format: 'jsonl',
    filter: { sources: [two], matcher: { pattern: '60' } },
  });
  expect(filtered.trimEnd().split('\n')).toHaveLength(100);
  const both = await download({ kind: 'log', log: merged.log, format: 'jsonl' });
  expect(both.trimEnd().split('\n')).toHaveLength(5_220);
});
const counts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test('L4 follows a project: containers that come later join, restarts are marked', async () => {
  const project = unique('project');
  const Labels = { 'com.docker.compose.project': project };
  const web = await ran('echo web', { Labels });
  await ran('echo stranger');
  const { status, texts } = await opened({ containers: [], project });
  await expect.poll(texts, patient).toEqual(['web']);
  const late = await made('echo late', { Labels });
  await start(late);
  await expect.poll(texts, patient).toEqual(['web', 'late']);
  expect(status()?.sources.map(({ container }) => container)).toEqual([web, late]);
  await expect.poll(() => status()?.sources.map(({ state }) => state), patient).toEqual(['ended', 'ended']);
  await start(web);
  await expect.poll(texts, patient).toEqual(['web', 'late', '(restarted)', 'web']);
});

test('L1 until ends a log, since begins it, and older lines come before both', async () => {
  const id = await ran('seq 1 3; sleep 0.2; seq 4 6; sleep 0.2; seq 7 9');
  const all = await opened({ containers: [id] });
  await expect.poll(all.texts, patient).toHaveLength(9);
  const at = (await all.lines()).map((line) => line.at ?? 0);
  const between = (one: number) => Math.round(((at[one] ?? 0) + (at[one + 1] ?? 0)) / 2);
  const some = await opened({ containers: [id], since: between(2), until: between(5) });
  await expect.poll(some.texts, patient).toEqual(['4', '5', '6']);
  await expect.poll(() => some.status()?.sources[0]?.state, patient).toBe('ended');
  await berth.client.logs.older({ log: some.log });
  await expect.poll(some.texts, patient).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(some.status()?.older).toBe('none');
});

test('older lines of several containers come in the order of time, also between lines that are shown', async () => {
  // One after another, by hand: the last lines of the quiet one reach far back before those of the noisy one.
  const [quiet, noisy] = [await made('echo quiet'), await made('for i in 1 2 3; do echo noisy $i; done')];
  const rounds = 4;
  for (let round = 0; round < rounds; round += 1) {
    for (const id of [quiet, noisy]) {
      await start(id);
      await real.api('POST', `/containers/${id}/wait`);
    }
  }
  const all = Array.from({ length: rounds }, () => ['quiet', 'noisy 1', 'noisy 2', 'noisy 3']).flat();
  const merged = await opened({ containers: [quiet, noisy], tail: 3 });
  const shown = ['quiet', 'quiet', 'quiet', 'noisy 1', 'noisy 2', 'noisy 3'];
  await expect.poll(merged.texts, patient).toEqual(shown);
  const { log } = merged;
  // The noisy one begins there.
  expect(merged.status()).toMatchObject({ first: firstNumber, whole: firstNumber + 3 });
  const before = (await merged.lines())[1] as LogLine;
  const filter = { matcher: { pattern: 'quiet' }, context: 1 };
  const told: { view?: LogViewProgress; search?: LogSearchProgress } = {};
  const stop = new AbortController();
  undo.push(() => stop.abort());
  const view = await berth.client.logs.view({ log, filter }, { signal: stop.signal });
  const search = await berth.client.logs.search({ log, matcher: { pattern: 'y 1' }, filter }, { signal: stop.signal });
  void (async () => {
    for await (const progress of view) told.view = progress;
  })().catch(() => undefined);
  void (async () => {
    for await (const progress of search) told.search = progress;
  })().catch(() => undefined);
  await expect.poll(() => told.search, patient).toMatchObject({ hits: 1, done: true, era: 0 });
  for (let load = 0; load < 12 && merged.status()?.older !== 'none'; load += 1) {
    await berth.client.logs.older({ log, count: 2 });
    await expect.poll(() => merged.status()?.older, patient).not.toBe('loading');
    const lines = await merged.lines();
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a = 0, b = 0) => a - b));
    // From there on none is missing; before it are lines of the quiet one.
    const { first = 0, whole = 0 } = merged.status() ?? {};
    expect(lines.slice(whole - first).map(words)).toEqual(all.slice(whole - first - lines.length));
    expect(new Set(lines.slice(0, whole - first).map(words))).not.toContain('noisy 1');
  }
  await expect.poll(merged.texts, patient).toEqual(all);
  const { era = 0, first: begin, whole, end } = merged.status() ?? {};
  expect([era > 0, whole, end]).toEqual([true, begin, firstNumber + shown.length]);
  const now = await berth.client.logs.moved({ log, era: 0, lines: [before.number] });
  expect(await berth.client.logs.line({ log, number: now?.lines[0] ?? 0 })).toMatchObject({
    text: 'quiet',
    at: before.at,
  });
  // Who filtered and searched meanwhile is told of them all.
  await expect.poll(() => told.view, patient).toMatchObject({ done: true, era });
  await expect.poll(() => told.search, patient).toMatchObject({ hits: rounds, done: true, era });
  const { first = 0, end: rowsEnd = 0 } = told.view ?? {};
  const rows = await berth.client.logs.window({ log, filter, from: first, count: rowsEnd - first });
  const around = all.filter((text) => text !== 'noisy 2').slice(0, -1);
  expect(rows.map(({ text }) => text)).toEqual(around);
  const saved = await download({ kind: 'log', log, format: 'txt', times: false, filter });
  expect(
    saved
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' | ')[1]),
  ).toEqual(around);
});

test("6 a run's last words stand apart from the next run's first, with and without a TTY", async () => {
  for (const Tty of [false, true]) {
    const id = await ran('echo begun; printf "last words"', { Tty });
    await start(id);
    await real.api('POST', `/containers/${id}/wait`);
    const { texts, lines } = await opened({ containers: [id] });
    await expect.poll(texts, patient).toEqual(['begun', 'last words', 'begun', 'last words']);
    expect((await lines()).map(({ stream }) => stream)).toEqual(Array(4).fill(Tty ? 'tty' : 'out'));
  }
});

test('ST-13 a log driver that cannot be read says so', async () => {
  const id = await ran('echo unheard', { HostConfig: { LogConfig: { Type: 'none' } } });
  const { status } = await opened({ containers: [id] });
  await expect
    .poll(() => status()?.sources[0], patient)
    .toMatchObject({ state: 'failed', error: { code: 'not-readable' } });
});

test('the size that is set holds at once, and says how many lines went', async () => {
  const id = await made(`yes ${'0123456789'.repeat(20)} | head -n 600000; sleep 300`);
  await start(id);
  const { log, status } = await opened({ containers: [id] });
  await expect.poll(() => status()?.bytes ?? 0, { timeout: 60_000 }).toBeGreaterThan(100 * 1024 ** 2);
  await berth.client.settings.change({ logBytes: 64 * 1024 ** 2 });
  await expect.poll(() => status()?.dropped ?? 0, { timeout: 60_000 }).toBeGreaterThan(100_000);
  await expect.poll(() => status()?.end, { timeout: 60_000 }).toBe(firstNumber + 600_000);
  await expect.poll(() => status()?.bytes, patient).toBeLessThanOrEqual(64 * 1024 ** 2);
  expect(status()).toMatchObject({ first: firstNumber + (status()?.dropped ?? 0), older: 'full' });
  await berth.client.logs.close({ log: log as LogId });
});
