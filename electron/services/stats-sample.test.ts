import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContainerId } from '../common/contract/ids';
import type { StatsCounters } from '../engine/port';
import { sampleOf } from './stats-sample';

const id = 'a'.repeat(64) as ContainerId;

test('rates are between two looks, by the engine’s own clock', () => {
  const before = { id, at: 10_000, cpuNano: 1e9, networkIn: 100, blockWrite: 0, memory: 5, pids: 2 };
  const now = { id, at: 12_000, cpuNano: 4e9, networkIn: 300, networkOut: 8, blockWrite: 50, memory: 7, pids: 1 };
  expect(sampleOf(now, before)).toMatchObject({
    cpu: 1.5,
    networkIn: 100,
    networkOut: undefined, // not told before
    blockRead: undefined,
    blockWrite: 25,
    memory: 7,
    pids: 1,
  });
});

test('no rate without an earlier look, after a restart, over a long gap, with a clock that stands or goes back', () => {
  const now = { id, at: 100_000, cpuNano: 5, memory: 1 };
  const befores: (StatsCounters | undefined)[] = [
    undefined,
    { id, at: 99_000, cpuNano: 6 },
    { id, at: 1_000, cpuNano: 1 },
    { id, at: 100_000, cpuNano: 1 },
    { id, at: 101_000, cpuNano: 1 },
  ];
  expect(befores.map((before) => sampleOf(now, before)).map(({ cpu, memory }) => [cpu, memory])).toEqual(
    befores.map(() => [undefined, 1]),
  );
});

test('ST-17: a figure is finite and not negative, or absent', () => {
  const number = fc.oneof(fc.constant(undefined), fc.nat(), fc.constantFrom(0, 2 ** 60, Number.MAX_VALUE));
  const counters = fc.record({
    at: fc.nat(1e6),
    cpuNano: number,
    networkIn: number,
    blockRead: number,
    memory: number,
  });
  fc.assert(
    fc.property(counters, fc.option(counters, { nil: undefined }), (now, before) => {
      const sample = sampleOf({ id, ...now } as StatsCounters, before && ({ id, ...before } as StatsCounters));
      for (const [key, value] of Object.entries(sample)) {
        if (key !== 'id' && value !== undefined) expect(Number.isFinite(value) && Number(value) >= 0).toBe(true);
      }
    }),
  );
});
