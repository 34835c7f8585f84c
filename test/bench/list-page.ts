import type { Page } from 'playwright-core';

/** Waits, in the page, until the list of containers shows rows and knows of at least `count`. */
export async function untilListed(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const grid = document.querySelector('[role=grid]');
      const known = Number(grid?.getAttribute('aria-rowcount') ?? 0) - 1;
      return known >= wanted && (grid?.querySelectorAll('[role=row][data-key]').length ?? 0) > 5;
    },
    count,
    { polling: 'raf', timeout: 120_000 },
  );
}
