import { type LogLevel, logLevels } from '@common/std/log-level';
import { ListFilter } from 'lucide-react';
import { type Translate, useT } from '../../app/t';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';

/** What is shown; `none`: lines that say no level. All when undefined. */
export type LevelChoice = readonly (LogLevel | 'none')[] | undefined;

const all = ['none', ...logLevels] as const;
const worse = (from: LogLevel): LevelChoice => logLevels.slice(logLevels.indexOf(from));

export interface LevelMenuProps {
  readonly levels: LevelChoice;
  readonly onLevels: (levels: LevelChoice) => void;
}

/** Which levels are shown: by one press from a level on, or each by itself. */
export function LevelMenu({ levels, onLevels }: LevelMenuProps) {
  const t = useT();
  return (
    <MenuButton
      label={levelsWords(levels, t)}
      icon={ListFilter}
      kind={levels ? 'plain' : 'ghost'}
      align="start"
      entries={() => entries(levels, onLevels, t)}
    />
  );
}

function entries(levels: LevelChoice, onLevels: LevelMenuProps['onLevels'], t: Translate): readonly MenuEntry[] {
  const words = levelWords(t);
  const from = (label: string, choice: LevelChoice): MenuEntry => ({
    kind: 'item',
    label,
    onSelect: () => onLevels(choice),
  });
  return [
    from(t('All levels'), undefined),
    from(t('Warnings and worse'), worse('warn')),
    from(t('Errors and worse'), worse('error')),
    { kind: 'separator', id: 'each' },
    ...[...all].reverse().map((level): MenuEntry => {
      const shown = levels ?? all;
      const change = (checked: boolean) => {
        const next = all.filter((each) => (each === level ? checked : shown.includes(each)));
        // None at all would be an empty log: that is not what anybody asks for.
        onLevels(next.length === 0 || next.length === all.length ? undefined : next);
      };
      return { kind: 'check', label: words[level], checked: shown.includes(level), onChange: change };
    }),
  ];
}

const levelWords = (t: Translate): Readonly<Record<LogLevel | 'none', string>> => ({
  fatal: t('Fatal'),
  error: t('Error'),
  warn: t('Warning'),
  info: t('Info'),
  debug: t('Debug'),
  trace: t('Trace'),
  none: t('No level'),
});

/** The button's words: what is shown when that is not all, the shorter way round. */
function levelsWords(levels: LevelChoice, t: Translate): string {
  if (!levels) return t('Levels');
  const words = levelWords(t);
  const mildest = logLevels.find((level) => levels.includes(level));
  if (mildest && worse(mildest)?.length === levels.length && !levels.includes('none')) {
    return t('Levels: {{level}} and worse', { level: words[mildest].toLowerCase() });
  }
  const hidden = all.filter((level) => !levels.includes(level));
  const list = (some: readonly (LogLevel | 'none')[]) => some.map((level) => words[level].toLowerCase()).join(', ');
  return hidden.length < levels.length
    ? t('Levels: without {{levels}}', { levels: list(hidden) })
    : t('Levels: {{levels}}', { levels: list([...levels].reverse()) });
}
