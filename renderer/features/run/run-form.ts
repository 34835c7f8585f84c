import type { RunProblemCode } from '@common/contract/run-problems';
import type { RunSpec } from '@common/contract/run-spec';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { RunProblems } from './use-run-problems';

/** What was typed and can't be read as the field's kind. It stands in the field, and not in the spec. */
export interface Draft {
  readonly text: string;
  readonly code: Extract<RunProblemCode, `${string}-unreadable`>;
}

export interface RunForm {
  readonly spec: RunSpec;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Fields that were left once: only then a missing value is called a problem. */
  readonly left: ReadonlySet<string>;
  /** Something was typed that would be lost. */
  readonly dirty: boolean;
  change(part: Partial<RunSpec>): void;
  /** Takes a whole spec, as from a pasted line. */
  replace(spec: RunSpec): void;
  draft(field: string, draft: Draft | undefined): void;
  leave(field: string): void;
}

const noDrafts: ReadonlyMap<string, Draft> = new Map();

export function useRunFormState(first: RunSpec): RunForm {
  const [spec, setSpec] = useState(first);
  const [drafts, setDrafts] = useState(noDrafts);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [dirty, setDirty] = useState(false);
  const change = useCallback((part: Partial<RunSpec>) => {
    setSpec((now) => ({ ...now, ...part }));
    setDirty(true);
  }, []);
  const replace = useCallback((next: RunSpec) => {
    setSpec(next);
    setDrafts(noDrafts);
    setDirty(true);
  }, []);
  const draft = useCallback((field: string, next: Draft | undefined) => {
    setDrafts((now) => {
      if (now.get(field)?.text === next?.text) return now;
      const drafts = new Map(now);
      if (next) drafts.set(field, next);
      else drafts.delete(field);
      return drafts;
    });
    setDirty(true);
  }, []);
  const leave = useCallback((field: string) => setLeft((now) => (now.has(field) ? now : new Set([...now, field]))), []);
  return useMemo(
    () => ({ spec, drafts, left, dirty, change, replace, draft, leave }),
    [spec, drafts, left, dirty, change, replace, draft, leave],
  );
}

interface RunFormScope {
  readonly form: RunForm;
  readonly problems: RunProblems;
}

const Scope = createContext<RunFormScope | undefined>(undefined);
export const RunFormProvider = Scope.Provider;

/** The form around a field. */
export function useRunForm(): RunFormScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error('A field of the run form outside of it');
  return scope;
}
