import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineState } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { StatsPace, StatsSample } from '../common/contract/stats';
import type { Engine, EngineEvent, StatsCounters } from '../engine/port';
import { createLog } from './log';
import { sleep } from './sleep';
import { createStats } from './stats';

const engine = 'local' as EngineId;
const idOf = (name: string) => name.padEnd(64, '0') as ContainerId;
const a = idOf('a');

/** An engine whose containers use what a test says, one count a second. */
function fakeEngine() {
  const open = new Map<ContainerId, number>();
  const counts = { opened: 0, looks: 0, opening: 0, mostOpening: 0 };
  const stopped = new Set<ContainerId>();
  const busy = new Set<ContainerId>();
  let away = false;
  const used = new Map<ContainerId, number>();
  const now = (id: ContainerId): StatsCounters => {
    const cpuNano = (used.get(id) ?? 0) + (busy.has(id) ? 5e8 : 0);
    used.set(id, cpuNano);
    return { id, at: Date.now(), cpuNano, memory: 1_000 };
  };
  const listeners = new Set<(event: EngineEvent) => void>();
  const phases = new Set<(state: EngineState) => void>();
  const port = {
    identity: { clockOffset: 0 },
    async *containerStats(id: ContainerId, { signal }: { signal: AbortSignal }) {
      counts.opened += 1;
      counts.opening += 1;
      counts.mostOpening = Math.max(counts.mostOpening, counts.opening);
      await sleep(10);
      counts.opening -= 1;
      if (stopped.has(id)) return;
      open.set(id, (open.get(id) ?? 0) + 1);
      try {
        for (;;) {
          yield now(id);
          await sleep(1_000, signal);
          signal.throwIfAborted();
        }
      } finally {
        open.set(id, (open.get(id) ?? 0) - 1);
      }
    },
    async containerStatsOnce(id: ContainerId) {
      counts.looks += 1;
      return stopped.has(id) ? undefined : now(id);
    },
  } as unknown as Engine;
  return {
    counts,
    busy,
    stopped,
    streams: (id: ContainerId) => open.get(id) ?? 0,
    allStreams: () => [...open.values()].reduce((sum, one) => sum + one, 0),
    event: (action: string, subject: string) => {
      for (const listener of listeners) listener({ noun: 'container', action, subject, attributes: {}, timeNano: 0n });
    },
    lose() {
      away = true;
    },
    find() {
      away = false;
      for (const listener of phases) listener({ phase: 'connected' } as EngineState);
    },
    keeper: {
      get() {
        if (away) throw new BerthError('engine-unreachable', { address: 'x', reason: 'gone' });
        return port;
      },
      onEvent: (_: EngineId, listener: (event: EngineEvent) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onPhase: (_: EngineId, listener: (state: EngineState) => void) => {
        phases.add(listener);
        return () => phases.delete(listener);
      },
    },
  };
}

let fake: ReturnType<typeof fakeEngine>;
let stats: ReturnType<typeof createStats>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  fake = fakeEngine();
  stats = createStats({ engines: fake.keeper as never, log: createLog(() => undefined) });
});
afterEach(() => {
  stats.close();
  vi.useRealTimers();
});

