import { LongText } from './long-text';

export interface ArgvPart {
  readonly text: string;
  /** Stands out: what was given instead of the default. */
  readonly marked?: boolean;
}

export interface ArgvChipsProps {
  /** The list's name: "How it starts". */
  readonly label: string;
  readonly parts: readonly ArgvPart[];
}

/** A command as the words it is made of: each in its own frame, so that spaces and empty words are seen. */
export function ArgvChips({ label, parts }: ArgvChipsProps) {
  let place = 0;
  return (
    <ol aria-label={label} className="flex flex-wrap gap-1.5">
      {parts.map(({ text, marked = false }) => (
        <li
          key={place++}
          dir="ltr"
          className={`max-w-full rounded-[5px] border px-1.5 font-mono text-small/5 wrap-anywhere whitespace-pre-wrap ${
            marked ? 'border-transparent bg-sel text-ink' : 'border-line2 text-ink'
          }`}
        >
          {text === '' ? <span className="text-faint">""</span> : <LongText>{text}</LongText>}
        </li>
      ))}
    </ol>
  );
}
