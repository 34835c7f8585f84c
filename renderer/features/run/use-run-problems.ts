import type { ContainerId, EngineId, ImageId } from '@common/contract/ids';
import { isEngineProblem, type RunProblem } from '@common/contract/run-problems';
import { formProblemsOf } from '@common/run-line/form-problems';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { isInBlankRow } from './clean-spec';
import type { RunForm } from './run-form';

export interface RunProblems {
  readonly all: readonly RunProblem[];
  readonly errors: readonly RunProblem[];
  /** All that is wrong is that something is not filled in yet. */
  readonly unfilled: boolean;
  /** What to show at a field. */
  at(field: string): readonly RunProblem[];
  /** The image on the engine; undefined when it has none or has not said yet. */
  readonly image: ImageId | undefined;
  /** The engine has not looked at what is typed now. */
  readonly checking: boolean;
}

/** The engine is asked once typing pauses, ms. */
const pause = 180;

/** Values that are missing rather than wrong: told at the field once it was left. */
function isMissing({ code, params }: RunProblem): boolean {
  return (
    ['image-empty', 'env-name', 'label-name', 'mount-no-target', 'mount-no-source', 'network-name'].includes(code) ||
    (code === 'port-invalid' && params.value === '')
  );
}

/** Everything that is known to be wrong: at once what the form shows, a moment later what the engine says. */
export function useRunProblems(
  form: Pick<RunForm, 'spec' | 'drafts' | 'left'>,
  engine: EngineId,
  replacing?: ContainerId,
): RunProblems {
  const { client } = useBridge();
  const { spec, drafts, left } = form;
  const asked = useLater(spec, pause);
  const check = useQuery({
    ...verbQuery(client, 'containers', 'check', { engine, spec: asked, ...(replacing && { replacing }) }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 10_000,
  });
  const { data, isFetching } = check;
  return useMemo(() => {
    const unread = [...drafts].map(
      ([field, { code, text }]): RunProblem => ({ field, severity: 'error', code, params: { value: text } }),
    );
    const own = [...unread, ...formProblemsOf(spec)].filter(({ field }) => !isInBlankRow(spec, field));
    const wrong = new Set(own.filter(({ severity }) => severity === 'error').map(({ field }) => field));
    // What the engine said of a value that is itself wrong by now says nothing more.
    const theirs = (data?.problems ?? []).filter((one) => isEngineProblem(one) && !wrong.has(one.field));
    const all = [...own, ...theirs];
    const errors = all.filter(({ severity }) => severity === 'error');
    return {
      all,
      errors,
      unfilled: errors.every((one) => isMissing(one) && !left.has(one.field)),
      at: (field) => all.filter((one) => one.field === field && (!isMissing(one) || left.has(field))),
      image: data?.image,
      checking: isFetching || asked !== spec,
    };
  }, [spec, drafts, left, data, isFetching, asked]);
}

function useLater<Value>(value: Value, wait: number): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return later;
}
