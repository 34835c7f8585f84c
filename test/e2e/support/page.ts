/** Parts of the page by role and name, as a person or a screen reader finds them. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const list = (page: Page, name: 'Containers' | 'Images') => page.getByRole('grid', { name });

/** The row of a list that has this name as the link in its first cell. */
export const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

/** The names in a list, from top to bottom, of the rows that are drawn. */
export const names = (page: Page): Promise<string[]> =>
  page
    .getByRole('grid')
    .evaluate((grid) =>
      [...grid.querySelectorAll<HTMLElement>('[role=row][data-key^="row "]')]
        .sort((one, other) => Number(one.ariaRowIndex) - Number(other.ariaRowIndex))
        .map((line) => line.querySelector('a')?.textContent ?? ''),
    );

export const select = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });

export const selection = (page: Page) => page.getByRole('toolbar', { name: 'Selection' });

export const engineStatus = (page: Page) => page.getByRole('status', { name: 'Engine' });

export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

export const goTo = (page: Page, name: 'Containers' | 'Images' | 'Engines' | 'Settings') =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();

export const activity = (page: Page) => page.getByRole('region', { name: 'Activity' });

/** Opens Activity by its button at the top. */
export const openActivity = (page: Page) => page.getByRole('button', { name: /^Activity/ }).click();

/** A verb at the end of a row, which shows while the row is pointed at. */
export async function rowVerb(page: Page, name: string, verb: string): Promise<Locator> {
  await row(page, name).hover();
  return row(page, name).getByRole('button', { name: verb, exact: true });
}

/** The text of the one such element; how many there are when it is not one. */
async function textOf(element: Locator): Promise<string> {
  const all = await element.allTextContents();
  return all.length === 1 ? (all[0] ?? '') : `(there are ${all.length})`;
}

/** Waits until an element says something; for numbers that run, give a pattern. */
export const says = (element: Locator, text: string | RegExp, timeout = 30_000) =>
  typeof text === 'string'
    ? expect.poll(() => textOf(element), { timeout }).toContain(text)
    : expect.poll(() => textOf(element), { timeout }).toMatch(text);

/** Waits until no such element is on the page; fails with what the one that stays says. */
export const goes = (element: Locator) => expect.poll(() => element.allTextContents()).toEqual([]);

/** The command line in the `region` "Command" of a dialog or the like; where it is broken depends on the lengths of names. */
export const commandIn = async (place: Locator) =>
  (await place.getByRole('region', { name: 'Command' }).locator('pre').textContent())?.replaceAll(/\s*\\\n\s*/g, ' ');

/** The terminals below the page. */
export const dock = (page: Page) => page.getByRole('region', { name: 'Dock' });

/** The rows of a terminal's screen as text, which xterm draws into the page; of the only one, or of that in a place. */
export const screen = async (place: Page | Locator): Promise<string> =>
  (await place.locator('.xterm-rows > div').allTextContents())
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();

/** What has the focus when it is an entry of a menu that can be chosen. */
const entryAt = (page: Page) =>
  page.evaluate(() => {
    const item = document.activeElement;
    const isOn = item?.getAttribute('role') === 'menuitem' && item.getAttribute('aria-disabled') !== 'true';
    return isOn ? item.textContent : '';
  });

/** Walks the open menu to an entry by its first letters. */
async function goByKeys(page: Page, entry: string): Promise<void> {
  await page.getByRole('menu').first().waitFor();
  // The menu has the focus a moment after it is drawn, and the entry may be off until what was done before is through.
  const typed = async () => {
    if (!(await entryAt(page)).includes(entry)) await page.keyboard.type(entry.replace('…', '').slice(0, 5));
    return await entryAt(page);
  };
  await expect.poll(typed, { interval: 1_200 }).toContain(entry);
}

/** Chooses an entry of the open menu by its first letters and Enter. */
export async function chooseByKeys(page: Page, entry: string): Promise<void> {
  await goByKeys(page, entry);
  await page.keyboard.press('Enter');
  await goes(page.getByRole('menu').first());
}

/** Opens the further entries that one leads to, by its first letters and Arrow right. */
export async function openByKeys(page: Page, entry: string): Promise<void> {
  await goByKeys(page, entry);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => entryAt(page)).not.toBe(entry);
}
