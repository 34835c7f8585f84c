import { Fragment, type ReactNode } from 'react';

export interface KeyValueItem {
  readonly key: string;
  readonly value: ReactNode;
}

export interface KeyValueProps {
  readonly items: readonly KeyValueItem[];
  /** Names are ids (environment, labels), not words. */
  readonly mono?: boolean;
}

/** Facts by name. */
export function KeyValue({ items, mono = false }: KeyValueProps) {
  return (
    <dl className="grid grid-cols-[minmax(96px,max-content)_minmax(0,1fr)] gap-x-8 gap-y-1.5">
      {items.map(({ key, value }) => (
        <Fragment key={key}>
          <dt className={mono ? 'max-w-80 font-mono text-small/5 wrap-anywhere text-dim' : 'text-dim'}>{key}</dt>
          <dd className={mono ? 'min-w-0 font-mono text-small/5 wrap-anywhere' : 'min-w-0 wrap-anywhere'}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
