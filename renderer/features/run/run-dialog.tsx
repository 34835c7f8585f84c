import type { EngineId } from '@common/contract/ids';
import { emptyRunSpec } from '@common/run-line/empty-run-spec';
import { parseRunLine } from '@common/run-line/run-line';
import { CircleAlert, ClipboardPaste, Play } from 'lucide-react';
import { type KeyboardEvent, useCallback, useState } from 'react';
import { errorWords } from '../../app/error-words';
import { counted, useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import type { PageError } from '../../bridge/errors';
import { type OpenDialog, useDialogs } from '../../stores/dialogs';
import { AlertDialog } from '../../ui/alert-dialog';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { cleanSpec } from './clean-spec';
import { mendWords } from './problem-words';
import { RunEditing, useRunEditing } from './run-editing';
import { useRun } from './use-run';
import type { RunProblems } from './use-run-problems';

interface RunDialogProps {
  readonly engine: EngineId;
  readonly from: Extract<OpenDialog, { kind: 'run' }>;
  readonly onClose: () => void;
}

function firstSpec(from: RunDialogProps['from']) {
  const { failedRun } = useDialogs.getState();
  if (from.spec) return from.spec;
  if (from.line) return parseRunLine(from.line).spec;
  if (from.image === undefined && failedRun) return failedRun;
  return { ...emptyRunSpec(from.image), detach: true };
}

/** Runs an image: a short form, sections for the rest, and the command that does the same. */
export function RunDialog({ engine, from, onClose }: RunDialogProps) {
  const t = useT();
  const [first] = useState(() => firstSpec(from));
  const editor = useRunEditing({ engine, first, starts: true });
  const { form, problems, start, mend } = editor;
  const [leaving, setLeaving] = useState(false);
  const run = useRun(engine, onClose);
  const blocked = useBlocked();
  const ask = useCallback(
    () => (form.dirty && !run.pending ? setLeaving(true) : onClose()),
    [form.dirty, run.pending, onClose],
  );

  const reason = blocked ?? (problems.errors.length > 0 ? mendLine(problems) : undefined);
  const submit = (starts: boolean) => {
    if (blocked || run.pending) return;
    if (problems.errors.length > 0) return mend();
    const pulls = form.spec.pull === 'always' || problems.all.some(({ code }) => code === 'image-missing');
    run.run(cleanSpec(form.spec), { start: starts, pulls });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    submit(start);
  };
  return (
    <>
      <Dialog
        open
        onClose={ask}
        title={t('Run container')}
        width="large"
        bare
        headActions={
          <Button
            kind="ghost"
            icon={ClipboardPaste}
            aria-pressed={editor.editing}
            onClick={() => editor.setEditing(true)}
          >
            {t('Paste a docker run line')}
          </Button>
        }
        note={<Note problems={problems} error={run.error} onMend={mend} />}
        actions={
          <>
            <Button kind="ghost" onClick={ask}>
              {t('Cancel')}
            </Button>
            {start && (
              <Button disabledReason={reason} onClick={() => submit(false)}>
                {t('Create only')}
              </Button>
            )}
            <Button
              kind="primary"
              icon={Play}
              keys="Ctrl ↵"
              pending={run.pending}
              disabledReason={reason}
              onClick={() => submit(start)}
            >
              {start ? t('Run') : t('Create')}
            </Button>
          </>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole form */}
        <div onKeyDown={keys}>
          <RunEditing of={editor} />
        </div>
      </Dialog>
      {leaving && (
        <AlertDialog
          open
          title={t('Close without running?')}
          loss={t('What you filled in is lost.')}
          verb={t('Close')}
          onClose={() => setLeaving(false)}
          onConfirm={onClose}
        />
      )}
    </>
  );
}

function mendLine(problems: RunProblems): string {
  const { errors } = problems;
  const [first] = errors;
  if (!first) return '';
  const what = mendWords(first);
  if (problems.unfilled) return what;
  return counted(errors.length, 'One thing to mend: {{what}}', '{{count}} things to mend: {{what}} …', { what });
}

interface NoteProps {
  readonly problems: RunProblems;
  readonly error: PageError | undefined;
  readonly onMend: () => void;
}

/** At the button: what has to be mended first, a press away; or why the engine refused. */
function Note({ problems, error, onMend }: NoteProps) {
  if (problems.errors.length > 0) {
    return (
      <button
        type="button"
        onClick={onMend}
        className={classNames(
          'flex max-w-full items-center gap-1.5 text-start hover:underline',
          problems.unfilled ? 'text-dim' : 'text-bad',
        )}
      >
        <CircleAlert aria-hidden size={14} className="shrink-0" />
        <span className="min-w-0 wrap-anywhere">{mendLine(problems)}</span>
      </button>
    );
  }
  if (!error) return null;
  const { what, why, todo } = errorWords(error);
  return (
    <div role="alert" className="max-h-24 overflow-auto wrap-anywhere">
      <p className="m-0 text-bad">
        <bdi>{[what, why].filter(Boolean).join('. ')}</bdi>
      </p>
      {(error.raw ?? todo) && <p className="m-0 text-small text-dim">{error.raw ?? todo}</p>}
    </div>
  );
}
