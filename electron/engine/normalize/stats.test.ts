import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerId } from '../../common/contract/ids';
import { recorded, recordedEngines } from './fixtures/recorded';
import { toStatsCounters } from './stats';

const id = 'a'.repeat(64) as ContainerId;
const docker = recordedEngines.filter((name) => name.startsWith('docker'));
const podman = recordedEngines.filter((name) => name.startsWith('podman'));

test.each(docker)('%s: the counters of a running container', (name) => {
  const raw = recorded(name, 'stats').json as {
    cpu_stats: { cpu_usage: { total_usage: number } };
    memory_stats: { usage: number; stats: { total_inactive_file: number } };
    networks: Record<string, { rx_bytes: number }>;
  };
  const counters = toStatsCounters(id, raw);
  expect(counters).toMatchObject({
    id,
    cpuNano: raw.cpu_stats.cpu_usage.total_usage,
    cores: 2,
    memory: raw.memory_stats.usage - raw.memory_stats.stats.total_inactive_file,
    memoryLimit: 134_217_728,
    networkIn: (raw.networks.eth0?.rx_bytes ?? 0) + (raw.networks.eth1?.rx_bytes ?? 0),
    pids: 1,
    pidsLimit: 100,
  });
  // An empty list says nothing of a byte.
  expect(counters).not.toHaveProperty('blockRead');
});

test('podman: usage as it stands, networks by any name, no limit of pids', () => {
  expect(podman.map((name) => toStatsCounters(id, recorded(name, 'stats').json))).toMatchObject([
    { memory: 2_600_960, memoryLimit: 134_217_728, networkIn: 1_172, networkOut: 5_910, pids: 1, pidsLimit: undefined },
    { memory: 53_248, networkIn: 9_462 + 1_360, networkOut: 1_256, cores: 2, pidsLimit: undefined },
  ]);
});

test.each(recordedEngines)('%s: a stopped container has none', (name) => {
  expect(toStatsCounters(id, recorded(name, 'stats-stopped').json)).toBeUndefined();
});

describe('what only other machines say', () => {
  const at = { read: '2026-11-24T14:25:31Z' };

  test('cgroup v2 calls the cache inactive_file, and its operations by small letters', () => {
    const value = {
      ...at,
      memory_stats: { usage: 1_000, stats: { inactive_file: 300, file: 900 } },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: 'read', value: 5 },
          { op: 'write', value: 7 },
          { op: 'read', value: 10 },
        ],
      },
    };
    expect(toStatsCounters(id, value)).toMatchObject({ memory: 700, blockRead: 15, blockWrite: 7 });
  });

  test('the largest number there is means no limit', () => {
    const value = {
      ...at,
      memory_stats: { usage: 1, limit: 2 ** 63 },
      pids_stats: { current: 3, limit: 2 ** 64 },
    };
    expect(toStatsCounters(id, value)).toMatchObject({ memoryLimit: undefined, pids: 3, pidsLimit: undefined });
  });
});

test('ST-17: whatever stands in whatever field, a number is finite or absent', () => {
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, null, '', Number.MAX_VALUE, -1, {}));
  const frames = recordedEngines.map((name) => recorded(name, 'stats').json as Record<string, unknown>);
  const keys = [...new Set(frames.flatMap((frame) => Object.keys(frame)))];
  fc.assert(
    fc.property(
      fc.constantFrom(...frames),
      fc.subarray(keys),
      fc.array(junk, { minLength: 1 }),
      (frame, hit, values) => {
        const damaged = { ...frame };
        hit.forEach((key, at) => {
          const old = damaged[key];
          const value = values[at % values.length];
          damaged[key] =
            typeof old === 'object' && old !== null
              ? Object.fromEntries(
                  Object.keys(old).map((inner, index) => [inner, (index + at) % 2 ? value : Reflect.get(old, inner)]),
                )
              : value;
        });
        for (const [key, value] of Object.entries(toStatsCounters(id, damaged) ?? {})) {
          if (key !== 'id' && value !== undefined) expect(Number.isFinite(value) && Number(value) >= 0).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
