import type { Progress } from '@common/contract/jobs';

/** How many bytes have come of how many; `total` undefined: not known (yet). */
export interface Transferred {
  readonly done: number;
  readonly total: number | undefined;
}

/**
 * The bytes of a progress; undefined where it counts none.
 *
 * Of layers: what is there already counts on neither side; a layer that waits counts once its size is known.
 */
export function transferred(progress: Progress): Transferred | undefined {
  if (progress.kind === 'step') return undefined;
  if (progress.kind === 'bytes') return { done: progress.done, total: progress.total };
  let done = 0;
  let total = 0;
  for (const layer of progress.layers) {
    if (layer.state === 'exists' || layer.total === undefined) continue;
    total += layer.total;
    if (layer.state === 'downloading') done += Math.min(layer.current ?? 0, layer.total);
    else if (layer.state !== 'waiting') done += layer.total;
  }
  return total === 0 ? undefined : { done, total };
}

export interface RateSample {
  /** ms */
  readonly at: number;
  /** bytes */
  readonly done: number;
}

/** ms that a rate looks back. */
const window = 5_000;

/** The samples that still count, with a new one. A count that fell began anew. */
export function withSample(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  const last = samples.at(-1);
  const kept = last && last.done <= sample.done ? samples.filter(({ at }) => at > sample.at - window) : [];
  return [...kept, sample];
}

/** bytes/s over the samples; undefined when they span less than a second. */
export function rateOf(samples: readonly RateSample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 1_000) return undefined;
  return ((last.done - first.done) * 1_000) / (last.at - first.at);
}

/** Seconds until all is there; undefined when that can't be told. */
export function secondsLeft({ done, total }: Transferred, rate: number | undefined): number | undefined {
  if (total === undefined || !rate || rate < 1) return undefined;
  return Math.ceil((total - done) / rate);
}
