import { quote } from '@common/contract/commands';
import type { RunSpec } from '@common/contract/run-spec';
import { maskedSpec } from '@common/run-line/masked-spec';
import { parseRunLine, type RunLineProblem, runArguments, writeRunLine } from '@common/run-line/run-line';
import { mask } from '@common/std/secret-names';
import { Check, CircleAlert, Eye, EyeOff, Pencil, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { CopyButton } from '../../ui/copyable';
import { controlClass } from '../../ui/field';
import { visibleString } from '../../ui/visible-text';
import { cleanSpec } from './clean-spec';
import { lineProblemWords } from './line-words';
import { useRunForm } from './run-form';

interface CommandPaneProps {
  readonly verb: 'run' | 'create';
  /** Set: the line is being edited. */
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
  /** Words of a problem's flag are marked: the values that are wrong. */
  readonly wrong: ReadonlySet<string>;
}

/** The `docker run` line that does the same, always true; and the other way: edit or paste one, and the form follows. */
export function CommandPane({ verb, editing, onEditing, wrong }: CommandPaneProps) {
  const t = useT();
  const { form } = useRunForm();
  const spec = useMemo(() => cleanSpec(form.spec), [form.spec]);
  const [seen, setSeen] = useState(false);
  const [problems, setProblems] = useState<readonly RunLineProblem[]>([]);
  const line = writeRunLine(spec, { lines: true, verb });
  const secret = line !== writeRunLine(maskedSpec(spec), { lines: true, verb });
  return (
    <section aria-label={t('Command')} className="flex min-h-0 min-w-0 flex-1 flex-col gap-2 p-4">
      <div className="flex h-7 shrink-0 items-center gap-1">
        <span className="me-auto text-small font-semibold text-dim">{t('Command')}</span>
        {secret && !editing && (
          <Button kind="ghost" icon={seen ? EyeOff : Eye} aria-pressed={seen} onClick={() => setSeen(!seen)}>
            {t('Secrets')}
          </Button>
        )}
        <Button kind="ghost" icon={editing ? Check : Pencil} onClick={() => onEditing(!editing)}>
          {editing ? t('Done') : t('Edit')}
        </Button>
        <CopyButton text={line} label={t('Copy the command')} size="control" />
      </div>
      {editing ? (
        <LineEditor line={line} onProblems={setProblems} />
      ) : (
        <ShownLine spec={seen ? spec : maskedSpec(spec)} verb={verb} wrong={wrong} />
      )}
      <LineProblems problems={problems} />
      {!editing && problems.length === 0 && (
        <p className="m-0 mt-auto text-small text-dim">{t('Edit the line and the form follows.')}</p>
      )}
    </section>
  );
}

interface ShownLineProps {
  readonly spec: RunSpec;
  readonly verb: 'run' | 'create';
  readonly wrong: ReadonlySet<string>;
}

function ShownLine({ spec, verb, wrong }: ShownLineProps) {
  const said = verb === 'create' ? { ...spec, detach: false } : spec;
  const parts = runArguments(said).filter((words) => words.some((word) => word !== '') || words.length > 1);
  let place = 0;
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      dir="ltr"
      className="m-0 min-h-0 flex-1 overflow-auto font-mono text-small/5 wrap-anywhere whitespace-pre-wrap text-ink"
    >
      <span className="text-accent">docker {verb}</span>
      {parts.map((words, index) => {
        const [first = '', ...rest] = words.map(shownWord);
        const bad = words.some((word) => wrong.has(word));
        const letters = index === 0 && /^-[dit]+$/.test(first);
        return (
          <span key={place++}>
            {letters ? ' ' : ' \\\n  '}
            <span className={classNames(bad && 'text-bad')}>
              <span className={classNames(!bad && first.startsWith('-') && rest.length > 0 && 'text-dim')}>
                {first}
              </span>
              {rest.length > 0 && ` ${rest.join(' ')}`}
            </span>
          </span>
        );
      })}
    </pre>
  );
}

/** Quoted as it is copied; a mask alone needs no quotes, since it is no value. */
function shownWord(word: string): string {
  const bare = word.replaceAll(mask, 'x');
  return visibleString(word !== bare && quote(bare) === bare ? word : quote(word));
}

/** The text as a person edits it: it stays theirs while it means what the form says. */
function LineEditor(props: {
  readonly line: string;
  readonly onProblems: (problems: readonly RunLineProblem[]) => void;
}) {
  const { line, onProblems } = props;
  const t = useT();
  const { form } = useRunForm();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(form.spec.image === '' ? '' : line);
  const meant = useRef(line);
  // The form was changed meanwhile: its line stands here now.
  if (meant.current !== line) {
    meant.current = line;
    setText(line);
  }
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  const take = (next: string) => {
    setText(next);
    if (next.trim() === '') return onProblems([]);
    const { spec, problems } = parseRunLine(next);
    onProblems(problems);
    // A line in the making takes nothing away from the form.
    if (problems.some(({ kind }) => kind === 'not-run' || kind === 'unclosed-quote')) return;
    const verb = line.startsWith('docker create') ? 'create' : 'run';
    meant.current = writeRunLine(cleanSpec(spec), { lines: true, verb });
    form.replace(spec);
  };
  return (
    <textarea
      ref={box}
      aria-label={t('docker run line')}
      value={text}
      spellCheck={false}
      placeholder={t('Paste a docker run or podman run line: docker run -d -p 8080:80 nginx')}
      onChange={(event) => take(event.target.value)}
      className={classNames(controlClass, 'h-auto! min-h-24 flex-1 resize-none py-1.5 font-mono text-small/5')}
    />
  );
}

function LineProblems({ problems }: { readonly problems: readonly RunLineProblem[] }) {
  const t = useT();
  return (
    <div
      role="status"
      aria-label={t('What could not be taken over')}
      className="max-h-32 shrink-0 overflow-auto empty:hidden"
    >
      {problems.length > 0 && (
        <ul className="m-0 flex list-none flex-col gap-0.5 p-0">
          {problems.map((problem) => {
            const mild = problem.kind === 'expansion' || problem.kind === 'left-out-flag' || problem.kind === 'rest';
            const Mark = mild ? TriangleAlert : CircleAlert;
            const words = lineProblemWords(problem);
            return (
              <li
                key={words}
                className={classNames(
                  'flex items-start gap-1 text-small wrap-anywhere',
                  mild ? 'text-warn' : 'text-bad',
                )}
              >
                <Mark aria-hidden size={12} className="mt-0.5 shrink-0" />
                {words}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
