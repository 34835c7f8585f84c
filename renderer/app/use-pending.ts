import type { JobVerb } from '@common/contract/jobs';
import { useMemo } from 'react';
import { useCurrentEngine } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { usePresses } from '../stores/presses';
import { pendingOf } from './pending';

/** What is under way with the current engine's things, by id. */
export function usePending(): ReadonlyMap<string, JobVerb> {
  const { rows } = useRows('jobs');
  const engine = useCurrentEngine()?.id;
  const presses = usePresses(({ presses: pressed }) => pressed);
  return useMemo(() => pendingOf(rows, presses, engine), [rows, presses, engine]);
}
