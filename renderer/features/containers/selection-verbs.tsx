import type { Container } from '@common/contract/containers';
import { Play, RotateCw, Square, Trash2 } from 'lucide-react';
import { Button } from '../../ui/button';
import { SelectionToolbar } from '../../ui/toolbar';
import type { MenuTools } from './container-menu';
import { bulkVerb, type ListVerb, verbWord } from './verb-words';

interface SelectionVerbsProps {
  readonly selected: readonly Container[];
  readonly tools: MenuTools;
  readonly onClear: () => void;
}

const icons = { start: Play, stop: Square, restart: RotateCw, delete: Trash2 } as const;

/** What can be done with the selected rows: each verb acts on those that allow it, and says on how many. */
export function SelectionVerbs({ selected, tools, onClear }: SelectionVerbsProps) {
  const button = (verb: ListVerb) => {
    const { rows, reason, some } = bulkVerb(verb, selected);
    const partly = some && tools.t('Acts on {{some}}: the others don’t allow it now', { some });
    return (
      <Button
        key={verb}
        icon={icons[verb]}
        kind={verb === 'delete' ? 'danger' : 'plain'}
        disabledReason={tools.blocked ?? reason}
        {...(partly && reason === undefined && { title: partly, 'aria-description': partly })}
        onClick={() => (verb === 'delete' ? tools.askDelete(rows) : tools.actions.run(verb, rows))}
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
      {button('delete')}
    </SelectionToolbar>
  );
}
