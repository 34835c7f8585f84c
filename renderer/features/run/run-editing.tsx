import type { ContainerId, EngineId } from '@common/contract/ids';
import type { RunSpec } from '@common/contract/run-spec';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { RunEditor } from './run-editor';
import { RunFormProvider, useRunFormState } from './run-form';
import { type SectionId, sectionOf } from './sections';
import { useRunProblems } from './use-run-problems';

interface RunEditingOptions {
  readonly engine: EngineId;
  /** What the form begins with. */
  readonly first: RunSpec;
  readonly starts: boolean;
  /** The container in whose place it comes: its name and ports are not taken by another. */
  readonly replacing?: ContainerId;
}

/** A run form with its problems and what is looked at, for the dialogs that run and edit. */
export function useRunEditing({ engine, first, starts, replacing }: RunEditingOptions) {
  const { client } = useBridge();
  const form = useRunFormState(first);
  const problems = useRunProblems(form, engine, replacing);
  const [section, setSection] = useState<SectionId>('basics');
  const [start, setStart] = useState(starts);
  const [editing, setEditing] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const { data: image } = useQuery({
    ...verbQuery(client, 'images', 'inspect', { engine, id: problems.image ?? ('' as never) }),
    enabled: problems.image !== undefined,
  });
  /** Leads to the first thing to mend. */
  const mend = () => {
    const [worst] = problems.errors;
    if (!worst) return;
    // Missing ones are told at their field from here on.
    for (const { field } of problems.errors) form.leave(field);
    const seen = () => body.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(worst.field)}"]`);
    if (!seen()) setSection(sectionOf(worst.field));
    requestAnimationFrame(() => requestAnimationFrame(() => seen()?.focus()));
  };
  return {
    engine,
    form,
    problems,
    image: problems.image && image,
    section,
    setSection,
    start,
    setStart,
    editing,
    setEditing,
    body,
    mend,
  };
}

/** The form itself. */
export function RunEditing({ of }: { readonly of: ReturnType<typeof useRunEditing> }) {
  const { form, problems } = of;
  const scope = useMemo(() => ({ form, problems }), [form, problems]);
  return (
    <RunFormProvider value={scope}>
      <RunEditor
        engine={of.engine}
        image={of.image}
        section={of.section}
        onSection={of.setSection}
        start={of.start}
        onStart={of.setStart}
        editing={of.editing}
        onEditing={of.setEditing}
        body={of.body}
      />
    </RunFormProvider>
  );
}
