/** axe-core on every page and dialog, in both themes. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { create, run } from './support/containers';
import {
  activity,
  dock,
  goes,
  heading,
  list,
  openActivity,
  row,
  rowVerb,
  says,
  screen,
  select,
  selection,
} from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const clean = async (page: Page, what: string) => expect(await accessibilityFaults(page), what).toEqual([]);
const idOf = async (name: string) =>
  ((await stage.engine.api('GET', `/containers/${name}/json`)).body as { Id: string }).Id;

test('the list, a search without a hit, a selection, the question before a delete', async () => {
  const { name } = await create(stage.engine, 'axe');
  const page = await stage.open();
  await row(page, name).waitFor();
  await clean(page, 'list');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menu').waitFor();
  await clean(page, 'columns menu');
  await page.keyboard.press('Escape');
  await select(page, name).check();
  await select(page, 'web').check();
  await selection(page).waitFor();
  await clean(page, 'selection');
  await selection(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('alertdialog').waitFor();
  await clean(page, 'delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search containers' }).fill('nothing at all');
  await page.getByText('No container matches').waitFor();
  await clean(page, 'nothing found');
});

test.each(['web', 'exit3', 'restarts'])('the overview and the record of %s', async (name) => {
  const page = await stage.open(`/containers/${await idOf(name)}/overview`);
  await page.getByRole('tabpanel').getByText('Environment').first().waitFor();
  await clean(page, 'overview');
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await page.getByRole('tree').waitFor();
  await clean(page, 'inspect');
});

test('a log with a search, a terminal, a container without a shell', async () => {
  const page = await stage.open(`/containers/${await idOf('logger')}/logs`);
  await page.getByRole('searchbox', { name: 'Search logs' }).fill('request');
  await says(page.getByRole('region', { name: 'Logs' }).getByRole('status'), /[1-9]\d* hits?/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await clean(page, 'log');
  await page.getByRole('button', { name: /^Range/ }).click();
  await page.getByRole('dialog', { name: /^Range/ }).waitFor();
  await clean(page, 'range of a log');
  await page.goto(`${stage.berth.url}#/logs/${await idOf('logger')},${await idOf('exit3')}`);
  await page.getByRole('group', { name: 'Sources' }).waitFor();
  await clean(page, 'logs together');
  const { id } = await run(stage.engine, 'axe-shell');
  await page.goto(`${stage.berth.url}#/containers/${id}/terminal`);
  await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);
  await clean(page, 'terminal');
  await page.goto(`${stage.berth.url}#/containers/${await idOf('distroless')}/terminal`);
  await page.getByRole('alert').waitFor();
  await clean(page, 'no shell');
});

test('the dock: shells beside each other, the question before a close, and the dialogs that lead there', async () => {
  const { name } = await run(stage.engine, 'axe-dock');
  const page = await stage.open('/containers', { height: 900 });
  await row(page, name).waitFor();
  await (await rowVerb(page, name, 'Shell')).click();
  await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);
  await page.keyboard.press('Control+Shift+E');
  await expect.poll(() => dock(page).getByRole('group').count()).toBe(2);
  await expect.poll(() => screen(dock(page).getByRole('group').last())).toMatch(/[#$]\s*$/);
  await page.keyboard.type('sleep 1000\n');
  await clean(page, 'dock');
  await dock(page).getByRole('button', { name: 'Close terminal' }).click();
  await page.getByRole('alertdialog').getByText('sleep 1000').waitFor();
  await clean(page, 'close question');
  await page.keyboard.press('Escape');
  await goes(page.getByRole('alertdialog'));
  for (const [verb, title] of [
    ['Shell with…', 'Open shell'],
    ['Attach…', 'Attach'],
    ['Run a command…', 'Run a command'],
    ['Debug shell…', 'Debug shell'],
  ] as const) {
    await row(page, name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
    await page.getByRole('dialog', { name: title }).getByRole('region', { name: 'Command' }).waitFor();
    await clean(page, title);
    await page.keyboard.press('Escape');
    await goes(page.getByRole('dialog'));
  }
});

test('images: list, every tab, the question before a delete', async () => {
  const page = await stage.open('/images');
  await list(page, 'Images').getByRole('row').nth(3).waitFor();
  await clean(page, 'images');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('sample/web');
  await row(page, 'sample/web').getByRole('link').first().click();
  for (const tab of ['Overview', 'Layers', 'History', 'Inspect']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect.poll(() => page.getByRole('tab', { name: tab }).getAttribute('aria-selected')).toBe('true');
    await clean(page, tab);
  }
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').waitFor();
  await clean(page, 'delete image');
});

test('Engines, Settings, Activity, the keys, an address that leads nowhere', async () => {
  const page = await stage.open('/engines');
  await page.getByRole('table', { name: 'What was tried' }).waitFor();
  await clean(page, 'engines');
  await page.goto(`${stage.berth.url}#/settings`);
  await heading(page, 'Settings').waitFor();
  await clean(page, 'settings');
  await page.goto(`${stage.berth.url}#/nowhere`);
  await heading(page, 'There is no such page').waitFor();
  await clean(page, 'unknown address');
  await openActivity(page);
  await activity(page).waitFor();
  await clean(page, 'activity');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await clean(page, 'keys');
});
