import { updateCommand } from '@common/contract/commands';
import type { ContainerDetails, RestartPolicy } from '@common/contract/containers';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { Select, TextField } from '../../ui/field';
import { formatMemory } from '../../ui/format-bytes';
import { AnswerError } from './answer-error';
import type { LimitsDialogProps } from './limits-dialog';
import { formOf, type LimitsForm, limitsChange, noLimits, restartWords } from './limits-form';
import { NamedRows } from './named-rows';
import { useAnswer } from './use-answer';

const policies: readonly RestartPolicy['name'][] = ['no', 'on-failure', 'always', 'unless-stopped'];

interface LimitsFieldsProps extends LimitsDialogProps {
  /** What the one container has now; absent for several. */
  readonly current?: ContainerDetails;
}

export function LimitsFields({ asked, current, actions, blocked, onClose }: LimitsFieldsProps) {
  const t = useT();
  const id = useId();
  const [form, setForm] = useState<LimitsForm>(() => (current ? formOf(current) : noLimits));
  const { pending, error, ask } = useAnswer();
  const { change, problems, empty, swapAlong } = limitsChange(form, current);
  const wrong = Object.values(problems)[0];
  const names = asked.map(({ name }) => name);
  const limits = current?.limits;
  const size = (bytes: number | undefined) => (bytes === undefined ? t('not limited') : formatMemory(bytes));
  /** What it has now, in words; of several nothing is said. */
  const now = (words: string): ReactNode => (current ? t('Now {{words}}', { words }) : t('Empty: each stays as it is'));
  const field = (key: Exclude<keyof LimitsForm, 'restart'>, label: string, hint: ReactNode, placeholder: string) => (
    <TextField
      label={label}
      hint={hint}
      placeholder={placeholder}
      value={form[key]}
      problem={problems[key]}
      onChange={(value) => setForm((was) => ({ ...was, [key]: value }))}
    />
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (empty || wrong !== undefined || blocked !== undefined || pending) return;
    if (await ask(() => actions.update(asked, change))) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        names.length === 1
          ? t('Update limits of {{name}}', { name: names[0] ?? '' })
          : t('Update limits of {{count}} containers', { count: names.length.toLocaleString() })
      }
      note={<span className="text-small text-dim">{t('In force at once, without a restart.')}</span>}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            kind="primary"
            type="submit"
            form={id}
            pending={pending}
            disabledReason={blocked ?? wrong ?? (empty ? t('Nothing is changed yet') : undefined)}
          >
            {t('Update limits')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
        {asked.length > 1 && <NamedRows label={t('What is changed')} rows={asked} />}
        <div className="grid grid-cols-[2fr_1fr] gap-3.5">
          <Select
            label={t('Restart')}
            value={form.restart}
            problem={problems.restart}
            onChange={(restart) => setForm((was) => ({ ...was, restart }))}
            options={[
              ...(current ? [] : [{ value: 'as-is' as const, label: t('Each as it is') }]),
              ...policies.map((value) => ({ value, label: restartWords(value) })),
            ]}
          />
          {form.restart === 'on-failure' && field('retries', t('Tries'), undefined, t('without end'))}
        </div>
        <div className="grid grid-cols-2 gap-3.5">
          {field('cpus', t('CPUs'), now(limits?.cpus === undefined ? t('not limited') : String(limits.cpus)), '1.5')}
          {field(
            'pids',
            t('Processes'),
            now(limits?.pids === undefined ? t('not limited') : String(limits.pids)),
            t('not limited'),
          )}
          {field('memory', t('Memory'), now(size(limits?.memory)), '512m')}
          {field(
            'memorySwap',
            t('Memory and swap together'),
            swapAlong === undefined
              ? now(limits?.memorySwap === -1 ? t('unlimited') : size(limits?.memorySwap))
              : t('Set along to {{size}}: twice the memory', { size: formatMemory(swapAlong) }),
            t('1g, or unlimited'),
          )}
          {field('memoryReservation', t('Memory kept for it'), now(size(limits?.memoryReservation)), '256m')}
        </div>
        <AnswerError error={error} />
        <CommandBlock command={updateCommand(names, change)} />
      </form>
    </Dialog>
  );
}
