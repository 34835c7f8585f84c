import { Columns3 } from 'lucide-react';
import { type Translate, useT } from '../../app/t';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import { ToggleChip } from '../../ui/segmented-chips';
import { visibleString } from '../../ui/visible-text';
import { FieldFilter } from './field-filter';
import { LevelMenu } from './level-menu';
import type { Structured } from './use-structured';

/** Names in the menu: the most frequent; others can be made a column in the line opened. */
const mostNames = 40;

/** For lines that say a level or have fields: which are shown, and how. */
export function StructuredBar({ structured }: { readonly structured: Structured }) {
  const t = useT();
  const { levels, tests, fields, raw, change, ask } = structured;
  const hasFields = fields.length > 0 || tests.length > 0;
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-line border-b bg-pane px-4 py-1">
      <LevelMenu levels={levels} onLevels={(next) => change({ levels: next })} />
      {hasFields && (
        <>
          <FieldFilter tests={tests} onTests={(next) => change({ tests: next })} fields={fields} onFocus={ask} />
          <MenuButton label={t('Columns')} icon={Columns3} entries={() => columnEntries(structured, t)} />
          <ToggleChip
            pressed={raw}
            onChange={(next) => change({ raw: next })}
            label={t('Raw: lines as they were written')}
          >
            {t('Raw')}
          </ToggleChip>
        </>
      )}
    </div>
  );
}

function columnEntries({ columns, fields, change }: Structured, t: Translate): readonly MenuEntry[] {
  const names = [...columns, ...fields.map(({ name }) => name).filter((name) => !columns.includes(name))];
  return [
    {
      kind: 'item',
      label: t('No columns'),
      onSelect: () => change({ columns: [] }),
      disabledReason: columns.length === 0 ? t('There are none') : undefined,
    },
    { kind: 'separator', id: 'names' },
    ...names.slice(0, Math.max(mostNames, columns.length)).map((name): MenuEntry => {
      const chosen = columns.includes(name);
      return {
        kind: 'check',
        label: visibleString(name),
        checked: chosen,
        onChange: () => change({ columns: chosen ? columns.filter((other) => other !== name) : [...columns, name] }),
      };
    }),
  ];
}
