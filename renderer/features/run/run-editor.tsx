import type { EngineId } from '@common/contract/ids';
import type { ImageDetails } from '@common/contract/images';
import { writeMount } from '@common/run-line/mounts';
import { writePublish } from '@common/run-line/ports';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useMemo } from 'react';
import { useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { cleanSpec } from './clean-spec';
import { CommandPane } from './command-pane';
import { type RunForm, useRunForm } from './run-form';
import { SectionAdvanced } from './section-advanced';
import { SectionBasics } from './section-basics';
import { SectionEnvironment } from './section-environment';
import { SectionHealth } from './section-health';
import { SectionLabels } from './section-labels';
import { SectionMounts } from './section-mounts';
import { SectionNetwork } from './section-network';
import { SectionPorts } from './section-ports';
import { SectionResources } from './section-resources';
import { SectionSecurity } from './section-security';
import { type SectionId, sectionCount, sectionIds, sectionOf, sectionTitle } from './sections';

export interface RunEditorProps {
  readonly engine: EngineId;
  readonly image: ImageDetails | undefined;
  readonly section: SectionId;
  readonly onSection: (section: SectionId) => void;
  readonly start: boolean;
  readonly onStart: (start: boolean) => void;
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
  /** The form's own scroller, where a field is looked for. */
  readonly body?: RefObject<HTMLDivElement | null>;
}

/** Sections at the left, their fields, the command at the right. Stands in a `RunFormProvider`. */
export function RunEditor(props: RunEditorProps) {
  const { section, onSection, start, editing, onEditing, body } = props;
  const t = useT();
  const id = useId();
  const { form, problems } = useRunForm();
  const wrong = useWrongWords(form, problems.errors);
  return (
    <div className="@container h-[min(560px,60vh)] min-h-0">
      <div className="grid h-full min-h-0 grid-cols-[144px_minmax(0,1fr)_minmax(280px,36%)] @max-narrow:grid-cols-[112px_minmax(0,1fr)] @max-narrow:grid-rows-[minmax(0,1fr)_160px]">
        <SectionTabs id={id} section={section} onSection={onSection} />
        <div
          ref={body}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${section}`}
          className="@container min-w-0 overflow-y-auto border-x border-line p-4"
        >
          <div className="flex flex-col gap-3">{fieldsOf(section, props)}</div>
        </div>
        <div className="flex min-h-0 min-w-0 flex-col bg-sunk @max-narrow:col-span-2 @max-narrow:border-t @max-narrow:border-line">
          <CommandPane verb={start ? 'run' : 'create'} editing={editing} onEditing={onEditing} wrong={wrong} />
        </div>
      </div>
      <span className="sr-only" role="status">
        {problems.errors.length > 0 ? t('{{count}} to mend', { count: problems.errors.length }) : ''}
      </span>
    </div>
  );
}

function fieldsOf(section: SectionId, { engine, image, start, onStart }: RunEditorProps): ReactNode {
  const common = { engine, image };
  switch (section) {
    case 'basics':
      return <SectionBasics {...common} start={start} onStart={onStart} />;
    case 'ports':
      return <SectionPorts {...common} />;
    case 'environment':
      return <SectionEnvironment {...common} />;
    case 'mounts':
      return <SectionMounts {...common} />;
    case 'network':
      return <SectionNetwork {...common} />;
    case 'resources':
      return <SectionResources {...common} />;
    case 'health':
      return <SectionHealth {...common} />;
    case 'security':
      return <SectionSecurity {...common} />;
    case 'labels':
      return <SectionLabels />;
    case 'advanced':
      return <SectionAdvanced {...common} />;
  }
}

interface SectionTabsProps {
  readonly id: string;
  readonly section: SectionId;
  readonly onSection: (section: SectionId) => void;
}

/** Arrows walk and open, as tabs do. */
function SectionTabs({ id, section, onSection }: SectionTabsProps) {
  const t = useT();
  const { form, problems } = useRunForm();
  const spec = cleanSpec(form.spec);
  const wrong = new Set(problems.errors.map(({ field }) => sectionOf(field)));
  const walk = (event: KeyboardEvent) => {
    const at = sectionIds.indexOf(section);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sectionIds.length - 1 }[event.key];
    const next = to === undefined ? undefined : sectionIds.at(to % sectionIds.length);
    if (next === undefined) return;
    event.preventDefault();
    onSection(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-orientation="vertical"
      aria-label={t('Sections')}
      onKeyDown={walk}
      className="flex min-h-0 flex-col gap-px overflow-y-auto p-2"
    >
      {sectionIds.map((one) => {
        const count = sectionCount(spec, one);
        return (
          <button
            key={one}
            type="button"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={one === section}
            aria-controls={one === section ? `${id}-panel` : undefined}
            tabIndex={one === section ? 0 : -1}
            onClick={() => onSection(one)}
            className={classNames(
              'flex h-7 shrink-0 items-center gap-2 rounded-control px-2 text-start',
              one === section ? 'bg-hover font-medium text-ink' : 'text-dim hover:bg-hover hover:text-ink',
            )}
          >
            <span className="min-w-0 flex-1 truncate">{sectionTitle(one)}</span>
            {wrong.has(one) && one !== section && (
              <span className="size-1.5 shrink-0 rounded-full bg-bad" role="img" aria-label={t('to mend')} />
            )}
            {count !== undefined && <span className="text-small text-faint">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Words of the line that stand for a wrong value: they are marked there too. */
function useWrongWords(form: RunForm, errors: readonly { readonly field: string }[]): ReadonlySet<string> {
  return useMemo(() => {
    const { spec } = form;
    const words = errors.flatMap(({ field }) => {
      const [key, index] = field.split('.');
      if (key === 'ports') {
        const port = spec.ports[Number(index)];
        return port ? [writePublish(port)] : [];
      }
      if (key === 'mounts') {
        const mount = spec.mounts[Number(index)];
        return mount ? [writeMount(mount)[1]] : [];
      }
      if (key === 'networks') {
        const network = spec.networks[Number(index)];
        return network ? [network.name] : [];
      }
      const value = spec[key as 'image' | 'name'];
      return typeof value === 'string' && value !== '' ? [value] : [];
    });
    return new Set(words);
  }, [form, errors]);
}
