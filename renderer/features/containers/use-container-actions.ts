import type { Container } from '@common/contract/containers';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useMemo } from 'react';
import { useBridge } from '../../bridge/bridge';
import { usePresses } from '../../stores/presses';
import type { ListVerb } from './verb-words';

export type QuickVerb = Exclude<ListVerb, 'delete'>;
type Target = Pick<Container, 'id'>;

export interface ContainerActions {
  /** `graceSeconds`: how long stop and restart wait before they kill; the container's own time when absent. */
  run(verb: QuickVerb, targets: readonly Target[], options?: { readonly graceSeconds?: number }): void;
  delete(targets: readonly Target[], options: { readonly force: boolean; readonly volumes: boolean }): void;
}

/** What can be done with an engine's containers. Each answers by its rows and by Activity; what could not be asked at all, by a toast. */
export function useContainerActions(engine: EngineId): ContainerActions {
  const { client, report } = useBridge();
  return useMemo(() => {
    const press = (verb: ListVerb, targets: readonly Target[], call: (ids: ContainerId[]) => Promise<unknown>) =>
      void usePresses
        .getState()
        .press(
          verb,
          targets.map(({ id }) => id),
          call,
        )
        .catch(report);
    return {
      run: (verb, targets, options) =>
        press(verb, targets, (ids) => {
          if (verb === 'start') return client.containers.start({ engine, ids });
          return client.containers[verb]({ engine, ids, ...options });
        }),
      delete: (targets, options) =>
        press('delete', targets, (ids) => client.containers.delete({ engine, ids, ...options })),
    };
  }, [client, report, engine]);
}
