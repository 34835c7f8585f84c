import type { ContainerId, EngineId } from '@common/contract/ids';
import { Play, Square } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { errorWords } from '../../app/error-words';
import { type Translate, useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { CopyButton } from '../../ui/copyable';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { formatBytes } from '../../ui/format-bytes';
import { emptyProgram, ProgramFields, programOf, wrongVariable } from './program-fields';
import { oneOffCommand } from './session-command';
import { type OneOff, useOneOff } from './use-one-off';

interface Props {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** One command without a terminal: what it prints, how it ended, how long it took. */
export function CommandDialog({ engine, container, name, onClose }: Props) {
  const t = useT();
  const id = useId();
  const [command, setCommand] = useState('');
  const [draft, setDraft] = useState(emptyProgram);
  const { shown, run, stop } = useOneOff(engine, container);
  const blocked = useBlocked();
  const program = programOf(draft);
  const reason =
    blocked ??
    (command.trim() === ''
      ? t('Which command?')
      : wrongVariable(draft.env) === undefined
        ? undefined
        : t('A variable is not right'));
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined && shown.state !== 'running') void run(command, program);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Run a command')}
      detail={name}
      note={
        <span role="status" aria-label={t('Result')} className={failed(shown) ? 'text-bad' : 'text-dim'}>
          {resultWords(shown, t)}
        </span>
      }
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Close')}
          </Button>
          {/* Keys: one element that turns into the submit button under a click would submit the form by it. */}
          {shown.state === 'running' ? (
            <Button key="stop" icon={Square} onClick={stop}>
              {t('Stop')}
            </Button>
          ) : (
            <Button key="run" kind="primary" icon={Play} type="submit" form={id} disabledReason={reason}>
              {shown.state === 'never' ? t('Run') : t('Run again')}
            </Button>
          )}
        </>
      }
    >
      <form id={id} onSubmit={start} className="flex flex-col gap-3">
        <TextField
          label={t('Command')}
          value={command}
          onChange={setCommand}
          placeholder="ls -la /etc | head"
          maxLength={100_000}
          mono
          autoFocus
        />
        <details>
          <summary className="text-dim">{t('As whom and where')}</summary>
          <div className="flex flex-col gap-3 pt-2">
            <ProgramFields draft={draft} onChange={setDraft} />
          </div>
        </details>
        <CommandBlock command={oneOffCommand(name, command, program)} />
        {shown.state !== 'never' && <Output shown={shown} />}
      </form>
    </Dialog>
  );
}

function Output({ shown }: { readonly shown: OneOff }) {
  const t = useT();
  const box = useRef<HTMLPreElement>(null);
  const { parts, error, end } = shown;
  useEffect(() => {
    if (parts.length > 0) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [parts]);
  const words = error && errorWords(error);
  let place = 0;
  return (
    <section aria-label={t('Output')} className="min-w-0">
      <div className="flex h-7 items-center text-small">
        <span className="font-semibold text-dim">{t('Output')}</span>
        <span className="ms-auto">
          <CopyButton text={parts.map(({ text }) => text).join('')} label={t('Copy the output')} />
        </span>
      </div>
      <pre
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        dir="ltr"
        className="m-0 max-h-72 min-h-16 overflow-auto rounded-block border border-line bg-sunk px-3 py-2 font-mono text-small/5 wrap-anywhere whitespace-pre-wrap text-ink"
      >
        {parts.map(({ stream, text }) => (
          <span key={place++} className={stream === 'err' ? 'text-bad' : undefined}>
            {text}
          </span>
        ))}
      </pre>
      {end !== undefined && end.dropped > 0 && (
        <p className="m-0 text-small text-warn">
          {t('{{bytes}} more were printed and are not shown.', { bytes: formatBytes(end.dropped) })}
        </p>
      )}
      {words && (
        <p role="alert" className="m-0 text-bad">
          {[words.what, words.why, words.todo].filter(Boolean).join(' ')}
        </p>
      )}
    </section>
  );
}

const failed = ({ end }: OneOff) => end?.exitCode !== undefined && end.exitCode !== 0;

function resultWords({ state, end }: OneOff, t: Translate): string {
  if (state === 'running') return t('Running …');
  if (state === 'stopped') return t('Stopped: nobody waits for it any more');
  if (!end) return '';
  const time = end.ms < 1_000 ? `${end.ms}\u2009ms` : `${(end.ms / 1_000).toFixed(1)}\u2009s`;
  return end.exitCode === undefined
    ? t('Ended after {{time}}; its exit code is not known', { time })
    : t('Exit code {{code}} after {{time}}', { code: end.exitCode, time });
}
