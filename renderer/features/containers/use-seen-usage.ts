import type { Container } from '@common/contract/containers';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useCallback, useMemo, useState } from 'react';
import { useStatsOfRows } from '../../bridge/stats';
import type { SeenRows } from '../../ui/data-table/table-types';
import { usesSomething } from './usage-cells';

/** As many as main samples for one watcher; more rows than any screen shows. */
const most = 300;

const nothing: SeenRows = { ids: [], columns: [] };

/** Has the engine sample the rows that are on screen, and only while a column shows it. Gives what the table has to tell. */
export function useSeenUsage(engine: EngineId, byId: ReadonlyMap<ContainerId, Container>): (seen: SeenRows) => void {
  const [seen, setSeen] = useState(nothing);
  const ids = useMemo(() => {
    if (!seen.columns.includes('cpu') && !seen.columns.includes('memory')) return [];
    return seen.ids.slice(0, most).flatMap((id) => {
      const row = byId.get(id as ContainerId);
      return row && usesSomething(row) ? [row.id] : [];
    });
  }, [seen, byId]);
  useStatsOfRows(engine, ids);
  return useCallback((next: SeenRows) => setSeen(next), []);
}
