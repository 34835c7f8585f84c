import { ExternalLink } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { type ButtonKind, buttonClass, deaf, offProps } from './button';
import { classNames } from './class-names';
import type { Icon } from './icon';

const look = 'rounded-sm text-accent underline-offset-2 hover:underline';

export interface TextLinkProps extends ComponentPropsWithRef<'a'> {
  readonly href: string;
  readonly children: ReactNode;
  /** Leaves Berth: a mark says so, and the page it opens learns nothing of us. */
  readonly external?: boolean;
  /** Keeps the colour of the text around it, as names in lists do. */
  readonly quiet?: boolean;
}

/** A link in a text or a list. */
export function TextLink({ children, external = false, quiet = false, className, ...rest }: TextLinkProps) {
  return (
    <a
      {...(external && { target: '_blank', rel: 'noreferrer noopener' })}
      {...rest}
      className={classNames(quiet ? 'rounded-sm underline-offset-2 hover:underline' : look, className)}
    >
      {children}
      {external && <ExternalLink aria-hidden size={12} className="ms-1 inline align-[-1px]" />}
    </a>
  );
}

export interface LinkButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  readonly children: ReactNode;
  readonly disabledReason?: string | undefined;
}

/** Does something, and looks like a link: for small acts in a text (`show`, `Copy`). */
export function LinkButton({ children, disabledReason, className, onClick, ...rest }: LinkButtonProps) {
  const off = disabledReason !== undefined;
  return (
    <button
      type="button"
      {...rest}
      {...offProps(disabledReason)}
      onClick={off ? deaf : onClick}
      className={classNames(off ? 'text-faint' : look, className)}
    >
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentPropsWithRef<'a'> {
  readonly href: string;
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  readonly icon?: Icon;
}

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ children, kind = 'plain', icon: Icon, className, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={classNames(buttonClass(kind), className)}>
      {Icon && <Icon aria-hidden size={14} className="shrink-0" />}
      {children}
    </a>
  );
}
