/** What the form's sections are made of: a label at the left, controls at the right, what is wrong below them. */
import type { RunProblem } from '@common/contract/run-problems';
import { CircleAlert, Info, Plus, TriangleAlert, X } from 'lucide-react';
import { type ComponentPropsWithRef, type ReactNode, useId, useRef } from 'react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { controlClass } from '../../ui/field';
import { IconButton } from '../../ui/icon-button';
import { problemWords } from './problem-words';
import { useRunForm } from './run-form';

/** A line of the form. With `control`, the label names that one; else it names the group of controls. */
export function FormRow(props: {
  readonly label: string;
  readonly control?: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}) {
  const { label, control, hint, children } = props;
  const id = useId();
  const grouped = control === undefined ? ({ role: 'group', 'aria-labelledby': id } as const) : {};
  return (
    <div {...grouped} className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-3 @max-[460px]:grid-cols-1">
      {control === undefined ? (
        <span id={id} className="pt-1 text-dim">
          {label}
        </span>
      ) : (
        <label htmlFor={control} className="pt-1 text-dim">
          {label}
        </label>
      )}
      <div className="flex min-w-0 flex-col gap-1.5">
        {children}
        {hint !== undefined && <div className="text-small text-dim">{hint}</div>}
      </div>
    </div>
  );
}

const marks = { error: CircleAlert, warning: TriangleAlert, note: Info } as const;
const tones = { error: 'text-bad', warning: 'text-warn', note: 'text-dim' } as const;

/** What is said of some fields, the worst first. */
export function Said({ fields, id, inline = false }: { fields: readonly string[]; id?: string; inline?: boolean }) {
  const { problems } = useRunForm();
  const order = ['error', 'warning', 'note'] as const;
  const said = fields
    .flatMap((field) => problems.at(field))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  if (said.length === 0) return null;
  return (
    <div id={id} className={classNames('flex min-w-0 flex-col gap-0.5', inline && 'self-center')}>
      {said.map((problem) => (
        <SaidLine key={`${problem.field} ${problem.code}`} problem={problem} />
      ))}
    </div>
  );
}

function SaidLine({ problem }: { readonly problem: RunProblem }) {
  const Mark = marks[problem.severity];
  return (
    <p className={classNames('m-0 flex items-start gap-1 text-small wrap-anywhere', tones[problem.severity])}>
      <Mark aria-hidden size={12} className="mt-0.5 shrink-0" />
      <bdi>{problemWords(problem)}</bdi>
    </p>
  );
}

export interface TextInputProps extends Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'> {
  /** Its path in the spec: where problems look for it. */
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly mono?: boolean;
  /** What is wrong is said elsewhere, under this id. */
  readonly saidBy?: string;
}

/** One line of text, bare; give it an `aria-label` or the id that a `FormRow` names. */
export function TextInput({ field, value, onChange, mono = false, saidBy, className, ...rest }: TextInputProps) {
  const { form, problems } = useRunForm();
  const wrong = problems.at(field).some(({ severity }) => severity === 'error');
  return (
    <input
      type="text"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      {...rest}
      value={value}
      data-field={field}
      aria-invalid={wrong || undefined}
      aria-describedby={saidBy}
      onChange={(event) => onChange(event.target.value)}
      onBlur={(event) => {
        form.leave(field);
        rest.onBlur?.(event);
      }}
      className={classNames(controlClass, mono && 'font-mono', className)}
    />
  );
}

/** A labelled line with one text in it. */
export function TextRow(props: {
  readonly label: string;
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  readonly mono?: boolean;
}) {
  const { label, field, hint, ...rest } = props;
  const id = useId();
  return (
    <FormRow label={label} control={id} hint={hint}>
      <TextInput {...rest} id={id} field={field} saidBy={`${id}-said`} />
      <Said id={`${id}-said`} fields={[field]} />
    </FormRow>
  );
}

/** Rows that can be added and taken away; the new one gets the focus, and so does what stands where one was. */
export function Rows<Row>(props: {
  readonly rows: readonly Row[];
  readonly onChange: (rows: Row[]) => void;
  readonly blank: Row;
  /** "Add a port" */
  readonly addLabel: string;
  /** "Port 2": what is taken away. */
  readonly rowName: (row: Row, index: number) => string;
  readonly children: (row: Row, index: number, change: (row: Row) => void) => ReactNode;
}) {
  const { rows, onChange, blank, addLabel, rowName, children } = props;
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const focusRow = (index: number) =>
    requestAnimationFrame(() => {
      const all = box.current?.querySelectorAll<HTMLElement>(':scope > [data-row]');
      const row = all?.[Math.min(index, all.length - 1)];
      (row ?? box.current)?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
    });
  return (
    <div ref={box} className="flex min-w-0 flex-col gap-1.5">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} data-row className="flex min-w-0 items-start gap-1.5">
          <div className="min-w-0 flex-1">
            {children(row, index, (next) => onChange(rows.map((one, at) => (at === index ? next : one))))}
          </div>
          <IconButton
            icon={X}
            label={t('Remove {{name}}', { name: rowName(row, index) })}
            onClick={() => {
              onChange(rows.filter((_, at) => at !== index));
              focusRow(index);
            }}
          />
        </div>
      ))}
      <span>
        <Button
          kind="ghost"
          className="-ms-2"
          icon={Plus}
          onClick={() => {
            onChange([...rows, blank]);
            focusRow(rows.length);
          }}
        >
          {addLabel}
        </Button>
      </span>
    </div>
  );
}
