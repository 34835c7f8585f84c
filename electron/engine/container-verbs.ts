import type { ContainerUpdate } from '../common/contract/containers';
import type { ContainerId } from '../common/contract/ids';
import type { EngineContext } from './engine';
import type { Engine } from './port';

type VerbCalls = Pick<
  Engine,
  'pauseContainer' | 'unpauseContainer' | 'killContainer' | 'renameContainer' | 'updateContainer'
>;

/** What changes a container that exists, and neither starts nor ends it. */
export function verbCalls({ connection }: EngineContext): VerbCalls {
  const post = async (id: ContainerId, verb: string, more: { query?: Record<string, string>; body?: unknown } = {}) => {
    const about = { noun: 'container', name: id } as const;
    await connection.call('POST', `/containers/${id}/${verb}`, { ...more, about, patient: true });
  };
  return {
    pauseContainer: (id) => post(id, 'pause'),
    unpauseContainer: (id) => post(id, 'unpause'),
    killContainer: (id, signal) => post(id, 'kill', { query: { signal } }),
    renameContainer: (id, name) => post(id, 'rename', { query: { name } }),
    updateContainer: (id, change) => post(id, 'update', { body: updateBody(change) }),
  };
}

/**
 * The body of an update: what is left out stays.
 *
 * Source: https://docs.docker.com/reference/api/engine/ (ContainerUpdate). A pids limit of -1 lifts it, 0 does on Docker alone.
 */
function updateBody(change: ContainerUpdate): Readonly<Record<string, unknown>> {
  const { restartPolicy, cpus, memory, memoryReservation, memorySwap, pids } = change;
  return {
    ...(restartPolicy && {
      RestartPolicy: { Name: restartPolicy.name, MaximumRetryCount: restartPolicy.maximumRetryCount },
    }),
    ...(cpus !== undefined && { NanoCpus: Math.round(cpus * 1e9) }),
    ...(memory !== undefined && { Memory: memory }),
    ...(memoryReservation !== undefined && { MemoryReservation: memoryReservation }),
    ...(memorySwap !== undefined && { MemorySwap: memorySwap }),
    ...(pids !== undefined && { PidsLimit: pids }),
  };
}
