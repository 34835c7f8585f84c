import { hrefOf, paths } from '../../app/paths';
import { RunButton } from '../../app/run-buttons';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { EmptyState } from '../../ui/empty-state';
import { ButtonLink } from '../../ui/text-link';

/** The engine has none: what this place is for, and the first step. */
export function NoContainers() {
  const t = useT();
  return (
    <EmptyState
      title={t('No containers yet')}
      actions={
        <>
          <RunButton kind="plain" />
          <ButtonLink href={hrefOf(paths.images())}>{t('Look at the images')}</ButtonLink>
        </>
      }
    >
      <p>{t('A container is an image that runs, or ran. Run one here, or in a shell:')}</p>
      <div className="mt-2 text-start">
        <CommandBlock command="docker run -d --name web -p 8080:80 nginx" />
      </div>
    </EmptyState>
  );
}

/** There are some, and the search or the filter hides them all. */
export function NothingFound({ onShowAll }: { readonly onShowAll: () => void }) {
  const t = useT();
  return (
    <EmptyState title={t('No container matches')} actions={<Button onClick={onShowAll}>{t('Show all')}</Button>}>
      {t('The search looks in names, images, ids, projects and labels, among what the filters let through.')}
    </EmptyState>
  );
}
