export interface KeyHintProps {
  /** As written on the key: `/`, `Esc`, `Ctrl K`; a space parts keys. */
  readonly keys: string;
}

/** The keys that do the same. Hidden from screen readers: `aria-keyshortcuts` tells them. */
export function KeyHint({ keys }: KeyHintProps) {
  return (
    <span aria-hidden className="inline-flex shrink-0 gap-1">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="min-w-4 rounded border border-[color-mix(in_oklab,currentColor_35%,transparent)] px-1 text-center font-sans text-[11px]/[14px]"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
