import type { ContainerId } from '@common/contract/ids';
import type { Job } from '@common/contract/jobs';
import { hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { TextLink } from '../../ui/text-link';

/** A container was made and could not be started: it is there, to be looked at or deleted. */
export function KeptContainer({ job }: { readonly job: Job }) {
  const t = useT();
  const made = job.verb === 'run' && job.state !== 'done' ? job.items.find((item) => item.made)?.made : undefined;
  if (made === undefined) return null;
  return (
    <p className="m-0 text-dim">
      {t('It was created, and is kept.')}{' '}
      <TextLink href={hrefOf(paths.container(made as ContainerId))}>{t('Open it')}</TextLink>
    </p>
  );
}
