import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copyable';
import { useWords } from './use-words';
import { visibleString } from './visible-text';

export interface ErrorStateProps {
  readonly what: string;
  readonly why?: ReactNode;
  readonly todo?: ReactNode;
  readonly actions?: ReactNode;
  /** What the engine or the system said, word for word. */
  readonly raw?: string | undefined;
  /** Fills a page instead of standing in a block. */
  readonly page?: boolean;
}

/** What happened, why, what to do; the words of the engine below for who wants them. */
export function ErrorState({ what, why, todo, actions, raw, page = false }: ErrorStateProps) {
  const words = useWords();
  // A page has a heading of the first level, whatever became of it.
  const Title = page ? 'h1' : 'p';
  return (
    <div role="alert" className={page ? 'mx-auto flex max-w-160 gap-3 px-4 py-16' : 'flex gap-3 p-4'}>
      <CircleX aria-hidden size={16} className="mt-0.5 shrink-0 text-bad" />
      <div className="flex min-w-0 flex-1 flex-col gap-2 wrap-anywhere">
        <Title className="text-body font-semibold text-ink">{what}</Title>
        {why !== undefined && <div className="text-dim">{why}</div>}
        {todo !== undefined && <div className="text-ink">{todo}</div>}
        {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
        {raw !== undefined && raw !== '' && (
          <details className="pt-1">
            <summary className="w-fit rounded-sm text-small text-dim hover:text-ink">{words('What it said')}</summary>
            <div className="mt-1 flex items-start gap-1 rounded-block border border-line bg-sunk p-2">
              <pre className="max-h-60 min-w-0 flex-1 overflow-auto font-mono text-small wrap-anywhere whitespace-pre-wrap">
                {raw.split('\n').map(visibleString).join('\n')}
              </pre>
              <CopyButton text={raw} label={words('Copy what it said')} />
            </div>
          </details>
        )}
      </div>
    </div>
  );
}
