import { useMemo } from 'react';
import { usePending } from '../../app/use-pending';
import { pendingWords } from './verb-words';

/** What is under way with each row, in words. */
export function usePendingWords(): ReadonlyMap<string, string> {
  const pending = usePending();
  return useMemo(() => new Map([...pending].map(([id, verb]) => [id, pendingWords(verb)])), [pending]);
}
