import type { StatsSample } from '@common/contract/stats';
import { useMemo } from 'react';
import { useT } from '../../app/t';
import { chartKinds, figureTitle } from './stats-words';

/** More lines than these nobody reads: they stand for the whole range evenly. */
const lines = 60;

export interface StatsTableProps {
  readonly label: string;
  readonly samples: readonly StatsSample[];
  readonly shift: number;
}

/** The same figures as the charts, in words: for screen readers and for copying. The newest first. */
export function StatsTable({ label, samples, shift }: StatsTableProps) {
  const t = useT();
  const shown = useMemo(() => evenly(samples), [samples]);
  const figures = chartKinds.flatMap(({ figures: own, format }) => own.map((figure) => ({ figure, format })));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div tabIndex={0} className="min-h-0 flex-1 overflow-auto">
      <table aria-label={label} className="w-full border-collapse text-small">
        <thead className="sticky top-0 bg-pane text-dim">
          <tr>
            <th scope="col" className="px-4 py-1.5 text-start font-medium">
              {t('Time')}
            </th>
            {figures.map(({ figure }) => (
              <th key={figure} scope="col" className="px-4 py-1.5 text-end font-medium">
                {figureTitle(figure, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {shown.map((sample) => (
            <tr key={sample.at} className="border-t border-line">
              <th scope="row" className="px-4 py-1 text-start font-normal text-dim">
                {new Date(sample.at - shift).toLocaleTimeString()}
              </th>
              {figures.map(({ figure, format }) => (
                <td key={figure} className="px-4 py-1 text-end whitespace-nowrap">
                  {format(sample[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Newest first. */
function evenly(samples: readonly StatsSample[]): readonly StatsSample[] {
  const step = Math.max(1, samples.length / lines);
  const chosen: StatsSample[] = [];
  for (let at = samples.length - 1; at >= 0; at -= step) {
    const sample = samples[Math.floor(at)];
    if (sample) chosen.push(sample);
  }
  return chosen;
}
