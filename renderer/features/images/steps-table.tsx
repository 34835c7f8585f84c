import type { ReactNode } from 'react';

export interface StepsColumn {
  readonly label: string;
  /** Its width; absent: what is left. */
  readonly width?: string;
  readonly end?: boolean;
}

interface StepsTableProps {
  readonly columns: readonly StepsColumn[];
  /** Its rows, each with as many cells; the first and the last keep the page's edge. */
  readonly children: ReactNode;
}

/** The steps of an image from the first on, numbered at the left, with what they weigh at the right. */
export function StepsTable({ columns, children }: StepsTableProps) {
  return (
    <table className="w-full min-w-160 table-fixed">
      <thead className="sticky top-0 z-10 text-small text-dim">
        <tr className="h-7 border-b border-line bg-pane">
          {columns.map(({ label, width = '', end = false }) => (
            <th
              key={label}
              scope="col"
              className={`${width} px-2 font-normal first:ps-4 first:pe-3 last:pe-4 ${end ? 'text-end' : 'text-start'}`}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
