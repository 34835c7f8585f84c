import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import type { Icon } from './icon';

export interface BannerProps {
  readonly kind: 'warning' | 'error' | 'info';
  /** What happened. */
  readonly title: ReactNode;
  /** Why, since when, what comes next. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: Icon;
  /** Read out when it appears; off for what stands there from the start. */
  readonly live?: boolean;
}

const looks = {
  warning: { ground: 'bg-mod', icon: TriangleAlert, mark: 'text-warn' },
  error: { ground: 'bg-del', icon: CircleAlert, mark: 'text-bad' },
  info: { ground: 'bg-hover', icon: Info, mark: 'text-info' },
} as const;

/** A strip above what it is about. */
export function Banner({ kind, title, children, actions, icon, live = true }: BannerProps) {
  const look = looks[kind];
  const Mark = icon ?? look.icon;
  const role = live ? (kind === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div className={classNames('flex items-start gap-2.5 rounded-block px-3 py-2.5', look.ground)}>
      <Mark aria-hidden size={16} className={classNames('mt-0.5 shrink-0', look.mark)} />
      <div role={role} className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-semibold text-ink">{title}</p>
        {children !== undefined && <div className="text-dim">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex shrink-0 flex-wrap items-center justify-end gap-2">{actions}</div>}
    </div>
  );
}
