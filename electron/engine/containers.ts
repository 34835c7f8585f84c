import type { Container, ContainerSize, Health } from '../common/contract/containers';
import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import type { EngineContext } from './engine';
import { toContainer, toContainers } from './normalize/container';
import { toContainerDetails } from './normalize/container-details';
import { asContainerId } from './normalize/ids';
import { asList, asNumber, asRecord } from './normalize/raw';
import type { Engine } from './port';

type ContainerCalls = Pick<
  Engine,
  | 'listContainers'
  | 'inspectContainer'
  | 'startContainer'
  | 'stopContainer'
  | 'restartContainer'
  | 'deleteContainer'
  | 'containerSizes'
>;

/** An id takes 73 characters in a URL, which proxies cut at 8 kB and Go's servers refuse beyond that. */
const idsPerCall = 75;
/** Beyond so many, the whole list is cheaper than its parts. */
const idsToFilter = 300;

export function containerCalls({ id: engine, identity, connection }: EngineContext): ContainerCalls {
  const about = (id: ContainerId) => ({ noun: 'container', name: id }) as const;

  async function list(
    filters: Readonly<Record<string, readonly string[]>> | undefined,
    signal?: AbortSignal,
    size?: boolean,
  ) {
    const query = { all: true, filters: filters && JSON.stringify(filters), size };
    return (await connection.call('GET', '/containers/json', { query, signal })).body;
  }

  /** Podman's rows say nothing of health; its filter does. */
  async function withHealth(rows: readonly Container[], signal?: AbortSignal): Promise<readonly Container[]> {
    if (identity.capabilities['health-events'] || !rows.some(({ state }) => state === 'running')) return rows;
    const healths: readonly Health[] = ['starting', 'healthy', 'unhealthy'];
    const lists = await Promise.all(healths.map((health) => list({ health: [health] }, signal)));
    const known = new Map<ContainerId, Health>();
    lists.forEach((value, index) => {
      for (const item of asList(value)) {
        const id = toContainer(engine, item)?.id;
        if (id) known.set(id, healths[index] ?? 'starting');
      }
    });
    return rows.map((row) => (row.state === 'running' ? { ...row, health: row.health ?? known.get(row.id) } : row));
  }

  async function remove(id: ContainerId, query: { force: boolean; v: boolean }): Promise<void> {
    try {
      await connection.call('DELETE', `/containers/${id}`, { query, about: about(id), patient: true });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Podman's removal by force first waits its ten seconds for the process; Docker's kills. */
  async function killOnPodman(id: ContainerId): Promise<void> {
    if (identity.product !== 'podman') return;
    try {
      await connection.call('POST', `/containers/${id}/kill`, { about: about(id), patient: true });
    } catch (error) {
      // Gone, or not running: the removal that follows says what is the matter.
      if (!(error instanceof BerthError) || error.data.code === 'engine-unreachable') throw error;
    }
  }

  return {
    async listContainers({ ids, label, signal } = {}) {
      if (label !== undefined) return toContainers(engine, await list({ label: [label] }, signal));
      if (ids === undefined) return withHealth(toContainers(engine, await list(undefined, signal)), signal);
      if (ids.length === 0) return [];
      const wanted = new Set(ids);
      const parts: Promise<unknown>[] = [];
      if (ids.length > idsToFilter) parts.push(list(undefined, signal));
      else {
        for (let start = 0; start < ids.length; start += idsPerCall) {
          parts.push(list({ id: ids.slice(start, start + idsPerCall) }, signal));
        }
      }
      const rows = (await Promise.all(parts)).flatMap((part) => toContainers(engine, part));
      return withHealth(
        rows.filter(({ id }) => wanted.has(id)),
        signal,
      );
    },

    async containerSizes(ids, signal) {
      const sizes: ContainerSize[] = [];
      // One call after another: each has the engine count files.
      for (let start = 0; start < ids.length; start += idsPerCall) {
        const rows = asList(await list({ id: ids.slice(start, start + idsPerCall) }, signal, true));
        for (const row of rows) {
          const { Id, SizeRw } = asRecord(row);
          const id = asContainerId(Id);
          // Nothing written leaves the field out on Docker.
          if (id && ids.includes(id)) sizes.push({ id, written: asNumber(SizeRw) });
        }
      }
      return sizes;
    },

    async inspectContainer(id, signal) {
      const { body } = await connection.call('GET', `/containers/${id}/json`, { signal, about: about(id) });
      const details = toContainerDetails(engine, id, body);
      // Podman 4.3 calls it false and closes the input all the same (conmon without --leave-stdin-open).
      return identity.product === 'podman' ? { ...details, stdinOnce: details.openStdin } : details;
    },

    async startContainer(id) {
      await connection.call('POST', `/containers/${id}/start`, { about: about(id), patient: true });
    },

    async stopContainer(id, graceSeconds) {
      const query = { t: graceSeconds };
      await connection.call('POST', `/containers/${id}/stop`, { query, about: about(id), patient: true });
    },

    async restartContainer(id, graceSeconds) {
      const query = { t: graceSeconds };
      await connection.call('POST', `/containers/${id}/restart`, { query, about: about(id), patient: true });
    },

    async deleteContainer(id, { force, volumes }) {
      if (force) await killOnPodman(id);
      await remove(id, { force, v: volumes });
    },
  };
}

/** Gone already, or going: that is what was asked for. */
function isGone(error: unknown): boolean {
  if (!(error instanceof BerthError)) return false;
  const { code, params } = error.data;
  return code === 'not-found' || (code === 'wrong-state' && params.state === 'being removed');
}
