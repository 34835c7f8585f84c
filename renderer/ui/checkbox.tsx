import { type ComponentPropsWithRef, type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names';

export interface CheckboxProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'ref'> {
  /** Some of what it stands for is checked, not all. */
  readonly indeterminate?: boolean;
}

// The tick and the bar are masks over the box's own colour, so that they follow the theme and forced colours.
const tick = "checked:after:content-['✓'] indeterminate:after:content-['–']";

/** A bare checkbox: give it an `aria-label`, or use `CheckboxField`. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The DOM knows it as a property only.
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      ref={input}
      type="checkbox"
      {...rest}
      className={classNames(
        'relative grid size-3.5 shrink-0 appearance-none place-items-center rounded-[4px] border border-edge bg-pane hover:border-dim',
        'checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent forced-colors:appearance-auto',
        'disabled:border-line disabled:bg-sunk after:text-[10px]/[12px] after:font-semibold after:text-onaccent',
        tick,
        className,
      )}
    />
  );
}

export interface CheckboxFieldProps extends Omit<CheckboxProps, 'children' | 'onChange'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly onChange: (checked: boolean) => void;
}

/** A checkbox with its words; pressing the words is pressing the box. */
export function CheckboxField({ label, hint, onChange, className, ...rest }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div className={classNames('flex items-start gap-2', className)}>
      <Checkbox {...rest} id={id} className="mt-[3px]" onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id} className="min-w-0">
        <span className="text-ink">{label}</span>
        {hint !== undefined && <span className="block text-small text-dim">{hint}</span>}
      </label>
    </div>
  );
}
