import type { ContainerId, EngineId } from '@common/contract/ids';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useBridge } from '../../bridge/bridge';
import { LogSession, type LogState } from './log-session';

/** The session of a log for as long as the component stands. `containers` are compared by what they say. */
export function useLogSession(
  engine: EngineId,
  containers: readonly ContainerId[],
  tail: number | undefined,
): readonly [session: LogSession, state: LogState] {
  const bridge = useBridge();
  const ids = containers.join(' ');
  const session = useMemo(
    () => new LogSession(bridge, { engine, containers: ids.split(' ') as ContainerId[], tail }),
    [bridge, engine, ids, tail],
  );
  useEffect(() => session.start(), [session]);
  return [session, useSyncExternalStore(session.subscribe, session.state)];
}
