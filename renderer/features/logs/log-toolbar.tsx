import type { LogMatcher } from '@common/contract/logs';
import { ChevronDown, ChevronUp, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import { SearchBox } from '../../ui/search-box';
import { ToggleChip } from '../../ui/segmented-chips';
import type { Timestamps } from './line-time';
import type { LogState } from './log-state';

/** What the search box and its chips say; empty pattern: no search. */
export type LogSearchWords = Required<LogMatcher>;

/** Whether matching lines alone are shown, and how many lines around them. */
export interface MatchesOnly {
  readonly on: boolean;
  readonly context: number;
}

export interface LogToolbarProps {
  readonly words: LogSearchWords;
  readonly onWords: (words: LogSearchWords) => void;
  readonly search: LogState['search'];
  /** Which hit one has gone to, from 0. */
  readonly hit: number | undefined;
  readonly onStep: (by: 1 | -1) => void;
  readonly matchesOnly: MatchesOnly;
  readonly onMatchesOnly: (only: MatchesOnly) => void;
  readonly view: LogViewChoices;
  readonly onView: (change: Partial<LogViewChoices>) => void;
  readonly onClear: () => void;
  /** What other parts of the view add before the View menu. */
  readonly children?: ReactNode;
}

export interface LogViewChoices {
  readonly timestamps: Timestamps;
  readonly wrap: boolean;
  readonly streams: 'both' | 'out' | 'err';
}

const contextMost = 50;

export function LogToolbar(props: LogToolbarProps) {
  const { words, onWords, onStep, search, matchesOnly, onMatchesOnly } = props;
  const t = useT();
  const problem = search?.error && errorWords(search.error);
  const searching = words.pattern !== '';
  const toggles = [
    { field: 'caseSensitive', label: t('Match case'), shown: 'Aa' },
    { field: 'wholeWord', label: t('Whole word'), shown: t('Word') },
    { field: 'regex', label: t('Regular expression'), shown: '.*' },
  ] as const;
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-pane px-4 py-1">
      <SearchBox
        slash
        label={t('Search logs')}
        className="w-72 max-narrow:w-60"
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
        disabledReason={searching ? undefined : t('Nothing is searched for')}
      />
      <IconButton
        label={t('Next hit')}
        icon={ChevronDown}
        size="row"
        onClick={() => onStep(1)}
        disabledReason={searching ? undefined : t('Nothing is searched for')}
      />
      {toggles.map(({ field, label, shown }) => (
        <ToggleChip
          key={field}
          label={label}
          pressed={words[field]}
          onChange={(pressed) => onWords({ ...words, [field]: pressed })}
        >
          {shown}
        </ToggleChip>
      ))}
      <ToggleChip pressed={matchesOnly.on} onChange={(on) => onMatchesOnly({ ...matchesOnly, on })}>
        {t('Matches only')}
      </ToggleChip>
      {matchesOnly.on && (
        <label className="flex items-center gap-1 text-dim text-small" data-tip={t('Lines around each match')}>
          ±
          <input
            type="number"
            aria-label={t('Lines around each match')}
            min={0}
            max={contextMost}
            value={matchesOnly.context}
            onChange={({ target }) => {
              const context = Math.min(contextMost, Math.max(0, Math.trunc(target.valueAsNumber || 0)));
              onMatchesOnly({ ...matchesOnly, context });
            }}
            className="h-6 w-12 rounded-control border border-edge bg-pane px-1 text-ink text-small"
          />
        </label>
      )}
      {problem && (
        <span role="alert" className="min-w-0 truncate text-bad text-small" data-tip={problem.why}>
          {[problem.what, problem.why].filter(Boolean).join('. ')}
        </span>
      )}
      <span className="ms-auto flex items-center gap-1">
        {props.children}
        <MenuButton label={t('View')} icon={SlidersHorizontal} entries={() => viewEntries(props, t)} />
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

function viewEntries({ view, onView, onClear }: LogToolbarProps, t: ReturnType<typeof useT>): readonly MenuEntry[] {
  const times: Record<Timestamps, string> = {
    local: t('Local time'),
    utc: t('UTC time'),
    relative: t('Relative time'),
    off: t('No time'),
  };
  const streams: Record<LogViewChoices['streams'], string> = {
    both: t('stdout and stderr'),
    out: t('Only stdout'),
    err: t('Only stderr'),
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
    { kind: 'separator', id: 'streams' },
    ...(Object.keys(streams) as LogViewChoices['streams'][]).map((choice): MenuEntry => {
      return {
        kind: 'check',
        label: streams[choice],
        checked: view.streams === choice,
        onChange: () => onView({ streams: choice }),
      };
    }),
    { kind: 'separator', id: 'clear' },
    { kind: 'item', label: t('Clear view'), keys: 'Ctrl L', onSelect: onClear },
  ];
}
