import type { JobResult } from '@common/contract/jobs';
import { useState } from 'react';
import { asError, isCancelled, type PageError } from '../../bridge/errors';

export interface AnswerState {
  /** Asked and not answered yet. */
  readonly pending: boolean;
  /** Why it failed; of several, the first. */
  readonly error: PageError | undefined;
  /** True when all of it was done. */
  ask(call: () => Promise<JobResult | undefined>): Promise<boolean>;
}

/** The answer of a verb on which a dialog waits: it closes only when all went well, and tells what did not. */
export function useAnswer(): AnswerState {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<PageError>();
  return {
    pending,
    error,
    async ask(call) {
      setPending(true);
      setError(undefined);
      try {
        const result = await call();
        const failed = result?.items.find(({ state }) => state === 'failed');
        setError(failed && (failed.error ?? { code: 'internal', params: {} }));
        return result !== undefined && failed === undefined;
      } catch (thrown) {
        if (!isCancelled(thrown)) setError(asError(thrown));
        return false;
      } finally {
        setPending(false);
      }
    },
  };
}
