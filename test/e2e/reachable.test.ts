/** Whatever can be pressed can be had by keys: every page is searched for elements with a handler and without a way to them. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { dock, heading, row } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

/**
 * What is drawn and reacts to a press: how many in all, and those that no key comes to.
 *
 * React keeps an element's handlers in a property of it, in the built page as well. A key comes to what is a tab stop, to what
 * a composite's arrows give the focus, and to what a tab stop only points at (`aria-activedescendant`).
 */
const pressable = (page: Page) =>
  page.evaluate(() => {
    const composites = '[role=menu],[role=grid],[role=tablist],[role=radiogroup]';
    let all = 0;
    const unreachable: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const key = Object.keys(element).find((name) => name.startsWith('__reactProps$'));
      const handlers = key && (element as unknown as Record<string, Record<string, unknown>>)[key];
      if (!handlers || !(handlers.onClick || handlers.onDoubleClick || handlers.onPointerDown)) continue;
      // A dialog's own handler only keeps presses from what is behind it.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.role === 'dialog') continue;
      all += 1;
      const takesFocus = element.hasAttribute('tabindex') || element.matches('a[href],button,input,select,textarea');
      const isRoving = takesFocus && element.closest(composites) !== null;
      const tree = element.closest<HTMLElement>('[role=tree],[role=listbox]');
      const pointer = tree?.id
        ? document.querySelector<HTMLElement>(`[aria-controls~="${CSS.escape(tree.id)}"]`)
        : null;
      const isPointedAt = [tree, pointer].some(
        (stop) => stop?.hasAttribute('aria-activedescendant') && stop.tabIndex >= 0,
      );
      if ((takesFocus && element.tabIndex >= 0) || isRoving || isPointedAt) continue;
      unreachable.push(
        `${element.role ?? element.tagName} "${(element.ariaLabel ?? element.textContent ?? '').slice(0, 40)}"`,
      );
    }
    return { all, unreachable };
  });

test('nothing on any page can only be pressed by a pointer', async () => {
  const id = async (noun: string, name: string) =>
    ((await stage.engine.api('GET', `/${noun}/${name}/json`)).body as { Id: string }).Id;
  const [web, image] = [await id('containers', 'web'), encodeURIComponent(await id('images', 'sample/web:1'))];
  const page = await stage.open();
  await row(page, 'web').waitFor();
  const look = async (what: string) => {
    const { all, unreachable } = await pressable(page);
    expect(unreachable, what).toEqual([]);
    // It looks at all: the side bar alone has so many.
    expect(all, what).toBeGreaterThan(5);
  };
  const ready: Readonly<Record<string, () => Promise<unknown>>> = {
    [`/containers/${web}/overview`]: () => page.getByText('Environment').first().waitFor(),
    [`/containers/${web}/logs`]: () => page.getByRole('log').waitFor(),
    [`/containers/${web}/terminal`]: () => page.locator('.xterm').waitFor(),
    [`/containers/${web}/stats`]: () => page.getByRole('tabpanel').getByText('CPU').first().waitFor(),
    [`/containers/${web}/files/~2f`]: () => row(page, 'etc').waitFor(),
    [`/containers/${web}/processes`]: () => page.getByRole('grid').getByRole('row').nth(1).waitFor(),
    [`/containers/${web}/inspect`]: () => page.getByRole('tree').waitFor(),
    [`/logs/${web}`]: () => page.getByRole('log').waitFor(),
    '/images': () => row(page, 'sample/web').waitFor(),
    [`/images/${image}/overview`]: () => page.getByText('Environment').first().waitFor(),
    [`/images/${image}/layers`]: () => page.getByRole('table').waitFor(),
    [`/images/${image}/history`]: () => page.getByRole('table').waitFor(),
    [`/images/${image}/inspect`]: () => page.getByRole('tree').waitFor(),
    '/engines': () => heading(page, 'Engines').waitFor(),
    '/settings': () => heading(page, 'Settings').waitFor(),
    '/containers': () => row(page, 'web').waitFor(),
  };
  await look('containers');
  for (const [path, drawn] of Object.entries(ready)) {
    await page.evaluate((to) => {
      location.hash = to;
    }, path);
    await drawn();
    await look(path);
  }

  await page.getByRole('button', { name: /^Activity/ }).click();
  await page.keyboard.press('Control+`');
  await dock(page).waitFor();
  await look('Activity and dock');
  await row(page, 'web').focus();
  await page.keyboard.press('.');
  await page.getByRole('menu').waitFor();
  await look('menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('web');
  await page.getByRole('option').nth(3).waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  // Activity lies over it here.
  await page.getByRole('button', { name: 'Run', exact: true }).first().press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Run container' });
  await dialog.waitFor();
  for (const tab of await dialog.getByRole('tab').all()) {
    await tab.click();
    await look(`Run container: ${await tab.textContent()}`);
  }
});
