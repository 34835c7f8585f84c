import type { ListState } from '@common/contract/settings';
import { useCallback, useMemo } from 'react';
import { useSettings } from '../bridge/settings';

/** What one list remembers over restarts, and how to change some of it. `initial` stands in until a person changed anything. */
export function useListState(
  list: string,
  initial: Partial<ListState> = {},
): readonly [state: ListState, change: (patch: Partial<ListState>) => void] {
  const [{ lists }, changeSettings] = useSettings();
  const kept = lists[list];
  const state = useMemo<ListState>(() => kept ?? { hidden: [], filters: {}, ...initial }, [kept, initial]);
  const change = useCallback(
    (patch: Partial<ListState>) => changeSettings({ lists: { ...lists, [list]: { ...state, ...patch } } }),
    [changeSettings, lists, list, state],
  );
  return [state, change];
}
