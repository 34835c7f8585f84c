/** Everything by keys alone: no mouse is moved in this file. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, run, stateOf } from './support/containers';
import { enter, focusIn } from './support/keys';
import { inside } from './support/log-page';
import { activity, goes, heading, names, row, says, select, selection } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

/** The name of what has the focus, as a screen reader would say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active?.getAttribute('aria-label') ?? active?.querySelector('a')?.textContent ?? active?.textContent ?? '';
  });

/** Presses a key until something has the focus; fails when it never comes. */
async function press(page: Page, key: string, until: (page: Page) => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await until(page)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there; the focus is on "${await focused(page)}"`);
}

const inList = (page: Page) => page.evaluate(() => document.activeElement?.matches('[role=row]') ?? false);
const on = (name: string | RegExp) => async (page: Page) => {
  const now = await focused(page);
  return typeof name === 'string' ? now === name : name.test(now);
};

test('arrows walk the rows, Space selects, Enter opens, Esc goes back and clears', async () => {
  const made = [await create(stage.engine, 'keys'), await create(stage.engine, 'keys')];
  const [first = '', second = ''] = made.map(({ name }) => name);
  const page = await stage.open();
  await row(page, second).waitFor();
  await page.keyboard.press('/');
  await expect.poll(() => focused(page)).toBe('Search containers');
  await page.keyboard.type(`keys-${process.pid}`);
  await expect.poll(() => names(page)).toEqual([first, second]);

  await press(page, 'Tab', inList);
  // The line above them says that they have no project.
  await page.keyboard.press('Home');
  await press(page, 'ArrowDown', on(first));
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe(second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect.poll(() => select(page, first).isChecked()).toBe(true);
  await page.keyboard.press('Shift+ArrowDown');
  await says(selection(page).getByRole('status'), '2 selected');
  await page.keyboard.press('Escape');
  await goes(selection(page));
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toBe(second);

  await page.keyboard.press('Enter');
  await heading(page, second).waitFor();
  expect(page.url()).toContain(`#/containers/${made[1]?.id}`);
  await page.keyboard.press('Escape');
  await heading(page, 'Containers').waitFor();
  expect(await page.getByRole('searchbox', { name: 'Search containers' }).inputValue()).toBe(`keys-${process.pid}`);
});

test('/ searches, Esc empties the search and then leaves it', async () => {
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('logger');
  await expect.poll(() => names(page)).toEqual(['logger']);
  await page.keyboard.press('Escape');
  await row(page, 'web').waitFor();
  expect(await focused(page)).toBe('Search containers');
  await page.keyboard.press('Escape');
  expect(await focused(page)).not.toBe('Search containers');
});

test('? shows the keys, Esc closes them; g leads to every page', async () => {
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  await says(dialog, 'Search on this page');
  await page.keyboard.press('Escape');
  await goes(dialog);
  for (const [key, name] of [
    ['i', 'Images'],
    ['e', 'Engines'],
    ['s', 'Settings'],
    ['c', 'Containers'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await heading(page, name).waitFor();
  }
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await activity(page).waitFor();
});

test('a container is stopped and deleted without a mouse', async () => {
  const made = await run(stage.engine, 'mouseless');
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(made.name);
  await expect.poll(() => names(page)).toEqual([made.name]);
  await press(page, 'Tab', inList);
  await press(page, 'ArrowDown', on(made.name));
  await press(page, 'ArrowRight', on('Stop'));
  await enter(page);
  await says(row(page, made.name), 'exited 0');
  expect(await stateOf(stage.engine, made)).toBe('exited');

  await press(page, 'ArrowLeft', on(made.name));
  await page.keyboard.press('Space');
  await press(page, 'Shift+Tab', on(/^Delete/));
  await enter(page);
  const dialog = page.getByRole('alertdialog', { name: `Delete ${made.name}?` });
  await focusIn(dialog);
  await press(page, 'Tab', on('Delete'));
  await enter(page);
  await expect.poll(() => stateOf(stage.engine, made)).toBe('gone');
  await goes(row(page, made.name));
});

test('tabs of a container are walked by arrows and opened by Enter', async () => {
  const { body } = await stage.engine.api('GET', '/containers/web/json');
  const page = await stage.open(`/containers/${(body as { Id: string }).Id}/overview`);
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toBe('Logs');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Logs' }).waitFor();
  expect(page.url()).toMatch(/\/logs$/);
});

test('a menu keeps the focus on its entry while its row is under way, and offers what the row then allows', async () => {
  // Ends when it is told to, so that what is seen meanwhile has the time it needs.
  const deaf = ['sh', '-c', 'rm -f /end; trap : TERM; while [ ! -f /end ]; do sleep 0.1; done'];
  const made = await run(stage.engine, 'menu-stays', { Cmd: deaf, StopTimeout: 60 });
  const [page, other] = [await stage.open(), await stage.open()];
  await row(page, made.name).waitFor();
  await row(other, made.name).waitFor();
  const entry = () =>
    page.evaluate(() => {
      const { textContent, role, ariaDisabled } = document.activeElement ?? {};
      return { textContent, role, isOff: ariaDisabled === 'true' };
    });
  const start = { textContent: 'Start', role: 'menuitem' };
  for (const opens of ['.', 'More']) {
    await row(page, made.name).focus();
    if (opens === 'More') {
      await press(page, 'ArrowRight', on('More'));
      await page.keyboard.press('Enter');
    } else await page.keyboard.press(opens);
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe('menu');
    await page.keyboard.type('Sta');
    await expect.poll(entry).toEqual({ ...start, isOff: true });
    // Somebody else stops it: the row says so where its buttons were.
    await row(other, made.name).focus();
    await press(other, 'ArrowRight', on('Stop'));
    await enter(other);
    await says(row(page, made.name), 'stopping');
    expect(await entry()).toEqual({ ...start, isOff: true });
    await inside(stage.engine, made.id, ['touch', '/end']);
    await expect.poll(entry).toEqual({ ...start, isOff: false });
    await page.keyboard.press('Enter');
    await goes(page.getByRole('menu'));
    await expect.poll(() => stateOf(stage.engine, made)).toBe('running');
    for (const each of [page, other])
      await expect.poll(() => row(each, made.name).getAttribute('aria-busy')).toBeNull();
    await says(row(other, made.name), 'running');
  }
});
