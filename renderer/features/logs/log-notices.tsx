import type { LogStatus } from '@common/contract/logs';
import { errorLine, errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { Banner } from '../../ui/banner';
import { Spinner } from '../../ui/spinner';
import { LinkButton } from '../../ui/text-link';
import type { LogState } from './log-state';

interface LogNoticesProps {
  readonly status: LogStatus;
  /** A download is to go on with the lines that are here. */
  readonly onEnough: () => void;
}

/** What stands above the lines: what is wrong with some of the sources, or with the place that lines are kept in. */
export function LogNotices({ status, onEnough }: LogNoticesProps) {
  const t = useT();
  const failed = status.sources.filter(({ state }) => state === 'failed');
  const away = status.sources.some(({ state }) => state === 'reconnecting');
  // Of a log without lines the middle of the view says it.
  const empty = status.end === status.first;
  return (
    <>
      {away && !empty && (
        <p
          role="status"
          className="m-0 flex shrink-0 items-center gap-2 border-line border-b bg-mod px-4 py-1 text-ink text-small"
        >
          <Spinner />
          {t('The engine is away. What is here stays readable; the log goes on when it is back.')}
        </p>
      )}
      {status.gathering !== undefined && (
        <p className="m-0 flex shrink-0 items-center gap-2 border-line border-b bg-mod px-4 py-1 text-ink text-small tabular-nums">
          <Spinner />
          {t('Loading older lines for the download; {{lines}} lines are here', {
            lines: (status.end - status.first).toLocaleString(),
          })}
          <LinkButton onClick={onEnough}>{t('Save only these')}</LinkButton>
        </p>
      )}
      {failed.length > 0 && (status.sources.length > 1 || !empty) && (
        <div className="shrink-0 border-line border-b px-4 py-2">
          <Banner kind="warning" title={t('Some logs cannot be read')}>
            <ul className="m-0 max-h-20 list-none overflow-y-auto p-0">
              {failed.map(({ container, name, error }) => (
                <li key={container}>
                  <bdi>{name}</bdi>: {error ? errorLine(error) : t('failed')}
                </li>
              ))}
            </ul>
          </Banner>
        </div>
      )}
      {status.diskFull && (
        <div className="shrink-0 border-line border-b px-4 py-2">
          <Banner kind="warning" title={t('The disk for logs is full')}>
            {t('Only the newest lines are kept, in memory. Free some space, and open the log again.')}
          </Banner>
        </div>
      )}
    </>
  );
}

interface NoLinesProps {
  readonly status: LogStatus | undefined;
  readonly error: LogState['error'];
  /** Lines there are, but none passes the filter. */
  readonly filtered: boolean;
  /** The view was cleared; shows again what was in it. */
  readonly onUnclear?: () => void;
}

/** What to say in place of lines. */
export function NoLines({ status, error, filtered, onUnclear }: NoLinesProps) {
  const t = useT();
  if (onUnclear && status && status.end > status.first) {
    return (
      <Words title={t('View cleared')}>
        {t('Lines appear here as they are written.')}{' '}
        <LinkButton onClick={onUnclear}>{t('Show the lines before')}</LinkButton>
      </Words>
    );
  }
  if (filtered && status && status.end > status.first)
    return <Words title={t('No line passes the filter')}>{t('Lines appear here as they match.')}</Words>;
  const failed = error ?? status?.sources.find((source) => source.state === 'failed')?.error;
  if (failed) {
    const { what, why, todo } = errorWords(failed);
    return (
      <Words title={what}>
        {why} {todo}
      </Words>
    );
  }
  const states = new Set(status?.sources.map((source) => source.state));
  if (!status || states.has('loading')) return <Words title={t('Reading the log …')} busy />;
  if (states.has('reconnecting'))
    return <Words title={t('Waiting for the engine')}>{t('The log goes on when it is back.')}</Words>;
  const [only, ...others] = status.sources;
  const one = others.length === 0 ? only : undefined;
  if (!only) return <Words title={t('No container yet')}>{t('Lines appear here once one starts.')}</Words>;
  if (states.has('following')) {
    return (
      <Words
        title={one ? t('{{name}} has printed nothing yet', { name: one.name }) : t('Nothing has been printed yet')}
      >
        {t('Lines appear here as they are written.')}
      </Words>
    );
  }
  if (states.has('removed'))
    return <Words title={t('The container was removed')}>{t('It had written nothing.')}</Words>;
  return (
    <Words title={one ? t('{{name}} printed nothing', { name: one.name }) : t('Nothing was printed')}>
      {t('It has stopped without writing a line, or wrote none in the chosen range.')}
    </Words>
  );
}

function Words({ title, busy = false, children }: { title: string; busy?: boolean; children?: React.ReactNode }) {
  return (
    <div className="absolute inset-0 grid cursor-default place-content-center gap-1 p-8 text-center">
      <p className="m-0 flex items-center justify-center gap-2 font-medium text-ink">
        {busy && <Spinner />}
        {title}
      </p>
      <p className="m-0 text-dim">{children}</p>
    </div>
  );
}
