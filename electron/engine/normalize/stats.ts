import type { ContainerId } from '../../common/contract/ids';
import type { StatsCounters } from '../port';
import { asList, asNumber, asPositive, asRecord, asText, asTime, type Raw } from './raw';

/** What a limit above it means is "none": the kernel says so with the largest number there is. */
const beyondMemory = 2 ** 60;
/** The most processes that Linux can have: PID_MAX_LIMIT. */
const mostPids = 4_194_304;

/**
 * The counters in one answer of `/stats`; undefined for what is none: a container that is not running (zeros and the year 1 on Docker,
 * an error or nothing on Podman).
 *
 * Source: https://docs.docker.com/reference/api/engine/ (ContainerStats).
 */
export function toStatsCounters(id: ContainerId, value: unknown): StatsCounters | undefined {
  const raw = asRecord(value);
  const at = asTime(raw.read);
  if (at === undefined) return undefined;
  const cpu = asRecord(raw.cpu_stats);
  const memory = asRecord(raw.memory_stats);
  const pids = asRecord(raw.pids_stats);
  const cpuNano = counter(asRecord(cpu.cpu_usage).total_usage);
  return {
    id,
    at,
    cpuNano,
    cores: asPositive(cpu.online_cpus) ?? (asList(asRecord(cpu.cpu_usage).percpu_usage).length || undefined),
    memory: usedMemory(memory),
    memoryLimit: below(asPositive(memory.limit), beyondMemory),
    ...network(raw.networks),
    ...block(asRecord(raw.blkio_stats).io_service_bytes_recursive),
    pids: asPositive(pids.current),
    pidsLimit: below(asPositive(pids.limit), mostPids),
  };
}

/** 0 is a count, unlike what is missing. */
function counter(value: unknown): number | undefined {
  const number = asNumber(value, -1);
  return number >= 0 ? number : undefined;
}

const below = (value: number | undefined, limit: number) => (value !== undefined && value < limit ? value : undefined);

/**
 * What it holds without the cache that the kernel would give back, as the CLI counts it: `calculateMemUsageUnixNoCache` in
 * https://github.com/docker/cli/blob/master/cli/command/container/stats_helpers.go. `total_inactive_file` is cgroup v1's name, and
 * `inactive_file` v2's. Podman tells neither, and has taken the cache out already.
 */
function usedMemory(memory: Raw): number | undefined {
  const usage = asPositive(memory.usage);
  if (usage === undefined) return undefined;
  const stats = asRecord(memory.stats);
  const cache = counter(stats.total_inactive_file) ?? counter(stats.inactive_file) ?? 0;
  return cache < usage ? usage - cache : usage;
}

/** Podman 4 has one network called `network`, whatever they are called; none at all on `host` and `none`. */
function network(value: unknown): Pick<StatsCounters, 'networkIn' | 'networkOut'> {
  const all = Object.values(asRecord(value)).map(asRecord);
  if (all.length === 0) return {};
  return { networkIn: sum(all.map((one) => one.rx_bytes)), networkOut: sum(all.map((one) => one.tx_bytes)) };
}

/** An empty list is what an engine says that does not count it, and before the first byte: not a zero. */
function block(value: unknown): Pick<StatsCounters, 'blockRead' | 'blockWrite'> {
  const all = asList(value).map(asRecord);
  if (all.length === 0) return {};
  const of = (op: string) => sum(all.filter((one) => asText(one.op).toLowerCase() === op).map((one) => one.value));
  return { blockRead: of('read'), blockWrite: of('write') };
}

function sum(values: readonly unknown[]): number | undefined {
  const total = values.reduce<number>((before, value) => before + Math.max(0, asNumber(value)), 0);
  return Number.isFinite(total) ? total : undefined;
}
