import type { ReactNode } from 'react';

export interface PageHeadProps {
  /** The page's name: its one heading of level 1. */
  readonly title: string;
  /** How many there are, how large they are. */
  readonly detail?: ReactNode;
  /** Buttons at its end. */
  readonly children?: ReactNode;
}

/** The first line of a page that lists things or settings. */
export function PageHead({ title, detail, children }: PageHeadProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2.5 px-4">
      <h1 className="m-0 text-title font-semibold">{title}</h1>
      {detail !== undefined && <span className="min-w-0 truncate text-dim">{detail}</span>}
      <span className="ms-auto flex shrink-0 items-center gap-1.5">{children}</span>
    </header>
  );
}
