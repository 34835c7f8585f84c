import type { ReactNode } from 'react';
import { Bdi } from './bdi';
import { TextLink } from './text-link';

export interface DetailsHeaderProps {
  /** The list it stands in: "Containers", with its address. */
  readonly list: string;
  readonly listHref: string;
  /** The thing's own name. */
  readonly name: string;
  /** Its state in a frame. */
  readonly badge?: ReactNode;
  /** One line of what it is. */
  readonly summary?: ReactNode;
  /** Its verbs. */
  readonly actions?: ReactNode;
}

/** Where one is, what it is, what can be done with it. In a narrow window the summary goes first, the name last. */
export function DetailsHeader({ list, listHref, name, badge, summary, actions }: DetailsHeaderProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2.5 px-4">
      <TextLink href={listHref} className="shrink-0 text-dim!">
        {list}
      </TextLink>
      <span aria-hidden className="shrink-0 text-faint">
        /
      </span>
      <h1 className="min-w-0 text-title font-semibold">
        <Bdi cut="middle">{name}</Bdi>
      </h1>
      {badge !== undefined && <span className="shrink-0">{badge}</span>}
      <span className="min-w-0 flex-1 truncate text-dim [flex-shrink:100]">{summary}</span>
      {actions !== undefined && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </header>
  );
}
