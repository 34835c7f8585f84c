import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useBridge } from '../../bridge/bridge';
import { LogSession } from './log-session';
import type { LogSessionOptions, LogState } from './log-state';

/**
 * The session of a log for as long as the component stands. `options` are compared by what they say.
 *
 * @param era another one reads the log anew
 */
export function useLogSession(
  options: LogSessionOptions,
  era: number,
): readonly [session: LogSession, state: LogState] {
  const bridge = useBridge();
  const said = JSON.stringify(options);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `era` asks for another
  const session = useMemo(() => new LogSession(bridge, JSON.parse(said) as LogSessionOptions), [bridge, said, era]);
  useEffect(() => session.start(), [session]);
  return [session, useSyncExternalStore(session.subscribe, session.state)];
}
