import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from './icon-button';
import { useWords } from './use-words';

export interface CopyButtonProps {
  readonly text: string;
  /** What it copies: "Copy ID". */
  readonly label: string;
  readonly size?: 'control' | 'row';
}

/** Copies, and says so for a moment. */
export function CopyButton({ text, label, size = 'row' }: CopyButtonProps) {
  const words = useWords();
  const [done, setDone] = useState<'copied' | 'refused'>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (): Promise<void> => {
    clearTimeout(timer.current);
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      // A page that lacks the focus may not write.
      setDone('refused');
    }
    timer.current = setTimeout(() => setDone(undefined), 1500);
  };
  const said = done && (done === 'copied' ? words('Copied') : words('The clipboard refused it'));
  return (
    <>
      <IconButton
        label={label}
        icon={done === 'copied' ? Check : Copy}
        size={size}
        onClick={() => void copy()}
        {...(said && { 'aria-description': said })}
      />
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

export interface CopyableProps {
  readonly children: ReactNode;
  readonly text: string;
  readonly label: string;
}

/** A fact with a copy button that shows on hover and focus. */
export function Copyable({ children, text, label }: CopyableProps) {
  return (
    <span className="group/copy inline-flex max-w-full min-w-0 items-center gap-1">
      <span className="min-w-0">{children}</span>
      <span className="-my-1 opacity-0 group-focus-within/copy:opacity-100 group-hover/copy:opacity-100">
        <CopyButton text={text} label={label} />
      </span>
    </span>
  );
}