async function watch(ids: readonly ContainerId[], pace: StatsPace = 'live') {
  const client = createRouterClient(stats.verbs);
  const stop = new AbortController();
  const stream = await client.watch({ engine, ids: [...ids], pace }, { signal: stop.signal });
  const batches: (readonly StatsSample[])[] = [];
  void (async () => {
    for await (const batch of stream) batches.push(batch);
  })().catch(() => undefined);
  return { batches, stop: () => stop.abort() };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('ST-14: a hundred watchers of one container are one stream, and none is left when they go', async () => {
  const watchers = await Promise.all(Array.from({ length: 100 }, () => watch([a])));
  await pass(3_000);
  expect([fake.counts.opened, fake.streams(a)]).toEqual([1, 1]);
  expect(watchers.every(({ batches }) => batches.length >= 2)).toBe(true);
  for (const { stop } of watchers.slice(1)) stop();
  await pass(5_000);
  expect(fake.streams(a)).toBe(1);
  watchers[0]?.stop();
  await pass(2_000);
  expect(fake.streams(a)).toBe(0);
  const { opened, looks } = fake.counts;
  await pass(60_000);
  expect([fake.counts.opened, fake.counts.looks]).toEqual([opened, looks]);
});

test('300 at once: opened a few at a time, told in one message a second', async () => {
  const ids = Array.from({ length: 300 }, (_, index) => idOf(`b${index}x`.replace('x', 'e')));
  for (const id of ids) fake.busy.add(id);
  const { batches, stop } = await watch(ids);
  await pass(10_000);
  expect(fake.counts.mostOpening).toBe(8);
  expect(fake.allStreams()).toBe(300);
  expect(batches.length).toBeLessThanOrEqual(11);
  expect(batches.at(-1)).toHaveLength(300);
  stop();
  await pass(2_000);
  expect(fake.allStreams()).toBe(0);
});

test('newest wins: nothing piles up, and a figure is of the time since the one before', async () => {
  fake.busy.add(a);
  const { batches } = await watch([a]);
  await pass(4_100);
  expect(batches.every((batch) => batch.length === 1)).toBe(true);
  expect(batches.at(-1)?.[0]?.cpu).toBeCloseTo(0.5, 2);
});

describe('calm', () => {
  test('one that does nothing is left alone, and looked at ever more rarely', async () => {
    await watch([a], 'calm');
    await pass(5_000);
    expect(fake.streams(a)).toBe(0);
    const before = fake.counts.looks;
    await pass(60_000);
    expect(fake.counts.looks - before).toBeLessThanOrEqual(6);
    expect(fake.counts.opened).toBe(1);
  });

  test('what is busy streams on; what becomes busy is found at the next look', async () => {
    fake.busy.add(a);
    const { batches } = await watch([a], 'calm');
    await pass(20_000);
    expect([fake.streams(a), fake.counts.looks]).toEqual([1, 0]);
    fake.busy.delete(a);
    await pass(6_000);
    expect(fake.streams(a)).toBe(0);
    fake.busy.add(a);
    await pass(9_500);
    expect(fake.streams(a)).toBe(1);
    // A rate takes two samples of the stream.
    await pass(2_500);
    expect(batches.at(-1)?.[0]?.cpu).toBeGreaterThan(0);
  });

  test('a page about it wakes it at once', async () => {
    await watch([a], 'calm');
    await pass(30_000);
    expect(fake.streams(a)).toBe(0);
    const { stop } = await watch([a], 'live');
    await pass(100);
    expect(fake.streams(a)).toBe(1);
    await pass(20_000);
    expect(fake.streams(a)).toBe(1);
    stop();
    await pass(5_000);
    expect(fake.streams(a)).toBe(0);
  });
});

test('ends quietly with the container, comes back with its start, is forgotten when it is deleted', async () => {
  const { batches, stop } = await watch([a]);
  await pass(2_100);
  fake.stopped.add(a);
  fake.event('die', a);
  await pass(1_500);
  expect(fake.streams(a)).toBe(0);
  const told = batches.length;
  const { opened } = fake.counts;
  await pass(60_000);
  expect([batches.length, fake.counts.opened]).toEqual([told, opened]);

  fake.stopped.delete(a);
  fake.event('start', a);
  await pass(2_100);
  expect(batches.length).toBeGreaterThan(told);
  // Its counters began anew: no rate across the gap.
  expect(batches[told]?.[0]).not.toHaveProperty('cpu', expect.any(Number));

  const client = createRouterClient(stats.verbs);
  expect((await client.history({ engine, id: a })).length).toBeGreaterThan(3);
  fake.event('destroy', a);
  stop();
  await pass(2_000);
  expect(await client.history({ engine, id: a })).toEqual([]);
  expect(fake.streams(a)).toBe(0);
});

test('an engine that is away costs nothing, and all go on when it is back', async () => {
  fake.lose();
  const { batches } = await watch([a]);
  await pass(120_000);
  expect([batches.length, fake.counts.opened]).toEqual([0, 0]);
  fake.find();
  await pass(2_000);
  expect(fake.streams(a)).toBe(1);
  expect(batches.length).toBeGreaterThan(0);
});

test('history: what was seen while somebody watched, for half an hour', async () => {
  const client = createRouterClient(stats.verbs);
  expect(await client.history({ engine, id: a })).toEqual([]);
  const { stop } = await watch([a]);
  await pass(10_000);
  stop();
  await pass(5 * 60_000);
  expect((await client.history({ engine, id: a })).length).toBeGreaterThan(8);
  await pass(30 * 60_000);
  expect(await client.history({ engine, id: a })).toEqual([]);
});
