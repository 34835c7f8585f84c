import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import type { Icon } from './icon';
import { KeyHint } from './key-hint';
import { Spinner } from './spinner';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'ghost';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  readonly children: ReactNode;
  /** `primary`: the one main action of a screen. `ghost`: no border until hovered. Plain unless told. */
  readonly kind?: ButtonKind;
  readonly icon?: Icon;
  /** The press was taken and its answer is awaited: shows a spinner, takes no further press, keeps its width. */
  readonly pending?: boolean;
  /** Why it can't be done now. The button stays focusable, tells the reason on hover and focus, and does nothing. */
  readonly disabledReason?: string | undefined;
  /** The keys that do the same, shown after the word. */
  readonly keys?: string;
}

const shared =
  'relative inline-flex h-7 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control border px-2.5 text-body font-medium transition-colors select-none';

const looks: Record<ButtonKind, { on: string; off: string }> = {
  primary: {
    on: 'border-transparent bg-accent text-onaccent hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--text))] active:bg-[color-mix(in_oklab,var(--accent)_76%,var(--text))]',
    off: 'border-transparent bg-[color-mix(in_oklab,var(--accent)_40%,var(--pane))] text-onaccent',
  },
  plain: {
    on: 'border-line2 bg-raised text-ink hover:bg-hover active:bg-sel',
    off: 'border-line bg-transparent text-[color-mix(in_oklab,var(--faint)_60%,var(--pane))]',
  },
  danger: {
    on: 'border-line2 bg-raised text-bad hover:border-bad hover:bg-del active:bg-del',
    off: 'border-line bg-transparent text-[color-mix(in_oklab,var(--bad)_50%,var(--pane))]',
  },
  ghost: {
    on: 'border-transparent text-dim hover:bg-hover hover:text-ink active:bg-sel data-popup-open:bg-hover data-popup-open:text-ink',
    off: 'border-transparent text-[color-mix(in_oklab,var(--faint)_60%,var(--pane))]',
  },
};

/** The classes of a button, for a link that looks like one. */
export function buttonClass(kind: ButtonKind, off = false): string {
  return classNames(shared, off ? looks[kind].off : looks[kind].on);
}

/** The props that switch a button off with its reason: focusable still, deaf, and the reason said and shown. */
export function offProps(disabledReason: string | undefined, pending = false) {
  const off = disabledReason !== undefined || pending;
  return {
    'aria-disabled': off || undefined,
    'aria-busy': pending || undefined,
    'aria-description': disabledReason,
    'data-tip': disabledReason,
  };
}

/** A press on a switched-off button does nothing, and doesn't reach the row or the form around it either. */
export function deaf(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A button named by its verb. */
export function Button({
  children,
  kind = 'plain',
  icon: Icon,
  pending = false,
  disabledReason,
  keys,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const off = disabledReason !== undefined || pending;
  return (
    <button
      type="button"
      aria-keyshortcuts={keys?.replaceAll(' ', '+')}
      {...rest}
      {...offProps(disabledReason, pending)}
      onClick={off ? deaf : onClick}
      className={classNames(buttonClass(kind, disabledReason !== undefined), className)}
    >
      {pending && Icon ? <Spinner /> : Icon && <Icon aria-hidden size={14} className="shrink-0" />}
      <span className={classNames(pending && !Icon && 'opacity-0')}>{children}</span>
      {pending && !Icon && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}
