import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface TabItem {
  readonly id: string;
  readonly label: string;
  /** Where the tab leads: `#/containers/ID/logs`. */
  readonly href: string;
  readonly count?: number;
}

export interface TabsProps {
  /** What the tabs are of: "shop-worker-1". */
  readonly label: string;
  readonly tabs: readonly TabItem[];
  readonly current: string;
  /** The open tab. */
  readonly children: ReactNode;
}

/** Tabs that are addresses. Arrows walk, Enter opens; the middle button opens a window as with any link. */
export function Tabs({ label, tabs, current, children }: TabsProps) {
  const id = useId();
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (event.key === ' ') links[at]?.click();
    else if (to === undefined) return;
    else links.at(to % links.length)?.focus();
    event.preventDefault();
  };
  const open = tabs.find((tab) => tab.id === current);
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={walk}
        className="flex h-10 shrink-0 items-stretch gap-1 border-b border-line px-3"
      >
        {tabs.map((tab) => (
          <a
            key={tab.id}
            id={`${id}-${tab.id}`}
            role="tab"
            href={tab.href}
            aria-selected={tab.id === current}
            aria-controls={tab.id === current ? `${id}-panel` : undefined}
            tabIndex={tab.id === current ? 0 : -1}
            className={classNames(
              'flex items-center gap-1.5 border-b-2 px-2.5 pt-0.5 -outline-offset-2',
              tab.id === current
                ? 'border-accent font-medium text-ink'
                : 'border-transparent text-dim hover:border-line2 hover:text-ink',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-faint">{tab.count.toLocaleString()}</span>}
          </a>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={open && `${id}-${open.id}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {children}
      </div>
    </>
  );
}
