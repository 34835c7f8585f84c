import type { EngineId } from '@common/contract/ids';
import type { TerminalTarget } from '@common/contract/terminals';
import { useQuery } from '@tanstack/react-query';
import { Bug } from 'lucide-react';
import { type FormEvent, useId, useRef } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { useDock } from '../../stores/dock';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { useToolbox } from './pull-progress';
import { debugCommand } from './session-command';
import { StartFacts } from './start-facts';

interface Props {
  readonly engine: EngineId;
  readonly target: TerminalTarget;
  readonly name: string;
  readonly onClose: () => void;
}

/** Tools inside what has none: says what is shared, what is not touched, and how the target starts (product.md T4). */
export function DebugDialog({ engine, target, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  const { client } = useBridge();
  const row = useRows('containers', engine).byId.get(target.id as never);
  const { data: toolbox } = useToolbox(engine);
  const { data: startsAs, error } = useQuery(verbQuery(client, 'terminals', 'startsAs', { engine, target }));
  const running = target.kind === 'container' && (row?.state === 'running' || row?.state === 'paused');
  const reason = useBlocked() ?? toolbox?.why;
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined) return;
    onClose();
    useDock.getState().request({ kind: 'debug', engine, target }, name);
  };
  const shares = running
    ? t(
        'A toolbox container beside it shares its processes, network and memory segments: ps shows its processes, localhost is its own, its files are in /proc/1/root.',
      )
    : target.kind === 'container'
      ? t(
          'A throw-away container of its image, with its volumes read-only and the tools mounted in. It does not run, so what it wrote into its own files is not there.',
        )
      : t('A throw-away container of the image, with the tools mounted in. Its own start command is not run.');
  return (
    <Dialog
      open
      onClose={onClose}
      initialFocus={first}
      title={t('Debug shell')}
      detail={name}
      note={
        toolbox && !toolbox.present && toolbox.why === undefined ? (
          <span className="text-dim">{t('{{image}} is pulled first, once.', { image: toolbox.image })}</span>
        ) : undefined
      }
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button ref={first} kind="primary" icon={Bug} type="submit" form={id} disabledReason={reason}>
            {t('Open debug shell')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={open} className="flex flex-col gap-4">
        <p className="m-0 text-dim">
          {shares} {t('Nothing is changed in {{name}}; the toolbox is removed when the shell ends.', { name })}
        </p>
        <section aria-label={t('How it starts')} className="flex flex-col gap-2">
          <h3 className="m-0 text-small font-semibold text-dim">{t('How it starts')}</h3>
          {startsAs && <StartFacts startsAs={startsAs} />}
          {error && <p className="m-0 text-bad">{errorWords(asError(error)).what}</p>}
        </section>
        {toolbox && (target.kind === 'image' || row) && (
          <CommandBlock
            command={debugCommand(name, {
              toolbox: toolbox.image,
              shows: running ? 'running' : 'image',
              image: row?.image,
            })}
            detail={running ? t('does the same') : t('comes near, where it has a shell')}
          />
        )}
      </form>
    </Dialog>
  );
}
