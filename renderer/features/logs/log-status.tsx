import type { LogSource, LogStatus } from '@common/contract/logs';
import { ArrowDown, Pause } from 'lucide-react';
import { counted, useT } from '../../app/t';
import { Button } from '../../ui/button';
import type { LogState } from './log-state';
import { onlySourceWords } from './source-words';

export interface LogStatusProps {
  readonly status: LogStatus;
  readonly state: LogState;
  readonly filtered: boolean;
  /** The engine has lines before the first. */
  readonly olderLeft: boolean;
  readonly following: boolean;
  /** Lines that came since it no longer follows. */
  readonly missed: number;
  readonly onFollowing: (following: boolean) => void;
}

/** Lines: a search that goes on as lines come is always a few behind. */
const farBehind = 10_000;

export function LogStatusBar({ status, state, filtered, olderLeft, following, missed, onFollowing }: LogStatusProps) {
  const t = useT();
  const { search, view } = state;
  const lines = status.end - status.first;
  const shown = state.end - state.first;
  const behind = Math.max(
    search && !search.error ? status.end - search.searchedTo : 0,
    filtered && view ? status.end - view.filteredTo : 0,
  );
  const facts = [
    filtered
      ? t('{{shown}} of {{lines}} lines', { shown: shown.toLocaleString(), lines: lines.toLocaleString() })
      : counted(lines, '{{count}} line', '{{lines}} lines', { lines: lines.toLocaleString() }),
    search &&
      !search.error &&
      counted(search.hits, '{{count}} hit', '{{hits}} hits', { hits: search.hits.toLocaleString() }),
    behind > farBehind && t('searching'),
    status.dropped > 0 &&
      t('the oldest {{lines}} dropped to keep within bounds', { lines: status.dropped.toLocaleString() }),
    olderLeft && t('older lines not loaded'),
    sourceFacts(status.sources, t),
  ];
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-line border-t bg-pane px-4 text-dim text-small">
      {/* The count may change ten times a second: it is read when asked for. */}
      <span role="status" aria-live="off" className="min-w-0 truncate tabular-nums">
        {facts.filter(Boolean).join(' · ')}
      </span>
      <span className="ms-auto flex shrink-0 items-center gap-2 max-narrow:hidden">
        <span aria-hidden className="h-3 border-bad border-s-2" />
        {t('stderr has a bar')}
      </span>
      {following ? (
        <Button kind="ghost" icon={Pause} keys="f" onClick={() => onFollowing(false)}>
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

/** What the sources do; of several only what is not as usual. */
function sourceFacts(sources: readonly LogSource[], t: ReturnType<typeof useT>): string {
  const [only, ...others] = sources;
  if (!only) return '';
  if (others.length === 0) return onlySourceWords(only, t);
  const count = (state: LogSource['state']) => sources.filter((source) => source.state === state).length;
  const following = count('following');
  const over = count('ended') + count('removed');
  const away = count('reconnecting');
  return [
    away > 0
      ? t('the engine is away; the log goes on when it is back')
      : following > 0 && counted(following, 'following {{count}}', 'following {{count}}'),
    over === sources.length && t('all have stopped'),
    count('loading') > 0 && t('loading'),
    count('failed') > 0 && counted(count('failed'), '{{count}} cannot be read', '{{count}} cannot be read'),
  ]
    .filter(Boolean)
    .join(' · ');
}
