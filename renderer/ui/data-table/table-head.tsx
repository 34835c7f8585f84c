// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which table elements can't be
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are the grid's tab stops, its cells are not
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox } from '../checkbox';
import { classNames } from '../class-names';
import { useWords } from '../use-words';
import type { Share } from './selection';
import type { Column, Sort } from './table-types';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly share: Share | undefined;
  readonly onToggleAll: () => void;
  readonly hasVerbs: boolean;
}

/** The names of the columns; pressing one sorts, pressing it again turns the order round. */
export function TableHead<Row>({ columns, sort, onSort, share, onToggleAll, hasVerbs }: TableHeadProps<Row>) {
  const words = useWords();
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-7 grid-cols-(--columns) items-center border-b border-line bg-pane text-small text-dim"
      >
        <div role="columnheader" className="flex items-center ps-4">
          {share === undefined ? (
            <span className="sr-only">{words('Mark')}</span>
          ) : (
            <Checkbox
              aria-label={words('Select all')}
              checked={share === 'all'}
              indeterminate={share === 'some'}
              onChange={onToggleAll}
            />
          )}
        </div>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sort?.column === column.id ? sort.direction : undefined}
            style={column.indent === undefined ? undefined : { paddingInlineStart: 8 + column.indent }}
            className={classNames('flex min-w-0 px-2', column.align === 'end' && 'justify-end')}
          >
            {column.sortBy && onSort ? (
              <button
                type="button"
                onClick={() => onSort(nextSort(column, sort))}
                className="inline-flex min-w-0 items-center gap-1 rounded-sm hover:text-ink"
              >
                <span className="truncate">{column.header}</span>
                {sort?.column === column.id &&
                  (sort.direction === 'ascending' ? (
                    <ArrowUp aria-hidden size={12} className="shrink-0" />
                  ) : (
                    <ArrowDown aria-hidden size={12} className="shrink-0" />
                  ))}
              </button>
            ) : (
              <span className="truncate">{column.header}</span>
            )}
          </div>
        ))}
        <div role="columnheader">
          <span className="sr-only">{hasVerbs ? words('Actions') : words('State of the work')}</span>
        </div>
      </div>
    </div>
  );
}

/** The order after a press on the column's header. */
function nextSort<Row>(column: Column<Row>, sort: Sort | undefined): Sort {
  const first = column.sortFirst ?? 'ascending';
  if (sort?.column !== column.id) return { column: column.id, direction: first };
  return { column: column.id, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
