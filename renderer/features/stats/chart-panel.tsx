import type { ContainerLimits } from '@common/contract/containers';
import type { StatsSample } from '@common/contract/stats';
import { useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { toneText } from '../../ui/tone';
import { StatsChart } from './stats-chart';
import { columnsOf, mostOf } from './stats-columns';
import { type ChartKind, chartTitle, chartWords, limitOf, toneOf } from './stats-words';

export interface ChartPanelProps {
  readonly kind: ChartKind;
  readonly samples: readonly StatsSample[];
  readonly limits: ContainerLimits;
  /** ms, by the page's clock. */
  readonly from: number;
  readonly to: number;
  /** The engine's clock minus ours, ms. */
  readonly shift: number;
  /** It is sampled just now: the last figure is today's. */
  readonly live: boolean;
  readonly group: string;
}

/** A chart under its title: what it says now, or at the moment under the pointer. */
export function ChartPanel({ kind, samples, limits, from, to, shift, live, group }: ChartPanelProps) {
  const t = useT();
  const [hovered, setHovered] = useState<number>();
  const columns = useMemo(() => columnsOf(samples, kind.figures, from, shift), [samples, kind, from, shift]);
  const newest = live ? samples.at(-1) : undefined;
  const shown = useMemo(
    () => (hovered === undefined ? newest : samples.find((sample) => Math.abs(sample.at - shift - hovered * 1000) < 1)),
    [hovered, newest, samples, shift],
  );
  const limit = limitOf(kind.id, samples.at(-1), limits);
  const [first] = kind.figures;
  const tone = toneOf(first && newest?.[first], limit);
  const words = chartWords(kind.id, shown, limits, t);
  const top = mostOf(columns, limit ?? kind.least) * 1.08;
  return (
    <section aria-label={chartTitle(kind.id, t)} className="min-w-0 border-b border-line px-4 pt-3 pb-2">
      <h2 className="flex items-baseline gap-2 truncate text-body">
        <span className="text-small font-semibold text-dim">{chartTitle(kind.id, t)}</span>
        <span className={classNames('font-semibold tabular-nums', tone && toneText[tone])}>{words.main}</span>
        <span className="truncate text-dim tabular-nums">{words.more}</span>
        {hovered !== undefined && (
          <span className="ms-auto shrink-0 text-small text-dim">{new Date(hovered * 1000).toLocaleTimeString()}</span>
        )}
      </h2>
      <StatsChart
        columns={columns}
        from={from / 1000}
        to={to / 1000}
        top={top}
        limit={limit}
        tone={tone}
        format={kind.format}
        binary={kind.id === 'memory'}
        group={group}
        onHover={setHovered}
      />
    </section>
  );
}
