import { isContainerVerb } from '@common/contract/container-rules';
import { useMemo } from 'react';
import { usePending } from '../../app/use-pending';
import { pendingWords } from './verb-words';

/** What is under way with each row, in words. */
export function usePendingWords(): ReadonlyMap<string, string> {
  const pending = usePending();
  return useMemo(
    () => new Map([...pending].flatMap(([id, verb]) => (isContainerVerb(verb) ? [[id, pendingWords(verb)]] : []))),
    [pending],
  );
}
