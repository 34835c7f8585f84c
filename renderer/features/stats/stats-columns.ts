import type { StatsSample } from '@common/contract/stats';

/** A figure of a sample that can be drawn. */
export type Figure = Exclude<keyof StatsSample, 'id' | 'at'>;

/** Two samples further apart than this have a gap between them: nobody looked, it was stopped, or the engine was lost. ms */
const gap = 35_000;

/** Times (seconds, as charts want them) and figures, column by column; null where the line breaks. */
export type Columns = readonly [number[], ...(number | null)[][]];

/** The samples from `from` on (ms) as columns; `shift` (ms) turns the engine's clock into ours. */
export function columnsOf(
  samples: readonly StatsSample[],
  figures: readonly Figure[],
  from: number,
  shift = 0,
): Columns {
  const times: number[] = [];
  const columns = figures.map((): (number | null)[] => []);
  let before: number | undefined;
  for (const sample of samples) {
    const at = sample.at - shift;
    if (at < from) continue;
    if (before !== undefined && at - before > gap) {
      times.push((before + 1) / 1000);
      for (const column of columns) column.push(null);
    }
    times.push(at / 1000);
    figures.forEach((figure, index) => {
      columns[index]?.push(sample[figure] ?? null);
    });
    before = at;
  }
  return [times, ...columns];
}

/** The most that was reached, at least `least`. */
export function mostOf(columns: Columns, least: number): number {
  let most = least;
  for (const column of columns.slice(1)) for (const value of column) if (value !== null && value > most) most = value;
  return most;
}
