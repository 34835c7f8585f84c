import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** What is not here: "No containers yet". */
  readonly title: string;
  /** What this place is for. */
  readonly children?: ReactNode;
  /** The first thing to do. */
  readonly actions?: ReactNode;
}

/** Nothing here, what would be, and the way to it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-120 flex-col items-center gap-3 px-4 py-16 text-center">
      <p className="text-title font-semibold">{title}</p>
      {children !== undefined && <div className="text-dim">{children}</div>}
      {actions !== undefined && <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div>}
    </div>
  );
}
