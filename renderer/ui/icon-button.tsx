import type { ComponentPropsWithRef } from 'react';
import { type ButtonKind, buttonClass, deaf, offProps } from './button';
import { classNames } from './class-names';
import type { Icon } from './icon';
import { Spinner } from './spinner';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'children' | 'aria-label'> {
  /** Its name, shown as a tooltip too. */
  readonly label: string;
  readonly icon: Icon;
  readonly kind?: ButtonKind;
  /** `row` is 24 px, for a table's row; `control` (28 px) otherwise. */
  readonly size?: 'control' | 'row';
  readonly pending?: boolean;
  /** As `Button`'s. */
  readonly disabledReason?: string | undefined;
}

/** A button that shows only its icon. */
export function IconButton({
  label,
  icon: Icon,
  kind = 'ghost',
  size = 'control',
  pending = false,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const off = disabledReason !== undefined || pending;
  const tip = disabledReason === undefined ? label : `${label}: ${disabledReason}`;
  return (
    <button
      type="button"
      {...rest}
      {...offProps(disabledReason, pending)}
      aria-label={label}
      data-tip={tip}
      onClick={off ? deaf : onClick}
      className={classNames(
        buttonClass(kind, disabledReason !== undefined),
        size === 'row' ? 'h-6! w-6 px-0!' : 'w-7 px-0!',
        className,
      )}
    >
      {pending ? <Spinner /> : <Icon aria-hidden size={size === 'row' ? 14 : 16} />}
    </button>
  );
}
