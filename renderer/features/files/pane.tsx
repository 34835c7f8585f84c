import type { FileContent } from '@common/contract/files';
import type { ReactNode } from 'react';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { shownName } from './file-words';

/** A file beside the list: its name and what can be done with it, above what it holds. */
export function Pane({
  label,
  title,
  actions,
  children,
}: {
  readonly label: string;
  readonly title: ReactNode;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useT();
  return (
    <section aria-label={t('File {{name}}', { name: label })} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        {title}
        <span className="ms-auto flex shrink-0 items-center gap-1">{actions}</span>
      </header>
      {children}
    </section>
  );
}

/** The name, and where links led. */
export function FileTitle({ name, content }: { readonly name: string; readonly content?: FileContent }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 font-mono text-small">
      <Bdi cut="middle" className="min-w-0">
        {name}
      </Bdi>
      {content && content.realPath !== content.path && (
        <span className="flex min-w-0 items-center gap-1 text-faint">
          <span aria-hidden>→</span>
          <Bdi cut="middle">{shownName(content.realPath)}</Bdi>
        </span>
      )}
    </span>
  );
}
