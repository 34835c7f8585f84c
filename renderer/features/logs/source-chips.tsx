import type { ContainerId } from '@common/contract/ids';
import type { LogSource } from '@common/contract/logs';
import { ListFilter } from 'lucide-react';
import { useT } from '../../app/t';
import { MenuButton } from '../../ui/menu';
import { ToggleChip } from '../../ui/segmented-chips';
import { sourceInk } from './source-ink';
import { sourceWords } from './source-words';

interface Props {
  readonly sources: readonly LogSource[];
  readonly hidden: ReadonlySet<ContainerId>;
  readonly onHidden: (hidden: ReadonlySet<ContainerId>) => void;
}

/** More chips than this are a menu's. */
const chipsMost = 12;

/** The sources of a merged log: pressed ones are shown. A double click shows one alone. */
export function SourceChips({ sources, hidden, onHidden }: Props) {
  const t = useT();
  const set = (source: LogSource, shown: boolean) => {
    const next = new Set(hidden);
    if (shown) next.delete(source.container);
    else next.add(source.container);
    onHidden(next);
  };
  const only = (source: LogSource) =>
    onHidden(new Set(sources.flatMap(({ container }) => (container === source.container ? [] : [container]))));
  return (
    <fieldset className="flex min-h-9 shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-pane px-4 py-1">
      <legend className="sr-only">{t('Sources')}</legend>
      {sources.slice(0, chipsMost).map((source, index) => (
        <ToggleChip
          key={source.container}
          pressed={!hidden.has(source.container)}
          swatch={sourceInk(index)}
          onChange={(shown) => set(source, shown)}
          onDoubleClick={() => only(source)}
        >
          {nameOf(source, t)}
        </ToggleChip>
      ))}
      <MenuButton
        label={
          hidden.size === 0 && sources.length <= chipsMost
            ? t('Sources')
            : t('{{shown}} of {{all}} sources', { shown: sources.length - hidden.size, all: sources.length })
        }
        icon={ListFilter}
        align="start"
        entries={() => [
          {
            kind: 'item',
            label: t('Show all'),
            onSelect: () => onHidden(new Set()),
            disabledReason: hidden.size === 0 ? t('All are shown') : undefined,
          },
          {
            kind: 'item',
            label: t('Hide all'),
            onSelect: () => onHidden(new Set(sources.map(({ container }) => container))),
          },
          { kind: 'separator', id: 'sources' },
          ...sources.map((source) => ({
            kind: 'check' as const,
            label: nameOf(source, t),
            checked: !hidden.has(source.container),
            onChange: (shown: boolean) => set(source, shown),
          })),
        ]}
      />
    </fieldset>
  );
}

/** A source's name, with its state where that is not the usual one. */
function nameOf(source: LogSource, t: ReturnType<typeof useT>): string {
  const usual = source.state === 'following' || source.state === 'ended' || source.state === 'loading';
  return usual ? source.name : `${source.name} (${sourceWords(source, t)})`;
}
