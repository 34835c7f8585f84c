import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names';
import { controlClass } from './field';
import { KeyHint } from './key-hint';
import { useWords } from './use-words';

export interface SearchBoxProps {
  /** Its name, shown in it while empty: "Search containers". */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the focus when `/` is pressed anywhere one doesn't type. The page's main one only. */
  readonly slash?: boolean;
  /** Keys beyond Esc, such as Enter for the next hit. */
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  /** At its end: a count of hits. */
  readonly end?: ReactNode;
  readonly className?: string;
}

/** A search. Esc empties it, and leaves it when empty. */
export function SearchBox({ label, value, onChange, slash = false, onKeyDown, end, className }: SearchBoxProps) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!slash) return undefined;
    const listener = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typesHere(event.target)) return;
      if (document.querySelector('[role=dialog],[role=alertdialog]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [slash]);

  return (
    <div className={classNames('relative flex items-center', className ?? 'w-60 min-w-28 shrink!')}>
      <Search aria-hidden size={14} className="pointer-events-none absolute start-2 text-dim" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts={slash ? '/' : undefined}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          if (value === '') input.current?.blur();
          else onChange('');
        }}
        className={classNames(controlClass, 'ps-7! [&::-webkit-search-cancel-button]:hidden', end ? 'pe-28!' : 'pe-7!')}
      />
      <span className="absolute end-1.5 flex items-center gap-1 text-small text-dim">
        {end}
        {value !== '' && (
          <button
            type="button"
            aria-label={words('Clear search')}
            data-tip={words('Clear search')}
            onClick={() => {
              onChange('');
              input.current?.focus();
            }}
            className="grid size-5 place-items-center rounded text-dim hover:bg-hover hover:text-ink"
          >
            <X aria-hidden size={14} />
          </button>
        )}
        {value === '' && slash && <KeyHint keys="/" />}
      </span>
    </div>
  );
}

function typesHere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]),textarea,select,[contenteditable],.xterm') !== null
  );
}
