import type { EngineState } from '@common/contract/engines';
import {
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/**
 * What an engine says of one thing in full: asked when its page opens, and anew whenever its row in the live list
 * changes or the engine is back. Never by time. What is known stays while it is asked again, and when that fails.
 */
export function useDetails<Answer>(
  options: UseQueryOptions<Answer, Error, Answer> & { readonly queryKey: QueryKey },
  row: object | undefined,
  phase: EngineState['phase'],
): UseQueryResult<Answer, Error> {
  const cache = useQueryClient();
  const query = useQuery({ ...options, staleTime: 0 });
  const seen = useRef({ row, phase });
  const key = useRef(options.queryKey);
  key.current = options.queryKey;
  useEffect(() => {
    const before = seen.current;
    seen.current = { row, phase };
    const changed = before.row !== undefined && row !== undefined && before.row !== row;
    const back = phase === 'connected' && before.phase !== 'connected';
    if (changed || back) void cache.invalidateQueries({ queryKey: key.current });
  }, [row, phase, cache]);
  return query;
}
