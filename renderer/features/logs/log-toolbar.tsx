import type { LogMatcher } from '@common/contract/logs';
import { ChevronDown, ChevronUp, Download, SlidersHorizontal } from 'lucide-react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import { SearchBox } from '../../ui/search-box';
import { ToggleChip } from '../../ui/segmented-chips';
import type { Timestamps } from './line-time';
import type { LogState } from './log-session';

/** What the search box and its chips say; empty pattern: no search. */
export type LogSearchWords = Required<LogMatcher>;

export interface LogToolbarProps {
  readonly words: LogSearchWords;
  readonly onWords: (words: LogSearchWords) => void;
  readonly search: LogState['search'];
  /** Which hit one has gone to, from 0. */
  readonly hit: number | undefined;
  readonly onStep: (by: 1 | -1) => void;
  readonly view: LogViewChoices;
  readonly onView: (change: Partial<LogViewChoices>) => void;
  readonly saving: boolean;
  readonly onDownload: () => void;
}

export interface LogViewChoices {
  readonly timestamps: Timestamps;
  readonly wrap: boolean;
  /** Lines from the end; all when absent. */
  readonly tail: number | undefined;
}

const tails = [1_000, 10_000, 100_000, undefined];

export function LogToolbar(props: LogToolbarProps) {
  const { words, onWords, onStep, search, saving } = props;
  const t = useT();
  const problem = search?.error && errorWords(search.error);
  const searching = words.pattern !== '';
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2 border-line border-b bg-pane px-4 py-1">
      <SearchBox
        slash
        label={t('Search logs')}
        className="w-80"
        value={words.pattern}
        onChange={(pattern) => onWords({ ...words, pattern })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !searching) return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
        end={searching && !problem && <HitCount {...props} />}
      />
      <IconButton
        label={t('Previous hit')}
        icon={ChevronUp}
        size="row"
        onClick={() => onStep(-1)}
        disabledReason={props.search || !searching ? undefined : t('Searching')}
      />
      <IconButton label={t('Next hit')} icon={ChevronDown} size="row" onClick={() => onStep(1)} />
      <ToggleChip
        label={t('Match case')}
        pressed={words.caseSensitive}
        onChange={(caseSensitive) => onWords({ ...words, caseSensitive })}
      >
        Aa
      </ToggleChip>
      <ToggleChip
        label={t('Whole word')}
        pressed={words.wholeWord}
        onChange={(wholeWord) => onWords({ ...words, wholeWord })}
      >
        Word
      </ToggleChip>
      <ToggleChip
        label={t('Regular expression')}
        pressed={words.regex}
        onChange={(regex) => onWords({ ...words, regex })}
      >
        .*
      </ToggleChip>
      {problem && (
        <span role="alert" className="min-w-0 truncate text-bad text-small" data-tip={problem.why}>
          {[problem.what, problem.why].filter(Boolean).join('. ')}
        </span>
      )}
      <span className="ms-auto flex items-center gap-1">
        <MenuButton label={t('View')} icon={SlidersHorizontal} entries={() => viewEntries(props, t)} />
        <IconButton label={t('Download')} icon={Download} pending={saving} onClick={props.onDownload} />
      </span>
    </div>
  );
}

function HitCount({ search, hit }: LogToolbarProps) {
  const t = useT();
  if (!search || search.error) return undefined;
  const hits = search.hits.toLocaleString();
  if (hit === undefined) return <span className="tabular-nums">{search.done || search.hits > 0 ? hits : '…'}</span>;
  return <span className="tabular-nums">{t('{{at}} of {{hits}}', { at: (hit + 1).toLocaleString(), hits })}</span>;
}

function viewEntries({ view, onView }: LogToolbarProps, t: ReturnType<typeof useT>): readonly MenuEntry[] {
  const times: Record<Timestamps, string> = {
    local: t('Local time'),
    utc: t('UTC time'),
    relative: t('Relative time'),
    off: t('No time'),
  };
  return [
    ...(Object.keys(times) as Timestamps[]).map((timestamps): MenuEntry => {
      return {
        kind: 'check',
        label: times[timestamps],
        checked: view.timestamps === timestamps,
        onChange: () => onView({ timestamps }),
      };
    }),
    { kind: 'separator', id: 'wrap' },
    { kind: 'check', label: t('Wrap lines'), checked: view.wrap, onChange: (wrap) => onView({ wrap }) },
    { kind: 'separator', id: 'tail' },
    ...tails.map((tail): MenuEntry => {
      const label = tail === undefined ? t('All lines') : t('Last {{lines}} lines', { lines: tail.toLocaleString() });
      return { kind: 'check', label, checked: view.tail === tail, onChange: () => onView({ tail }) };
    }),
  ];
}
