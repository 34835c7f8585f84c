/** Keys pressed only once they go where they are meant to: what is drawn has the focus a moment later. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { says } from './page';

/** Waits until something in a dialog or the like has the focus. */
export const focusIn = (place: Locator) =>
  expect
    .poll(() => place.evaluate((it) => it !== document.activeElement && it.contains(document.activeElement)))
    .toBe(true);

/** Presses Enter once what has the focus can be pressed: a verb is off while one before it is under way. */
export async function enter(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-disabled'))).not.toBe('true');
  await page.keyboard.press('Enter');
}

export const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or run a command' });

/** Opens the palette by its key and types. */
export async function typeInPalette(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await focusIn(palette(page));
  await page.keyboard.type(query);
}

/** Has the palette do what it offers first for these words, once it offers that and it can be done. */
export async function doByPalette(page: Page, query: string, offer: string | RegExp): Promise<void> {
  await typeInPalette(page, query);
  const first = palette(page).getByRole('option').first();
  await says(first, offer);
  await expect.poll(() => first.getAttribute('aria-disabled')).not.toBe('true');
  await page.keyboard.press('Enter');
}
