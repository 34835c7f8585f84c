import type { Container } from '@common/contract/containers';
import { Ellipsis, ScrollText } from 'lucide-react';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu';
import { SelectionToolbar } from '../../ui/toolbar';
import { type MenuTools, verbIcons } from './container-menu';
import { logsPath, tooManyLogs } from './logs-together';
import { actOnMany, manyEntries } from './many-entries';
import { bulkVerb, type ListVerb, verbWord } from './verb-words';

interface SelectionVerbsProps {
  readonly selected: readonly Container[];
  readonly tools: MenuTools;
  readonly onClear: () => void;
}

/** What can be done with the selected rows: each verb acts on those that allow it, and says on how many. */
export function SelectionVerbs({ selected, tools, onClear }: SelectionVerbsProps) {
  const { t, blocked, open } = tools;
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
        onClick={() => actOnMany(verb, rows, tools)}
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
      <MenuButton look="icon" icon={Ellipsis} label={t('More')} entries={() => manyEntries(selected, tools)} />
    </SelectionToolbar>
  );
}
