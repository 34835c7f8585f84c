import { CircleAlert } from 'lucide-react';
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { classNames } from './class-names';

/** The box of every control one types or chooses in. */
export const controlClass =
  'h-7 w-full min-w-0 rounded-control border border-edge bg-pane px-2 text-body text-ink hover:border-faint aria-invalid:border-bad disabled:border-line disabled:bg-sunk disabled:text-faint';

interface FieldWords {
  /** Its name. */
  readonly label: string;
  /** The name is there for screen readers only, as when a table's head says it. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with the value, in words. Marks the control. */
  readonly problem?: string | undefined;
}

interface FieldProps extends FieldWords {
  readonly id: string;
  readonly children: ReactNode;
}

/** A label above its control, what is wrong or a hint below. */
function Field({ id, label, hideLabel = false, hint, problem, children }: FieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-body text-dim'}>
        {label}
      </label>
      {children}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="flex items-center gap-1 text-small text-bad">
          <CircleAlert aria-hidden size={12} className="shrink-0" />
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-dim">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Ids of what describes the control: its problem first. */
function describedBy(id: string, { hint, problem }: FieldWords): string | undefined {
  const ids = [problem !== undefined && `${id}-problem`, hint !== undefined && `${id}-hint`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export interface TextFieldProps extends FieldWords, Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For ids, paths and commands. */
  readonly mono?: boolean;
}

export function TextField({
  label,
  hideLabel,
  hint,
  problem,
  mono = false,
  onChange,
  className,
  ...rest
}: TextFieldProps) {
  const made = useId();
  const id = rest.id ?? made;
  const words = { label, hint, problem, ...(hideLabel !== undefined && { hideLabel }) };
  return (
    <Field id={id} {...words}>
      <input
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
        id={id}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy(id, words)}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(controlClass, mono && 'font-mono', className)}
      />
    </Field>
  );
}

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends FieldWords {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** The browser's own select: its keys, its type-ahead and its screen reader words need no care of ours. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hideLabel, hint, problem, value, options, onChange, disabled, className } = props;
  const id = useId();
  const words = { label, hint, problem, ...(hideLabel !== undefined && { hideLabel }) };
  return (
    <Field id={id} {...words}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy(id, words)}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={classNames(controlClass, className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
