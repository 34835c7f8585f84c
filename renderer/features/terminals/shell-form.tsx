import { useState } from 'react';
import { useT } from '../../app/t';
import { CommandBlock } from '../../ui/command-block';
import { Select, TextField } from '../../ui/field';
import { emptyProgram, type Program, ProgramFields, programOf, wrongVariable } from './program-fields';
import { shellCommand } from './session-command';

/** What to run, as whom and where; main finds a shell when none is named. */
export interface Wanted extends Program {
  readonly shell?: string;
}

const shells = ['bash', 'ash', 'sh'] as const;
type Choice = 'auto' | (typeof shells)[number] | 'other';

interface ShellForm {
  readonly wanted: Wanted;
  /** Why it can't be opened as it stands. */
  readonly problem: string | undefined;
  readonly fields: React.ReactNode;
}

/** Choose what to run, as whom and where; everything may stay as it is. */
export function useShellForm(containerName: string): ShellForm {
  const t = useT();
  const [choice, setChoice] = useState<Choice>('auto');
  const [other, setOther] = useState('');
  const [draft, setDraft] = useState(emptyProgram);
  const shell = choice === 'auto' ? undefined : choice === 'other' ? other.trim() : choice;
  const wanted: Wanted = { ...(shell && { shell }), ...programOf(draft) };
  const problem =
    choice === 'other' && !shell
      ? t('Which command?')
      : wrongVariable(draft.env) === undefined
        ? undefined
        : t('A variable is not right');
  const fields = (
    <>
      <div className="grid grid-cols-2 items-end gap-3">
        <Select<Choice>
          label={t('Shell')}
          value={choice}
          options={[
            { value: 'auto', label: t('bash, else ash, else sh') },
            ...shells.map((each) => ({ value: each, label: each })),
            { value: 'other', label: t('Another command') },
          ]}
          onChange={setChoice}
        />
        {choice === 'other' && (
          <TextField label={t('Shell or command')} value={other} onChange={setOther} maxLength={4_096} mono autoFocus />
        )}
      </div>
      <ProgramFields draft={draft} onChange={setDraft} />
      <CommandBlock command={shellCommand(containerName, wanted)} />
    </>
  );
  return { wanted, problem, fields };
}
