import { execCommand } from '@common/contract/commands';
import { SquareTerminal } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import type { PageError } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copyable';
import { TextField } from '../../ui/field';
import type { Wanted } from './open-terminal';

interface Props {
  readonly containerName: string;
  readonly opening: boolean;
  readonly error: PageError | undefined;
  /** Why none can be opened now. */
  readonly blocked: string | undefined;
  onOpen(wanted: Wanted): void;
  /** Where there is something to go back to. */
  onCancel?: (() => void) | undefined;
}

/** Choose what to run, as whom and where; everything may stay empty. */
export function OpenShell({ containerName, opening, error, blocked, onOpen, onCancel }: Props) {
  const t = useT();
  const [shell, setShell] = useState('');
  const [user, setUser] = useState('');
  const [workingDirectory, setWorkingDirectory] = useState('');
  const wanted: Wanted = {
    ...(shell.trim() && { shell: shell.trim() }),
    ...(user.trim() && { user: user.trim() }),
    ...(workingDirectory.trim() && { workingDirectory: workingDirectory.trim() }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked && !opening) onOpen(wanted);
  };
  const words = error && errorWords(error);
  const command = commandOf(containerName, wanted);
  return (
    <form onSubmit={submit} className="m-auto flex w-full max-w-[440px] flex-col gap-3 p-6">
      {words && (
        <div role="alert" className="rounded-block bg-del px-3 py-2">
          <p className="m-0 font-medium text-bad">{words.what}</p>
          <p className="m-0">{[words.why, words.todo].filter(Boolean).join(' ')}</p>
          {error.raw && (
            <pre className="m-0 mt-1 font-mono text-small wrap-anywhere whitespace-pre-wrap">{error.raw}</pre>
          )}
        </div>
      )}
      <TextField
        label={t('Shell or command')}
        value={shell}
        onChange={setShell}
        placeholder={t('bash, else ash, else sh')}
        maxLength={4_096}
        mono
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('User')}
          value={user}
          onChange={setUser}
          placeholder={t('the container’s')}
          maxLength={256}
          mono
        />
        <TextField
          label={t('Working directory')}
          value={workingDirectory}
          onChange={setWorkingDirectory}
          placeholder={t('the container’s')}
          maxLength={4_096}
          mono
        />
      </div>
      <section aria-label={t('Command')} className="flex items-center gap-2 rounded-block bg-sunk px-3 py-1.5">
        <code className="min-w-0 flex-1 truncate font-mono text-small text-dim">{command}</code>
        <CopyButton text={command} label={t('Copy the command')} />
      </section>
      <div className="flex justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>{t('Cancel')}</Button>}
        <Button kind="primary" type="submit" icon={SquareTerminal} pending={opening} disabledReason={blocked}>
          {t('Open shell')}
        </Button>
      </div>
    </form>
  );
}

/** As a person would type it: a command of several words stands as it is. */
export function commandOf(name: string, { shell = 'sh', ...options }: Wanted): string {
  if (!/\s/.test(shell)) return execCommand(name, shell, options);
  return `${execCommand(name, 'sh', options).slice(0, -'sh'.length)}${shell}`;
}
