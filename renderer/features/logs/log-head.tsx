import type { LogStatus } from '@common/contract/logs';
import { counted, useT } from '../../app/t';
import { formatMemory } from '../../ui/format-bytes';
import { Spinner } from '../../ui/spinner';
import { LinkButton } from '../../ui/text-link';

export interface LogHeadProps {
  readonly status: LogStatus;
  /** The engine has lines before the first. */
  readonly olderLeft: boolean;
  /** Only a part of the log was asked for: from this time on, ms. */
  readonly since: number | undefined;
  /** The bound of all open logs, bytes. */
  readonly bound: number;
  /** Lines before the first were cleared away. */
  readonly cleared: boolean;
  readonly onOlder: () => void;
  readonly onUnclear: () => void;
}

/** The row before the first line: why nothing comes before it, or that it is coming. */
export function LogHead(props: LogHeadProps) {
  return (
    <div className="log-row flex min-h-5 items-center gap-2 ps-3 text-faint">
      <Words {...props} />
    </div>
  );
}

function Words({ status, olderLeft, since, bound, cleared, onOlder, onUnclear }: LogHeadProps) {
  const t = useT();
  const { older, dropped } = status;
  if (cleared) {
    return (
      <>
        {t('View cleared')}
        <LinkButton onClick={onUnclear}>{t('Show the lines before')}</LinkButton>
      </>
    );
  }
  if (dropped > 0) {
    return counted(
      dropped,
      'The oldest line was let go at the limit of {{bound}}',
      '{{lines}} oldest lines were let go at the limit of {{bound}}',
      { lines: dropped.toLocaleString(), bound: formatMemory(bound) },
    );
  }
  if (olderLeft) return <LinkButton onClick={onOlder}>{t('Load older lines')}</LinkButton>;
  switch (older) {
    case 'loading':
      return (
        <>
          <Spinner />
          {t('Loading older lines …')}
        </>
      );
    case 'failed':
      return (
        <>
          {t('Older lines could not be loaded')}
          <LinkButton onClick={onOlder}>{t('Try again')}</LinkButton>
        </>
      );
    case 'full':
      return t('There is no room for older lines; Settings can give logs more');
    default:
      return since === undefined
        ? t('Beginning of the log')
        : t('Lines since {{time}}', { time: new Date(since).toLocaleString() });
  }
}
