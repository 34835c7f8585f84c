import { PullButton } from '../../app/run-buttons';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { EmptyState } from '../../ui/empty-state';

/** The engine has none: what this place is for, and the first step. */
export function NoImages() {
  const t = useT();
  return (
    <EmptyState title={t('No images yet')} actions={<PullButton />}>
      <p>
        {t(
          'An image is what containers are made from: files in layers, and how to start. Pull one here, or in a shell:',
        )}
      </p>
      <div className="mt-2 text-start">
        <CommandBlock command="docker pull nginx" />
      </div>
    </EmptyState>
  );
}

/** There are some, and the search or the filter hides them all. */
export function NothingFound({ onShowAll }: { readonly onShowAll: () => void }) {
  const t = useT();
  return (
    <EmptyState title={t('No image matches')} actions={<Button onClick={onShowAll}>{t('Show all')}</Button>}>
      {t('The search looks in names, tags, ids, digests and labels.')}
    </EmptyState>
  );
}
