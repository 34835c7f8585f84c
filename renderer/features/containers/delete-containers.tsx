import type { Container } from '@common/contract/containers';
import type { EngineId } from '@common/contract/ids';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { counted, type Translate, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { AlertDialog } from '../../ui/alert-dialog';
import { CheckboxField } from '../../ui/checkbox';
import { CommandBlock } from '../../ui/command-block';
import { deletePlan, deleteTitle, isAlive } from './delete-plan';
import { NamedRows } from './named-rows';
import type { ContainerActions } from './use-container-actions';
import { WrittenTogether } from './written-together';

interface DeleteContainersProps {
  readonly engine: EngineId;
  /** As they were when it was asked: only these go, whatever the list shows meanwhile (DE-02). */
  readonly asked: readonly Container[];
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Asks before containers are deleted: what is lost, and by which command. */
export function DeleteContainers({ engine, asked, actions, blocked, onClose }: DeleteContainersProps) {
  const t = useT();
  const [force, setForce] = useState(false);
  const [volumes, setVolumes] = useState(false);
  const alive = asked.filter(isAlive).length;
  const anonymous = useAnonymousVolumes(engine, asked);
  const plan = deletePlan(asked, { force, volumes });
  const several = asked.length > 1;
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={deleteTitle(asked)}
      loss={
        several
          ? t('Their logs and all they wrote to their own files are lost. Images and named volumes stay.')
          : t('Its log and all it wrote to its own files are lost. Its image and named volumes stay.')
      }
      verb={t('Delete')}
      disabledReason={blocked ?? plan.reason}
      onConfirm={() => {
        actions.delete(plan.rows, { force: plan.rows.some(isAlive), volumes });
        onClose();
      }}
    >
      {several && <NamedRows label={t('What is deleted')} rows={asked} tellRunning />}
      {alive > 0 && (
        <CheckboxField
          label={t('Kill first')}
          hint={
            several
              ? counted(alive, '{{count}} is running, and stays otherwise', '{{count}} are running, and stay otherwise')
              : t('It is running. It gets no time to end well: stop it instead if that matters.')
          }
          checked={force}
          onChange={setForce}
        />
      )}
      <WrittenTogether engine={engine} rows={asked} />
      <CheckboxField
        label={t('Delete anonymous volumes too')}
        hint={volumesHint(anonymous, t)}
        checked={volumes}
        disabled={anonymous === 0}
        onChange={setVolumes}
      />
      <CommandBlock command={plan.command} />
    </AlertDialog>
  );
}

/** More than this are not asked one by one how many anonymous volumes they have. */
const askedOneByOne = 20;

/** How many anonymous volumes they have together; undefined when not known. */
function useAnonymousVolumes(engine: EngineId, asked: readonly Container[]): number | undefined {
  const { client } = useBridge();
  const few = asked.length <= askedOneByOne ? asked : [];
  return useQueries({
    queries: few.map(({ id }) => verbQuery(client, 'containers', 'inspect', { engine, id })),
    combine: (answers) =>
      answers.length === 0 || answers.some(({ data }) => data === undefined)
        ? undefined
        : answers.reduce((sum, { data }) => sum + (data?.mounts.filter((mount) => mount.anonymous).length ?? 0), 0),
  });
}

function volumesHint(count: number | undefined, t: Translate): string {
  if (count === undefined) return t('Data in volumes without a name is then lost too.');
  if (count === 0) return t('There are none.');
  return counted(
    count,
    '{{count}} volume without a name; its data is then lost too',
    '{{count}} volumes without a name; their data is then lost too',
  );
}
