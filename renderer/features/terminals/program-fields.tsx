import { useId } from 'react';
import { useT } from '../../app/t';
import { CheckboxField } from '../../ui/checkbox';
import { controlClass, TextField } from '../../ui/field';

/** As whom and where a program runs, as typed. */
export interface ProgramDraft {
  readonly user: string;
  readonly workingDirectory: string;
  /** A line each: `NAME=value`. */
  readonly env: string;
  readonly privileged: boolean;
}

export const emptyProgram: ProgramDraft = { user: '', workingDirectory: '', env: '', privileged: false };

export interface Program {
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly env?: string[];
  readonly privileged?: boolean;
}

/** As the contract takes it: what is empty is the container's own. */
export function programOf({ user, workingDirectory, env, privileged }: ProgramDraft): Program {
  const lines = env.split('\n').filter((line) => line.trim() !== '');
  return {
    ...(user.trim() && { user: user.trim() }),
    ...(workingDirectory.trim() && { workingDirectory: workingDirectory.trim() }),
    ...(lines.length > 0 && { env: lines }),
    ...(privileged && { privileged }),
  };
}

/** The first line that is no variable; undefined: all are. */
export function wrongVariable(env: string): string | undefined {
  return env.split('\n').find((line) => line.trim() !== '' && !/^[^=\s][^=]*=/.test(line));
}

interface Props {
  readonly draft: ProgramDraft;
  onChange(draft: ProgramDraft): void;
}

/** User, folder, environment, privileges: the same for a shell and for one command. */
export function ProgramFields({ draft, onChange }: Props) {
  const t = useT();
  const id = useId();
  const { user, workingDirectory, env, privileged } = draft;
  const wrong = wrongVariable(env);
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('User')}
          value={user}
          onChange={(text) => onChange({ ...draft, user: text })}
          placeholder={t('the container’s')}
          maxLength={256}
          mono
        />
        <TextField
          label={t('Working directory')}
          value={workingDirectory}
          onChange={(text) => onChange({ ...draft, workingDirectory: text })}
          placeholder={t('the container’s')}
          maxLength={4_096}
          mono
        />
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-dim">
          {t('Environment')}
        </label>
        <textarea
          id={id}
          value={env}
          rows={2}
          spellCheck={false}
          placeholder={t('NAME=value, a line each')}
          aria-invalid={wrong !== undefined || undefined}
          aria-describedby={wrong === undefined ? undefined : `${id}-problem`}
          onChange={(event) => onChange({ ...draft, env: event.target.value })}
          className={`${controlClass} h-auto! min-h-13 resize-y py-1 font-mono`}
        />
        {wrong !== undefined && (
          <p id={`${id}-problem`} className="m-0 text-small text-bad">
            {t('{{line}} is no NAME=value', { line: wrong.slice(0, 60) })}
          </p>
        )}
      </div>
      <CheckboxField
        label={t('Privileged')}
        checked={privileged}
        onChange={(checked) => onChange({ ...draft, privileged: checked })}
      />
      {privileged && (
        <p role="note" className="m-0 text-warn">
          {t('It may do everything that root may on the engine’s machine, whatever the container is allowed.')}
        </p>
      )}
    </>
  );
}
