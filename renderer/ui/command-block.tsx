import { CopyButton } from './copyable';
import { useWords } from './use-words';
import { visibleString } from './visible-text';
import { wrapCommand } from './wrap-command';

export interface CommandBlockProps {
  /** As to be shown: secrets masked by who made it. */
  readonly command: string;
  /** What is copied when that differs from what is shown. */
  readonly copies?: string;
  /** Beside the word "Command": "makes the same container". */
  readonly detail?: string;
}

/** The `docker` command that does the same. */
export function CommandBlock({ command, copies, detail }: CommandBlockProps) {
  const words = useWords();
  const lines = wrapCommand(command).map(visibleString);
  return (
    <section aria-label={words('Command')} className="min-w-0">
      <div className="flex h-7 items-center gap-1 text-small">
        <span className="font-semibold text-dim">{words('Command')}</span>
        {detail !== undefined && <span className="truncate text-dim">· {detail}</span>}
        <span className="ms-auto">
          <CopyButton text={copies ?? command} label={words('Copy the command')} />
        </span>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        dir="ltr"
        className="max-h-60 overflow-auto rounded-block border border-line bg-sunk px-3 py-2 font-mono text-small/5 wrap-anywhere whitespace-pre-wrap text-ink"
      >
        {lines.join('\n')}
      </pre>
    </section>
  );
}
