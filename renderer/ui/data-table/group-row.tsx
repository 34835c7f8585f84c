// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which table elements can't be
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are the grid's tab stops, its cells are not

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import { Bdi } from '../bdi';
import { Checkbox } from '../checkbox';
import { classNames } from '../class-names';
import { useWords } from '../use-words';
import type { Share } from './selection';
import { lineClass, useTabStops } from './table-row';
import type { RowGroup, RowGroups } from './table-types';

interface GroupRowProps<Row extends object> {
  readonly group: RowGroup<Row>;
  readonly groups: RowGroups<Row>;
  readonly itemKey: string;
  readonly top: number;
  readonly index: number;
  readonly active: boolean;
  readonly collapsed: boolean;
  /** Undefined: rows can't be selected. */
  readonly share: Share | undefined;
  readonly onToggle: (itemKey: string, range: boolean) => void;
  readonly onFold: (group: string, folded: boolean) => void;
}

/** The line above a group's rows. */
export function GroupRow<Row extends object>(props: GroupRowProps<Row>) {
  const { group, groups, itemKey, top, index, active, collapsed, share, onToggle, onFold } = props;
  const words = useWords();
  const line = useRef<HTMLDivElement>(null);
  useTabStops(line, active);
  const name = groups.name(group);
  const Chevron = collapsed ? ChevronRight : ChevronDown;
  return (
    <div
      ref={line}
      role="row"
      aria-rowindex={index}
      data-key={itemKey}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      className={classNames('group/row flex items-center bg-sunk pe-3', lineClass)}
    >
      <div role="gridcell" className="flex h-full w-9.5 shrink-0 items-center ps-4">
        {share !== undefined && (
          <Checkbox
            aria-label={words('Select {{name}}', { name })}
            checked={share === 'all'}
            indeterminate={share === 'some'}
            onChange={() => onToggle(itemKey, false)}
          />
        )}
      </div>
      <div role="gridcell" className="flex min-w-0 flex-1 items-center gap-1 ps-1.5">
        <button
          type="button"
          aria-expanded={!collapsed}
          aria-label={words(collapsed ? 'Expand {{name}}' : 'Collapse {{name}}', { name })}
          onClick={() => onFold(group.id, !collapsed)}
          className="grid size-5 shrink-0 place-items-center rounded text-dim hover:text-ink"
        >
          <Chevron aria-hidden size={14} />
        </button>
        <Bdi cut="middle" className="font-medium">
          {name}
        </Bdi>
        {groups.detail && <span className="min-w-0 truncate ps-1 text-small text-faint">{groups.detail(group)}</span>}
      </div>
      <div role="gridcell" className="flex shrink-0 items-center gap-2">
        {groups.end && <span className="text-dim">{groups.end(group)}</span>}
        {groups.verbs && <span className="flex gap-0.5">{groups.verbs(group)}</span>}
      </div>
    </div>
  );
}
