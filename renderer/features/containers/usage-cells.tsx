import type { Container } from '@common/contract/containers';
import { useSampled } from '../../bridge/stats';
import { formatMemory } from '../../ui/format-bytes';
import { formatPercent } from '../../ui/format-percent';
import { Sparkline } from '../../ui/sparkline';

/** Those that use anything; the others have a dash. */
export const usesSomething = ({ state }: Pick<Container, 'state'>) => state === 'running' || state === 'paused';

/** A core that is used less than this draws a low line: the noise of an idle one is no mountain. */
const lineTop = 0.1;

interface CellProps {
  readonly row: Container;
}

/** CPU of one core: the last minute as a line, now as a figure. */
export function CpuCell({ row }: CellProps) {
  const sampled = useSampled(row.engine, row.id);
  if (!usesSomething(row)) return <span className="text-faint">–</span>;
  return (
    <span className="flex items-center justify-end gap-1.5">
      <span className="text-accent">
        {sampled && <Sparkline values={sampled.cpu} width={52} height={14} room={60} top={lineTop} />}
      </span>
      <span className="w-14 text-end">{formatPercent(sampled?.newest.cpu)}</span>
    </span>
  );
}

export function MemoryCell({ row }: CellProps) {
  const sampled = useSampled(row.engine, row.id);
  if (!usesSomething(row)) return <span className="text-faint">–</span>;
  return <span className="whitespace-nowrap">{formatMemory(sampled?.newest.memory)}</span>;
}
