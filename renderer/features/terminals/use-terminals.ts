import type { ContainerId, EngineId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { useMemo } from 'react';
import { type LiveValue, useLiveValue } from '../../bridge/live-value';

const terminals: LiveValue<readonly TerminalSession[]> = {
  name: 'terminals',
  open: (client, options) => client.terminals.watch(undefined, options),
};

/** All sessions that main holds, in the order in which they were opened; undefined before main has told. */
function useTerminals(): readonly TerminalSession[] | undefined {
  return useLiveValue(terminals);
}

export function useContainerTerminals(
  engine: EngineId,
  container: ContainerId,
): readonly TerminalSession[] | undefined {
  const all = useTerminals();
  return useMemo(
    () => all?.filter((session) => session.engine === engine && session.container === container),
    [all, engine, container],
  );
}
