import { type ReactNode, useId } from 'react';

export interface FactsProps {
  readonly title: string;
  /** After the title, quieter: a count. */
  readonly detail?: ReactNode;
  /** At the title's end: a switch, a link. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A block of facts under its title; blocks are parted by a line. */
export function Facts({ title, detail, end, children }: FactsProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-4 first:border-t-0 first:pt-0">
      <div className="flex items-center gap-1 pb-2 text-small">
        <h2 id={id} className="font-semibold text-dim">
          {title}
        </h2>
        {detail !== undefined && <span className="text-dim">· {detail}</span>}
        {end !== undefined && <span className="ms-auto">{end}</span>}
      </div>
      {children}
    </section>
  );
}

export interface FactColumnsProps {
  readonly first: ReactNode;
  readonly second: ReactNode;
}

/** Two columns of blocks that scroll on their own; below each other where there is no room for both. */
export function FactColumns({ first, second }: FactColumnsProps) {
  return (
    <div className="@container min-h-0 flex-1 overflow-hidden">
      <div className="grid h-full grid-cols-1 overflow-y-auto @min-[860px]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] @min-[860px]:overflow-hidden">
        <div className="min-w-0 p-4 @min-[860px]:overflow-y-auto">{first}</div>
        <div className="min-w-0 border-line p-4 max-[860px]:border-t @min-[860px]:overflow-y-auto @min-[860px]:border-s">
          {second}
        </div>
      </div>
    </div>
  );
}
