export interface Backoff {
  /** ms before the first retry. */
  readonly first: number;
  /** ms that no delay exceeds. */
  readonly most: number;
}

/**
 * How long to wait before retry number `retry` (from 0): doubling up to `most`, the upper half of it at random.
 *
 * The random part keeps several waiting ones from all trying at the same moment. `random`: 0 to 1.
 */
export function backoffDelay(retry: number, { first, most }: Backoff, random: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(retry, 30));
  return Math.round(whole / 2 + (whole / 2) * random);
}
