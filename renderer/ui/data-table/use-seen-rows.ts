import { useEffect, useRef } from 'react';
import type { SeenRows } from './table-types';

/** Tells which rows and columns are on screen, each time others are. */
export function useSeenRows(ids: readonly string[], columns: readonly string[], tell?: (seen: SeenRows) => void): void {
  const latest = useRef({ ids, columns, tell });
  latest.current = { ids, columns, tell };
  const key = tell ? `${columns.join(' ')}\n${ids.join(' ')}` : '';
  useEffect(() => {
    const now = latest.current;
    if (key !== '') now.tell?.({ ids: now.ids, columns: now.columns });
  }, [key]);
}
