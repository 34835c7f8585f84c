import { stopCommand } from '@common/contract/commands';
import type { Container } from '@common/contract/containers';
import { useState } from 'react';
import { t, useT } from '../../app/t';
import { AlertDialog } from '../../ui/alert-dialog';
import { CommandBlock } from '../../ui/command-block';
import { Select } from '../../ui/field';
import { NamedRows } from './named-rows';
import type { ContainerActions } from './use-container-actions';

interface StopContainersProps {
  /** Only these are stopped, whatever starts meanwhile. */
  readonly asked: readonly Container[];
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

const graces = ['own', '0', '10', '30', '120', '600'] as const;
type Grace = (typeof graces)[number];

function graceWords(grace: Grace): string {
  if (grace === 'own') return t('each as long as it is set to, 10 s unless told');
  if (grace === '0') return t('not at all: kill at once');
  const seconds = Number(grace);
  return seconds < 60 ? t('{{count}} s', { count: seconds }) : t('{{count}} min', { count: seconds / 60 });
}

/** Asks before many are stopped: which, and how long they get to end. */
export function StopContainers({ asked, actions, blocked, onClose }: StopContainersProps) {
  const translate = useT();
  const [grace, setGrace] = useState<Grace>('own');
  const graceSeconds = grace === 'own' ? undefined : Number(grace);
  const [first] = asked;
  const title =
    asked.length === 1 && first
      ? translate('Stop {{name}}?', { name: first.name })
      : translate('Stop {{count}} containers?', { count: asked.length.toLocaleString() });
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={title}
      loss={translate('What they serve ends. Nothing is deleted: they can be started again, here or in Activity.')}
      verb={translate('Stop')}
      disabledReason={blocked}
      onConfirm={() => {
        actions.run('stop', asked, { graceSeconds });
        onClose();
      }}
    >
      <NamedRows label={translate('What is stopped')} rows={asked} />
      <Select
        label={translate('How long they get to end before they are killed')}
        value={grace}
        onChange={setGrace}
        options={graces.map((value) => ({ value, label: graceWords(value) }))}
      />
      <CommandBlock
        command={stopCommand(
          asked.map(({ name }) => name),
          graceSeconds,
        )}
      />
    </AlertDialog>
  );
}
