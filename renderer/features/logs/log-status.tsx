import type { LogSource, LogStatus } from '@common/contract/logs';
import { ArrowDown, Pause } from 'lucide-react';
import { errorLine, errorWords } from '../../app/error-words';
import { counted, useT } from '../../app/t';
import { Button } from '../../ui/button';
import type { LogState } from './log-session';

export interface LogStatusProps {
  readonly status: LogStatus;
  readonly search: LogState['search'];
  readonly tail: number | undefined;
  readonly following: boolean;
  /** Lines that came since it no longer follows. */
  readonly missed: number;
  readonly onFollowing: (following: boolean) => void;
}

/** Lines: a search that goes on as lines come is always a few behind. */
const farBehind = 10_000;

export function LogStatusBar({ status, search, tail, following, missed, onFollowing }: LogStatusProps) {
  const t = useT();
  const lines = status.end - status.first;
  const facts = [
    counted(lines, '{{count}} line', '{{lines}} lines', { lines: lines.toLocaleString() }),
    search &&
      !search.error &&
      counted(search.hits, '{{count}} hit', '{{hits}} hits', { hits: search.hits.toLocaleString() }),
    search && !search.error && status.end - search.searchedTo > farBehind && t('searching'),
    status.first > 0 &&
      t('the oldest {{lines}} dropped to keep within bounds', { lines: status.first.toLocaleString() }),
    status.first === 0 && tail !== undefined && lines >= tail && t('older lines not loaded'),
    status.sources.length === 1 && status.sources[0] && stateWords(status.sources[0], t),
  ];
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-line border-t bg-pane px-4 text-dim text-small">
      {/* The count may change twenty times a second: it is read when asked for. */}
      <span role="status" aria-live="off" className="min-w-0 truncate tabular-nums">
        {facts.filter(Boolean).join(' · ')}
      </span>
      <span className="ms-auto flex shrink-0 items-center gap-2">
        <span aria-hidden className="h-3 border-bad border-s-2" />
        {t('stderr has a bar')}
      </span>
      {following ? (
        <Button kind="ghost" icon={Pause} onClick={() => onFollowing(false)}>
          {t('Pause')}
        </Button>
      ) : (
        <Button icon={ArrowDown} keys="End" onClick={() => onFollowing(true)}>
          {missed === 0
            ? t('Follow')
            : counted(missed, 'Follow · {{count}} new line', 'Follow · {{lines}} new lines', {
                lines: missed.toLocaleString(),
              })}
        </Button>
      )}
    </div>
  );
}

function stateWords(source: LogSource, t: ReturnType<typeof useT>): string {
  const words: Record<LogSource['state'], string> = {
    loading: t('loading'),
    following: t('following'),
    ended: t('the container has stopped'),
    reconnecting: t('the engine is away; the log goes on when it is back'),
    removed: t('the container was removed; its log stays here until you leave'),
    failed: source.error ? errorLine(source.error) : t('failed'),
  };
  return words[source.state];
}

/** What to say in place of lines. */
export function NoLines({
  status,
  error,
}: {
  readonly status: LogStatus | undefined;
  readonly error: LogState['error'];
}) {
  const t = useT();
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
  if (!status || states.has('loading')) return <Words title={t('Reading the log …')} />;
  if (states.has('reconnecting'))
    return <Words title={t('Waiting for the engine')}>{t('The log goes on when it is back.')}</Words>;
  if (states.has('following')) {
    return <Words title={t('No output yet')}>{t('Lines appear here as the container writes them.')}</Words>;
  }
  if (states.has('removed'))
    return <Words title={t('The container was removed')}>{t('It had written nothing.')}</Words>;
  return <Words title={t('No output')}>{t('The container has stopped without writing a line.')}</Words>;
}

function Words({ title, children }: { readonly title: string; readonly children?: React.ReactNode }) {
  return (
    <div className="absolute inset-0 grid place-content-center gap-1 p-8 text-center">
      <p className="m-0 font-medium text-ink">{title}</p>
      <p className="m-0 text-dim">{children}</p>
    </div>
  );
}
