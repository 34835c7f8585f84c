import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { Button } from './button';
import { useWords } from './use-words';

/** The 40 px above a list: its filters, or what one can do with the selection. Both are as high: nothing jumps. */
const barClass =
  'flex h-11 shrink-0 items-center gap-2 overflow-x-auto px-4 [scrollbar-width:none] [&>*]:shrink-0 [&_fieldset]:flex-nowrap';

export interface FilterBarProps {
  readonly children: ReactNode;
  /** At its end: grouping, columns. */
  readonly end?: ReactNode;
}

export function FilterBar({ children, end }: FilterBarProps) {
  return (
    <div className={barClass}>
      {children}
      <div className="ms-auto flex shrink-0 items-center gap-1">{end}</div>
    </div>
  );
}

export interface ToolbarProps {
  /** "Selection". */
  readonly label: string;
  readonly children: ReactNode;
}

/** Buttons that belong together. Arrows walk among them. */
function Toolbar({ label, children }: ToolbarProps) {
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.target as Node)) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button,a[href]')];
    buttons.at((buttons.indexOf(event.target as HTMLElement) + by) % buttons.length)?.focus();
    event.preventDefault();
  };
  return (
    <div role="toolbar" aria-label={label} onKeyDown={walk} className={barClass}>
      {children}
    </div>
  );
}

export interface SelectionToolbarProps {
  readonly count: number;
  readonly onClear: () => void;
  /** The verbs; those that can't be done keep their place and tell why. */
  readonly children: ReactNode;
}

/** Stands in the filter bar's place while something is selected. */
export function SelectionToolbar({ count, onClear, children }: SelectionToolbarProps) {
  const words = useWords();
  const id = useId();
  return (
    <Toolbar label={words('Selection')}>
      <span id={id} role="status" className="shrink-0 pe-1">
        {words('{{count}} selected', { count })}
      </span>
      {children}
      <span className="ms-auto">
        <Button kind="ghost" keys="Esc" onClick={onClear}>
          {words('Clear')}
        </Button>
      </span>
    </Toolbar>
  );
}
