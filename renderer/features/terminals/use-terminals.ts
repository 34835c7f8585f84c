import type { ContainerId, EngineId, TerminalId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { useMemo } from 'react';
import type { Bridge } from '../../bridge/bridge';
import { type LiveValue, useLiveValue } from '../../bridge/live-value';

const terminals: LiveValue<readonly TerminalSession[]> = {
  name: 'terminals',
  open: (client, options) => client.terminals.watch(undefined, options),
};

/** Main tells of a new session a moment after it was opened: who opened it knows it at once. */
export function noteSession({ queries }: Bridge, session: TerminalSession, instead?: TerminalId): void {
  queries.setQueryData<readonly TerminalSession[]>(['berth', terminals.name], (list = []) => [
    ...list.filter(({ id }) => id !== session.id && id !== instead),
    session,
  ]);
}

/** All sessions that main holds, in the order in which they were opened; undefined before main has told. */
export function useTerminals(): readonly TerminalSession[] | undefined {
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
