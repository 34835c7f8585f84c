import { Bug, SquareTerminal } from 'lucide-react';
import type { FormEvent } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import type { PageError } from '../../bridge/errors';
import { Button } from '../../ui/button';
import { useShellForm, type Wanted } from './shell-form';

interface Props {
  readonly containerName: string;
  readonly opening: boolean;
  readonly error: PageError | undefined;
  /** Why none can be opened now. */
  readonly blocked: string | undefined;
  /** Why there is no debug shell now. */
  readonly noDebug: string | undefined;
  onOpen(wanted: Wanted): void;
  onDebug(): void;
  /** Where there is something to go back to. */
  onCancel?: (() => void) | undefined;
}

/** On a container's page, where no shell is open yet: what to run, or the debug shell where there is nothing to run. */
export function OpenShell(props: Props) {
  const { containerName, opening, error, blocked, noDebug, onOpen, onDebug, onCancel } = props;
  const t = useT();
  const { wanted, problem, fields } = useShellForm(containerName);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked && !problem && !opening) onOpen(wanted);
  };
  const words = error && errorWords(error);
  return (
    <form onSubmit={submit} className="m-auto flex w-full max-w-[560px] flex-col gap-3 p-6">
      {words && (
        <div role="alert" className="rounded-block bg-del px-3 py-2">
          <p className="m-0 font-medium text-bad">{words.what}</p>
          <p className="m-0">{[words.why, words.todo].filter(Boolean).join(' ')}</p>
          {error.raw && (
            <pre className="m-0 mt-1 font-mono text-small wrap-anywhere whitespace-pre-wrap">{error.raw}</pre>
          )}
        </div>
      )}
      {fields}
      <div className="flex justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>{t('Cancel')}</Button>}
        <Button
          icon={Bug}
          kind={error?.code === 'no-shell' ? 'primary' : 'plain'}
          onClick={onDebug}
          disabledReason={noDebug}
        >
          {t('Debug shell')}
        </Button>
        <Button
          kind={error?.code === 'no-shell' ? 'plain' : 'primary'}
          type="submit"
          icon={SquareTerminal}
          pending={opening}
          disabledReason={blocked ?? problem}
        >
          {t('Open shell')}
        </Button>
      </div>
    </form>
  );
}
