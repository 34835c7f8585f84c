import type { ContainerSpec } from '@common/contract/container-edit';
import type { ContainerDetails } from '@common/contract/containers';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { RunSpec } from '@common/contract/run-spec';
import { specDiff } from '@common/run-line/spec-diff';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { errorLine } from '../../app/error-words';
import { paths } from '../../app/paths';
import { counted, useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { verbQuery } from '../../bridge/query';
import { useDialogs } from '../../stores/dialogs';
import { useScreen } from '../../stores/screen';
import { AlertDialog } from '../../ui/alert-dialog';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SkeletonRows } from '../../ui/skeleton';
import { carriedSpec, withoutGone } from './carried-spec';
import { cleanSpec } from './clean-spec';
import { EditReview } from './edit-review';
import { EditedElsewhere, useElsewhere } from './edited-elsewhere';
import { mendWords } from './problem-words';
import { RunEditing, useRunEditing } from './run-editing';

interface EditDialogProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** The run dialog on a container that exists, and what making it anew keeps and loses. */
export function EditDialog({ engine, container, name, onClose }: EditDialogProps) {
  const t = useT();
  const { client } = useBridge();
  const [at, setAt] = useState(() => ({ container, carried: triedLast(engine, name) }));
  const asked = { engine, id: at.container };
  // Asked anew each time: what was edited last is not what is there now.
  const fresh = { staleTime: 0, gcTime: 0, refetchOnMount: 'always' } as const;
  const told = useQuery({ ...verbQuery(client, 'containers', 'spec', asked), ...fresh });
  const details = useQuery(verbQuery(client, 'containers', 'inspect', asked));
  const error = told.error ?? details.error;
  if (told.data && details.data && !told.isFetching) {
    return (
      <EditForm
        key={at.container}
        engine={engine}
        details={details.data}
        told={told.data}
        carried={at.carried}
        onMove={(to, carried) => setAt({ container: to, carried })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog open onClose={onClose} title={t('Edit {{name}}', { name })} width="large">
      {error ? <p className="m-0 text-bad">{errorLine(asError(error))}</p> : <SkeletonRows />}
    </Dialog>
  );
}

/** What was typed for a container that is gone, and what its form began with. */
interface Carried {
  readonly began: RunSpec;
  readonly typed: RunSpec;
}

/** What was typed when this container's edit failed last, so that it need not be typed again. */
function triedLast(engine: EngineId, name: string): Carried | undefined {
  const { failedEdit } = useDialogs.getState();
  return failedEdit?.engine === engine && failedEdit.name === name ? failedEdit : undefined;
}

interface EditFormProps {
  readonly engine: EngineId;
  readonly details: ContainerDetails;
  readonly told: ContainerSpec;
  readonly carried: Carried | undefined;
  readonly onMove: (to: ContainerId, carried: Carried) => void;
  readonly onClose: () => void;
}

function EditForm({ engine, details, told, carried, onMove, onClose }: EditFormProps) {
  const t = useT();
  const { id } = details;
  // An edit that others began renames it.
  const [name] = useState(details.name);
  const [first] = useState(told.spec);
  const elsewhere = useElsewhere(engine, id, name);
  const editor = useRunEditing({
    engine,
    first: carried ? carriedSpec(carried.began, carried.typed, first) : first,
    starts: details.state !== 'created' && details.state !== 'exited' && details.state !== 'dead',
    replacing: id,
  });
  const { form, problems, start, mend } = editor;
  const [reviewing, setReviewing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const blocked = useBlocked();
  const recreate = useRecreate(engine, id);
  const runAnew = useRunAnew(engine, details);
  const { keepFailedEdit } = useDialogs.getState();
  const spec = useMemo(() => {
    const clean = cleanSpec(form.spec);
    return { ...clean, name: clean.name ?? name };
  }, [form.spec, name]);
  const changes = useMemo(() => specDiff(first, spec), [first, spec]);
  const [worst] = problems.errors;
  const reason =
    blocked ??
    (elsewhere && t('It was changed elsewhere')) ??
    (worst
      ? mendWords(worst)
      : changes.length === 0 && told.image !== 'moved'
        ? t('Nothing is changed yet')
        : undefined);
  const ask = useCallback(() => (changes.length > 0 ? setLeaving(true) : onClose()), [changes.length, onClose]);
  const go = () => {
    onClose();
    // Kept from the start: it may fail in ten seconds, when the form is long gone.
    keepFailedEdit({ engine, name, began: first, typed: spec });
    void recreate({ spec, start }).then((done) => done && keepFailedEdit(undefined));
  };
  const detail = changes.length > 0 ? counted(changes.length, '{{count}} change', '{{count}} changes') : undefined;
  return (
    <>
      <Dialog
        open
        onClose={ask}
        title={t('Edit {{name}}', { name })}
        {...(detail && { detail })}
        width="large"
        bare={!reviewing}
        note={
          !reviewing && worst ? (
            <button type="button" onClick={mend} className="text-bad hover:underline">
              {mendWords(worst)}
            </button>
          ) : null
        }
        actions={
          reviewing ? (
            <>
              <Button kind="ghost" onClick={() => setReviewing(false)}>
                {t('Back to the form')}
              </Button>
              <Button kind="primary" disabledReason={reason} onClick={go}>
                {t('Recreate')}
              </Button>
            </>
          ) : (
            <>
              <Button kind="ghost" onClick={ask}>
                {t('Cancel')}
              </Button>
              <Button kind="primary" disabledReason={reason} onClick={() => setReviewing(true)}>
                {t('Review changes')}
              </Button>
            </>
          )
        }
      >
        {elsewhere && (
          <div className={reviewing ? 'pb-4' : 'border-b border-line p-3'}>
            <EditedElsewhere
              elsewhere={elsewhere}
              name={name}
              onMove={(to) => onMove(to, { began: first, typed: spec })}
              onRun={() => void runAnew(spec)}
            />
          </div>
        )}
        {reviewing ? (
          <EditReview engine={engine} details={details} told={told} spec={spec} changes={changes} start={start} />
        ) : (
          <RunEditing of={editor} />
        )}
      </Dialog>
      {leaving && (
        <AlertDialog
          open
          title={t('Close without recreating?')}
          loss={t('What you changed is lost; the container stays as it is.')}
          verb={t('Close')}
          onClose={() => setLeaving(false)}
          onConfirm={() => {
            keepFailedEdit(undefined);
            onClose();
          }}
        />
      )}
    </>
  );
}

/** Opens the run dialog on what was typed for a container that is gone. Volumes without a name that it left are mounted again. */
function useRunAnew(engine: EngineId, { mounts }: ContainerDetails) {
  const { client, report } = useBridge();
  return useCallback(
    async (spec: RunSpec): Promise<void> => {
      try {
        const there = new Set((await client.volumes.list({ engine })).map(({ name }) => name));
        const unnamed = mounts.flatMap(({ anonymous, name }) => (anonymous && name ? [name] : []));
        const gone = new Set(unnamed.filter((name) => !there.has(name)));
        useDialogs.getState().open({ kind: 'run', spec: withoutGone(spec, gone) });
      } catch (error) {
        report(error);
      }
    },
    [client, engine, mounts, report],
  );
}

/** It takes 10 s and more: Activity shows the way, and whoever still looks at the old container is led to the new one. */
function useRecreate(engine: EngineId, id: ContainerId) {
  const { client, report } = useBridge();
  const [, navigate] = useLocation();
  return useCallback(
    async (options: Pick<Parameters<typeof client.containers.recreate>[0], 'spec' | 'start'>): Promise<boolean> => {
      useScreen.getState().toggleActivity(true);
      try {
        const { items } = await client.containers.recreate({ engine, id, ...options });
        const [item] = items;
        if (item?.state === 'done' && item.made && location.hash.includes(id))
          navigate(paths.container(item.made as ContainerId));
        return item?.state === 'done';
      } catch (thrown) {
        report(thrown);
        return false;
      }
    },
    [client, engine, id, navigate, report],
  );
}
