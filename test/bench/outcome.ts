import { median, percentile } from './statistics';

export type Unit = 'ms' | '%' | 'MB';

/** What a measure must reach: a row of the performance budget. All limits hold at once. */
export interface Goal {
  /** As the budget says it. */
  readonly words: string;
  /** The median may be this at most, in the measure's unit. */
  readonly median: number;
  /** The limit is this much above the baseline's median. */
  readonly overBaseline?: boolean;
  readonly p95?: number;
  /** `<` rather than `<=`. */
  readonly below?: boolean;
}

export interface Baseline {
  /** `docker ps -a` */
  readonly what: string;
  /** From the same run, in the measure's unit. */
  readonly samples: readonly number[];
}

/** What a measure measured. */
export interface Measured {
  /** `P2 at 1,000` */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  readonly baseline?: Baseline;
  readonly goal: Goal;
  /** What a reader needs to trust or to explain the number: one sentence each. */
  readonly notes: readonly string[];
}

/** As it stands in results.json. */
export interface Outcome extends Measured {
  readonly median: number;
  readonly p95: number;
  readonly baselineMedian: number | undefined;
  /** Of the two medians. */
  readonly ratio: number | undefined;
  readonly met: boolean;
}

/** Pure. Without samples, or without the baseline that its goal speaks of, nothing is met. */
export function judge(measured: Measured): Outcome {
  const { samples, baseline, goal } = measured;
  const middle = median(samples);
  const p95 = percentile(samples, 0.95);
  const baselineMedian = baseline && median(baseline.samples);
  // NaN compares as false on either side, so what was not measured fails.
  const within = (value: number, limit: number) => (goal.below ? value < limit : value <= limit);
  const limit = goal.median + (goal.overBaseline ? (baselineMedian ?? Number.NaN) : 0);
  return {
    ...measured,
    median: middle,
    p95,
    baselineMedian,
    ratio: baselineMedian === undefined || baselineMedian === 0 ? undefined : middle / baselineMedian,
    met: within(middle, limit) && (goal.p95 === undefined || within(p95, goal.p95)),
  };
}
