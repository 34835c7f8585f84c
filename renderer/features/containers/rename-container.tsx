import { renameCommand } from '@common/contract/commands';
import { isContainerName } from '@common/contract/container-rules';
import type { Container } from '@common/contract/containers';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useRows } from '../../bridge/live';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { AnswerError } from './answer-error';
import { useAnswer } from './use-answer';
import type { ContainerActions } from './use-container-actions';

interface RenameContainerProps {
  readonly row: Container;
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Gives a container another name; what the engine would refuse is said while it is typed. */
export function RenameContainer({ row, actions, blocked, onClose }: RenameContainerProps) {
  const t = useT();
  const form = useId();
  // Not by autoFocus: the menu that opened it gives the focus back to its button a moment later.
  const field = useRef<HTMLInputElement>(null);
  const { rows } = useRows('containers', row.engine);
  const [name, setName] = useState(row.name);
  const { pending, error, ask } = useAnswer();
  const next = name.trim();
  const problem = nameProblem();
  const same = next === row.name;

  function nameProblem(): string | undefined {
    if (next === '') return t('A name is needed');
    if (!isContainerName(next)) {
      return next.length < 2 ? t('Two characters at least') : t('Letters, digits, and _ . - after the first character');
    }
    const taken = rows.some((other) => other.name === next && other.id !== row.id);
    return taken ? t('Another container has this name') : undefined;
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem !== undefined || same || blocked !== undefined || pending) return;
    if (await ask(() => actions.rename(row, next))) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Rename {{name}}', { name: row.name })}
      width="small"
      initialFocus={field}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            kind="primary"
            type="submit"
            form={form}
            pending={pending}
            disabledReason={blocked ?? problem ?? (same ? t('That is its name now') : undefined)}
          >
            {t('Rename')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <TextField
          label={t('New name')}
          mono
          ref={field}
          value={name}
          onChange={setName}
          problem={problem}
          onFocus={(event) => event.target.select()}
        />
        <AnswerError error={error} />
        <CommandBlock command={renameCommand(row.name, next || row.name)} />
      </form>
    </Dialog>
  );
}
