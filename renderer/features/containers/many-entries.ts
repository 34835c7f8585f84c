import type { Container } from '@common/contract/containers';
import { Copy, Network } from 'lucide-react';
import type { MenuEntry } from '../../ui/menu-entry';
import { graceChoices, type MenuTools, verbIcons } from './container-menu';
import { bulkVerb, type ListVerb, verbWord } from './verb-words';

/** Does a verb to many, or asks first where something is lost: the question names them all. */
export function actOnMany(verb: ListVerb, rows: readonly Container[], { actions, ask }: MenuTools): void {
  if (verb === 'delete' || verb === 'kill') ask(verb, rows);
  else if (verb !== 'rename' && verb !== 'update') actions.run(verb, rows);
}

/** What is done to many more rarely than what has a button. */
export function manyEntries(selected: readonly Container[], tools: MenuTools): readonly MenuEntry[] {
  const { t, blocked, noUpdate, ask, copy } = tools;
  const update = bulkVerb('update', selected);
  const stop = bulkVerb('stop', selected);
  return [
    ...graceChoices(tools).map(
      ({ label, icon, act }): MenuEntry => ({
        kind: 'item',
        label,
        icon,
        disabledReason: blocked ?? stop.reason,
        onSelect: () => act(stop.rows),
      }),
    ),
    { kind: 'separator', id: 'changes' },
    {
      kind: 'item',
      label: t('Update limits…'),
      icon: verbIcons.update,
      disabledReason: blocked ?? noUpdate ?? update.reason,
      onSelect: () => ask('limits', update.rows),
    },
    {
      kind: 'item',
      label: t('Networks…'),
      icon: Network,
      disabledReason: blocked,
      onSelect: () => ask('networks', selected),
    },
    { kind: 'separator', id: 'copies' },
    {
      kind: 'item',
      label: t('Copy names'),
      icon: Copy,
      onSelect: () => copy(selected.map(({ name }) => name).join('\n')),
    },
  ];
}

/** All that can be done to a Compose project besides its buttons. */
export function projectEntries(rows: readonly Container[], tools: MenuTools): readonly MenuEntry[] {
  const { t, blocked } = tools;
  const entry = (verb: 'pause' | 'unpause' | 'kill' | 'delete', label: string): MenuEntry => {
    const { rows: meant, reason } = bulkVerb(verb, rows);
    return {
      kind: 'item',
      label,
      icon: verbIcons[verb],
      danger: verb === 'delete',
      disabledReason: blocked ?? (reason && t('None of these containers allows it')),
      onSelect: () => actOnMany(verb, meant, tools),
    };
  };
  return [
    entry('pause', verbWord('pause')),
    entry('unpause', verbWord('unpause')),
    entry('kill', t('Kill…')),
    { kind: 'separator', id: 'rare' },
    ...manyEntries(rows, tools),
    { kind: 'separator', id: 'end' },
    entry('delete', t('Delete…')),
  ];
}
