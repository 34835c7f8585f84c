/** What is around the lists: Engines, Settings, Activity, addresses, narrow windows. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { run } from './support/containers';
import { activity, goes, goTo, heading, openActivity, row, rowVerb, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

test('Engines: the engine by its own words, and every place where Berth looked', async () => {
  const page = await stage.open();
  await goTo(page, 'Engines');
  await heading(page, 'Engines').waitFor();
  const { body } = await stage.engine.api('GET', '/version');
  await says(page.getByRole('main'), (body as { Version: string }).Version);
  await says(page.getByRole('main'), (body as { KernelVersion: string }).KernelVersion);
  await says(page.getByRole('table', { name: 'What was tried' }), stage.engine.host);
});

test('the theme is remembered by Berth, for other pages at once and over a restart', async () => {
  const page = await stage.open('/settings');
  const ground = (where = page) => where.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await heading(page, 'Settings').waitFor();
  const dark = await ground();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await expect.poll(ground).not.toBe(dark);
  const light = await ground();
  const other = await stage.open();
  await other.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => ground(other)).toBe(light);
  await Promise.all([page.close(), other.close()]);
  await stage.berth.restart();
  const again = await stage.open('/settings');
  await again.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => ground(again)).toBe(light);
  expect(await again.getByRole('combobox', { name: 'Theme' }).inputValue()).toBe('light');
});

test('Activity lists what was done over a restart of Berth, counts what is new, and closes by Esc', async () => {
  const { name } = await run(stage.engine, 'done');
  const page = await stage.open();
  await (await rowVerb(page, name, 'Stop')).click();
  await page.getByRole('button', { name: /^Activity, \d+ new$/ }).waitFor();
  await openActivity(page);
  const entry = activity(page)
    .getByRole('listitem')
    .filter({ hasText: `Stopped ${name}` });
  await entry.getByText(`docker stop ${name}`).waitFor();
  await activity(page).getByRole('button', { name: 'Close Activity' }).focus();
  await page.keyboard.press('Escape');
  await goes(activity(page));
  await page.close();
  await stage.berth.restart();
  const again = await stage.open();
  await openActivity(again);
  await activity(again)
    .getByRole('listitem')
    .filter({ hasText: `Stopped ${name}` })
    .waitFor();
});

test('an address that leads nowhere says so and leads back', async () => {
  const page = await stage.open('/no/such/place');
  await heading(page, 'There is no such page').waitFor();
  await page.getByRole('button', { name: 'Go to Containers' }).click();
  await heading(page, 'Containers').waitFor();
  await page.goto(`${stage.berth.url}#/containers/${'0'.repeat(64)}/overview`);
  await page.getByRole('heading', { name: /no longer exists/ }).waitFor();
  await page.getByRole('link', { name: 'Go to Containers' }).click();
  await row(page, 'web').waitFor();
});

test('a window of 960 x 600 shows name and state, and nothing is wider than it', async () => {
  for (const path of ['/containers', '/images', '/engines', '/settings']) {
    const page = await stage.open(path, { width: 960, height: 600 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(960);
  }
  const page = await stage.open('/containers', { width: 960, height: 600 });
  await page.getByRole('searchbox', { name: 'Search containers' }).fill('sample/web');
  await says(row(page, 'web'), 'healthy');
  await row(page, 'web').getByText('healthy', { exact: true }).last().waitFor();
});
