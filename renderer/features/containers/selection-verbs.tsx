import type { Container } from '@common/contract/containers';
import { Copy, Ellipsis, ScrollText } from 'lucide-react';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import { SelectionToolbar } from '../../ui/toolbar';
import { graceChoices, type MenuTools, verbIcons } from './container-menu';
import { logsPath, tooManyLogs } from './logs-together';
import { bulkVerb, type ListVerb, verbWord } from './verb-words';

interface SelectionVerbsProps {
  readonly selected: readonly Container[];
  readonly tools: MenuTools;
  readonly onClear: () => void;
}

/** What can be done with the selected rows: each verb acts on those that allow it, and says on how many. */
export function SelectionVerbs({ selected, tools, onClear }: SelectionVerbsProps) {
  const { t, actions, ask, blocked, open } = tools;
  const act = (verb: ListVerb, rows: readonly Container[]) => {
    if (verb === 'delete' || verb === 'kill') ask(verb, rows);
    else if (verb !== 'rename' && verb !== 'update') actions.run(verb, rows);
  };
  const button = (verb: ListVerb) => {
    const { rows, reason, some } = bulkVerb(verb, selected);
    const partly = some && t('Acts on {{some}}: the others don’t allow it now', { some });
    return (
      <Button
        key={verb}
        icon={verbIcons[verb]}
        kind={verb === 'delete' ? 'danger' : 'plain'}
        disabledReason={blocked ?? reason}
        {...(partly && reason === undefined && { title: partly, 'aria-description': partly })}
        onClick={() => act(verb, rows)}
      >
        {verbWord(verb)}
        {some && (
          <span aria-hidden className="ms-1.5 font-normal text-dim">
            {some}
          </span>
        )}
      </Button>
    );
  };
  return (
    <SelectionToolbar count={selected.length} onClear={onClear}>
      {button('start')}
      {button('stop')}
      {button('restart')}
      {button('pause')}
      {button('unpause')}
      {button('kill')}
      {button('delete')}
      <Button icon={ScrollText} disabledReason={tooManyLogs(selected, t)} onClick={() => open(logsPath(selected))}>
        {t('Logs')}
      </Button>
      <MenuButton look="icon" icon={Ellipsis} label={t('More')} entries={() => moreEntries(selected, tools)} />
    </SelectionToolbar>
  );
}

function moreEntries(selected: readonly Container[], tools: MenuTools): readonly MenuEntry[] {
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
    { kind: 'separator', id: 'copies' },
    {
      kind: 'item',
      label: t('Copy names'),
      icon: Copy,
      onSelect: () => copy(selected.map(({ name }) => name).join('\n')),
    },
  ];
}
