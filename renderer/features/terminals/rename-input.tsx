import { useEffect, useRef } from 'react';
import { useT } from '../../app/t';

interface Props {
  readonly name: string;
  /** px from the first tab. */
  readonly left: number;
  /** Undefined: left as it was. Empty: the program's own name again. */
  onDone(name: string | undefined): void;
}

/** Over a tab while it is renamed. Enter takes it, Esc leaves it. */
export function RenameInput({ name, left, onDone }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (value: string | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(value === name ? undefined : value);
  };
  return (
    <input
      ref={input}
      aria-label={t('Name of the terminal')}
      defaultValue={name}
      maxLength={100}
      onBlur={(event) => end(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(event.currentTarget.value.trim());
        if (event.key === 'Escape') end(undefined);
      }}
      style={{ left }}
      className="absolute top-0 z-10 h-7 w-44 rounded-control border border-edge bg-pane px-2 text-body text-ink"
    />
  );
}
