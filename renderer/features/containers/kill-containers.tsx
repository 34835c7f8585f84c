import { killCommand } from '@common/contract/commands';
import type { Container } from '@common/contract/containers';
import { readSignal, signals } from '@common/contract/signals';
import { useState } from 'react';
import { useT } from '../../app/t';
import { AlertDialog } from '../../ui/alert-dialog';
import { CommandBlock } from '../../ui/command-block';
import { TextField } from '../../ui/field';
import { NamedRows } from './named-rows';
import type { ContainerActions } from './use-container-actions';

interface KillContainersProps {
  readonly asked: readonly Container[];
  readonly actions: ContainerActions;
  /** Why nothing can be done now: the engine is away, the container is gone. */
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

const other = 'other';

/** Asks which signal is sent to the main process; each says what it means. */
export function KillContainers({ asked, actions, blocked, onClose }: KillContainersProps) {
  const t = useT();
  const [chosen, setChosen] = useState<string>('SIGKILL');
  const [typed, setTyped] = useState('');
  const signal = chosen === other ? readSignal(typed) : chosen;
  const problem = chosen === other && typed !== '' && signal === undefined ? t('That is no signal') : undefined;
  const names = asked.map(({ name }) => name);
  const [first] = names;
  const kills = signal === 'SIGKILL';
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={
        asked.length === 1 && first !== undefined
          ? t('Kill {{name}}?', { name: first })
          : t('Kill {{count}} containers?', { count: asked.length.toLocaleString() })
      }
      loss={t('Sends a signal to the main process. What it does not save before it ends is lost; its files stay.')}
      verb={kills || signal === undefined ? t('Kill') : t('Send {{signal}}', { signal })}
      disabledReason={blocked ?? (signal === undefined ? (problem ?? t('Type a signal first')) : undefined)}
      onConfirm={() => {
        if (signal === undefined) return;
        actions.kill(asked, signal);
        onClose();
      }}
    >
      {asked.length > 1 && <NamedRows label={t('What is killed')} rows={asked} />}
      <fieldset className="max-h-64 overflow-y-auto rounded-block border border-line px-3 py-1.5">
        <legend className="sr-only">{t('Signal')}</legend>
        {signals.map(({ name, number, meaning }) => (
          <SignalChoice key={name} value={name} chosen={chosen} onChoose={setChosen} meaning={t(meaning)}>
            <span className="font-mono">{name.slice(3)}</span> <span className="text-dim">{number}</span>
          </SignalChoice>
        ))}
        <SignalChoice value={other} chosen={chosen} onChoose={setChosen} meaning={t('By name or number.')}>
          {t('Another')}
        </SignalChoice>
      </fieldset>
      {chosen === other && (
        <TextField
          label={t('Which signal')}
          mono
          autoFocus
          placeholder="RTMIN+3"
          value={typed}
          onChange={setTyped}
          problem={problem}
        />
      )}
      <CommandBlock command={killCommand(names, signal)} />
    </AlertDialog>
  );
}

interface SignalChoiceProps {
  readonly value: string;
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
  readonly meaning: string;
  readonly children: React.ReactNode;
}

function SignalChoice({ value, chosen, onChoose, meaning, children }: SignalChoiceProps) {
  return (
    <label className="flex items-baseline gap-2 py-0.5">
      <input
        type="radio"
        name="signal"
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
        className="translate-y-0.5 accent-accent"
      />
      <span className="w-20 shrink-0">{children}</span>
      <span className="min-w-0 text-small text-dim">{meaning}</span>
    </label>
  );
}
