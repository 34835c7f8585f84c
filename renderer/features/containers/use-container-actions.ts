import type { Container, ContainerUpdate } from '@common/contract/containers';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { JobResult, JobVerb } from '@common/contract/jobs';
import { useMemo } from 'react';
import { useBridge } from '../../bridge/bridge';
import { usePresses } from '../../stores/presses';
import type { ListVerb } from './verb-words';

/** Those that need no more words than the verb. */
export type QuickVerb = Extract<ListVerb, 'start' | 'stop' | 'restart' | 'pause' | 'unpause'>;
type Target = Pick<Container, 'id'>;

interface NetworkJoin {
  readonly network: string;
  readonly aliases: string[];
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
}

export interface ContainerActions {
  /** `graceSeconds`: how long stop and restart wait before they kill; the container's own time when absent. */
  run(verb: QuickVerb, targets: readonly Target[], options?: { readonly graceSeconds?: number | undefined }): void;
  kill(targets: readonly Target[], signal: string): void;
  delete(targets: readonly Target[], options: { readonly force: boolean; readonly volumes: boolean }): void;
  /** Those below answer, for a dialog that stays until it is done; undefined: the same is under way already. */
  rename(target: Target, name: string): Promise<JobResult | undefined>;
  update(targets: readonly Target[], change: ContainerUpdate): Promise<JobResult | undefined>;
  connect(targets: readonly Target[], join: NetworkJoin): Promise<JobResult | undefined>;
  disconnect(targets: readonly Target[], network: string): Promise<JobResult | undefined>;
}

/** What can be done with an engine's containers. Each answers by its rows and by Activity; what could not be asked at all, by a toast. */
export function useContainerActions(engine: EngineId): ContainerActions {
  const { client, report } = useBridge();
  return useMemo(() => {
    const answer = async (
      verb: JobVerb,
      targets: readonly Target[],
      call: (ids: ContainerId[]) => Promise<JobResult>,
    ): Promise<JobResult | undefined> => {
      let result: JobResult | undefined;
      const ids = targets.map(({ id }) => id);
      await usePresses.getState().press(verb, ids, async (fresh) => {
        result = await call(fresh);
      });
      return result;
    };
    const press = (verb: JobVerb, targets: readonly Target[], call: (ids: ContainerId[]) => Promise<JobResult>) =>
      void answer(verb, targets, call).catch(report);
    return {
      run: (verb, targets, { graceSeconds } = {}) =>
        press(verb, targets, (ids) => {
          const grace = graceSeconds === undefined ? {} : { graceSeconds };
          if (verb === 'stop' || verb === 'restart') return client.containers[verb]({ engine, ids, ...grace });
          return client.containers[verb]({ engine, ids });
        }),
      kill: (targets, signal) => press('kill', targets, (ids) => client.containers.kill({ engine, ids, signal })),
      delete: (targets, options) =>
        press('delete', targets, (ids) => client.containers.delete({ engine, ids, ...options })),
      rename: (target, name) =>
        answer('rename', [target], () => client.containers.rename({ engine, id: target.id, name })),
      update: (targets, { restartPolicy, ...limits }) =>
        answer('update', targets, (ids) =>
          client.containers.update({ engine, ids, ...limits, ...(restartPolicy && { restartPolicy }) }),
        ),
      connect: (targets, join) =>
        answer('connect', targets, (ids) => client.networks.connect({ engine, ids, ...join })),
      disconnect: (targets, network) =>
        answer('disconnect', targets, (ids) => client.networks.disconnect({ engine, ids, network })),
    };
  }, [client, report, engine]);
}
