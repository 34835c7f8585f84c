import { useState } from 'react';
import { Bdi } from './bdi';
import { LinkButton } from './text-link';
import { useWords } from './use-words';

export interface LongTextProps {
  /** What an engine, an image or a person wrote: anything may be in it. */
  readonly children: string;
}

/** Characters that show at first; what is little longer shows whole. */
const first = 400;
const slack = 100;

/** A text that wraps; a very long one shows its beginning, and the rest on ask. */
export function LongText({ children }: LongTextProps) {
  const words = useWords();
  const [whole, setWhole] = useState(false);
  const cut = children.length > first + slack;
  return (
    <>
      <Bdi cut="none">{cut && !whole ? `${children.slice(0, first)}…` : children}</Bdi>
      {cut && (
        <LinkButton className="ms-2 font-sans whitespace-nowrap" onClick={() => setWhole(!whole)}>
          {whole ? words('show less') : words('show all {{count}} characters', { count: children.length })}
        </LinkButton>
      )}
    </>
  );
}
