import type { Outcome } from './outcome';

const digits: Record<Outcome['unit'], number> = { ms: 0, '%': 2, MB: 1 };

/** The outcomes as a table for the terminal, with each one's notes below. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((one) => {
    const text = (value: number | undefined) =>
      value === undefined ? '' : `${value.toFixed(digits[one.unit])} ${one.unit}`;
    return [
      one.id,
      one.what,
      String(one.samples.length),
      text(one.median),
      text(one.p95),
      one.baseline ? `${text(one.baselineMedian)} (${one.baseline.what})` : '',
      one.ratio === undefined ? '' : `${one.ratio.toFixed(2)} x`,
      one.goal.words,
      one.met ? 'met' : 'MISSED',
    ];
  });
  const head = ['', 'what', 'n', 'median', 'p95', 'baseline', 'ratio', 'goal', ''];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = outcomes.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`));
  return [line(head), ...rows.map(line), '', ...notes].join('\n');
}
