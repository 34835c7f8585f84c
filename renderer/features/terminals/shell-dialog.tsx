import type { ContainerId, EngineId } from '@common/contract/ids';
import { SquareTerminal } from 'lucide-react';
import { type FormEvent, useId, useRef } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDock } from '../../stores/dock';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useShellForm } from './shell-form';

interface Props {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** A shell as one wants it; it opens in the dock. */
export function ShellDialog({ engine, container, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  const { wanted, problem, fields } = useShellForm(name);
  const reason = useBlocked() ?? problem;
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined) return;
    onClose();
    useDock.getState().request({ kind: 'exec', engine, container, ...wanted }, name);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      initialFocus={first}
      title={t('Open shell')}
      detail={name}
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button ref={first} kind="primary" icon={SquareTerminal} type="submit" form={id} disabledReason={reason}>
            {t('Open shell')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={open} className="flex flex-col gap-3">
        {fields}
      </form>
    </Dialog>
  );
}
