import type { Page } from 'playwright-core';

export interface PageClock {
  /** The page's `performance.now()` minus ours at the same moment, ms. */
  readonly offset: number;
  /** How far off that may be, ms: half of the fastest round trip. */
  readonly within: number;
}

/**
 * Compares the page's clock with ours: many round trips, of which the fastest leaves the least room for error (Cristian's method).
 *
 * Both are the machine's monotonic clock, counted from different moments.
 */
export async function comparePageClock(page: Page): Promise<PageClock> {
  let best: PageClock = { offset: 0, within: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 200; round += 1) {
    const sent = performance.now();
    const there = await page.evaluate(() => performance.now());
    const back = performance.now();
    const within = (back - sent) / 2;
    if (within < best.within) best = { offset: there - (sent + back) / 2, within };
  }
  return best;
}
