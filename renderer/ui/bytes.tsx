import { formatBytes, formatMemory } from './format-bytes';

export interface BytesProps {
  readonly value: number | undefined;
  /** Memory is written in base 1024, all else in base 1000. */
  readonly memory?: boolean;
}

/** A size; the exact count on hover. */
export function Bytes({ value, memory = false }: BytesProps) {
  const exact = value === undefined || value < 1000 ? undefined : `${value.toLocaleString()} B`;
  return (
    <span data-tip={exact} className="tabular-nums whitespace-nowrap">
      {memory ? formatMemory(value) : formatBytes(value)}
    </span>
  );
}
