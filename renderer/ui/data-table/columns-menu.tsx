import { Columns3 } from 'lucide-react';
import { MenuButton } from '../menu';
import { useWords } from '../use-words';
import type { Column } from './table-types';

export interface ColumnsMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** Which columns show. */
export function ColumnsMenu<Row>({ columns, hidden, onChange }: ColumnsMenuProps<Row>) {
  const words = useWords();
  return (
    <MenuButton
      label={words('Columns')}
      icon={Columns3}
      entries={() =>
        columns
          .filter((column) => !column.fixed)
          .map((column) => ({
            kind: 'check',
            label: column.header,
            checked: !hidden.has(column.id),
            onChange: (checked) => {
              const next = new Set(hidden);
              if (checked) next.delete(column.id);
              else next.add(column.id);
              onChange(next);
            },
          }))
      }
    />
  );
}
