/** Everything found and done by keys: the palette, the row's menu, and the way out of the terminal. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { create, run, stateOf } from './support/containers';
import { doByPalette, palette, typeInPalette as type } from './support/keys';
import { chooseByKeys, goes, heading, row, says, screen } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const options = (page: Page) => palette(page).getByRole('option');

const startedAt = async (id: string) => {
  const { body } = await stage.engine.api('GET', `/containers/${id}/json`);
  return (body as { State: { StartedAt: string } }).State.StartedAt;
};

test('"restart NAME" restarts it, shows its command first, and is remembered', async () => {
  const made = await run(stage.engine, 'palette');
  const before = await startedAt(made.id);
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await type(page, `restart ${made.name}`);
  await says(options(page).first(), `Restart ${made.name}`);
  await says(palette(page).getByRole('region', { name: 'Command' }), `docker restart ${made.name}`);
  await page.keyboard.press('Enter');
  await goes(palette(page));
  await expect.poll(() => startedAt(made.id)).not.toBe(before);
  // Used once: the first line when nothing is typed, over a reload too.
  await page.reload();
  await row(page, made.name).waitFor();
  await type(page, '');
  await says(options(page).first(), `Restart ${made.name}`);
});

test('without a mouse: open it, stop, start, a shell and out of it again, delete after the question', async () => {
  const made = await run(stage.engine, 'mouseless');
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await doByPalette(page, made.name, made.name);
  await heading(page, made.name).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');

  await doByPalette(page, `stop ${made.name}`, `Stop ${made.name}`);
  await expect.poll(() => stateOf(stage.engine, made)).toBe('exited');
  await type(page, `stop ${made.name}`);
  await expect.poll(() => options(page).first().getAttribute('aria-disabled')).toBe('true');
  await says(options(page).first(), 'It is not running');
  await page.keyboard.press('Escape');
  await goes(palette(page));
  await doByPalette(page, `start ${made.name}`, `Start ${made.name}`);
  await expect.poll(() => stateOf(stage.engine, made)).toBe('running');

  await type(page, made.name);
  await says(options(page).first(), made.name);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);
  // Ctrl-K is the shell's own here, and Ctrl-F6 leaves.
  await page.keyboard.type('echo lost');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('echo ki""lled');
  await page.keyboard.press('Enter');
  await expect.poll(() => screen(page)).toMatch(/^killed$/m);
  expect(await palette(page).count()).toBe(0);
  await page.keyboard.press('Control+F6');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  await page.keyboard.press('1');
  await expect.poll(() => page.url()).toMatch(/\/overview$/);

  await doByPalette(page, `delete ${made.name}`, `Delete ${made.name}`);
  const question = page.getByRole('alertdialog', { name: `Delete ${made.name}?` });
  await question.waitFor();
  expect(await stateOf(stage.engine, made)).toBe('running');
  await question.getByRole('checkbox', { name: 'Kill first' }).focus();
  await page.keyboard.press('Space');
  await question.getByRole('button', { name: 'Delete', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('gone');
});

test('the menu of a row by the dot: its verbs, and the focus back on the row', async () => {
  const made = await create(stage.engine, 'menu');
  const page = await stage.open();
  await row(page, made.name).focus();
  await page.keyboard.press('.');
  const menu = page.getByRole('menu', { name: made.name });
  await menu.waitFor();
  await page.keyboard.press('Escape');
  await goes(menu);
  await expect.poll(() => row(page, made.name).evaluate((line) => line === document.activeElement)).toBe(true);
  await page.keyboard.press('Shift+F10');
  await chooseByKeys(page, 'Start');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('running');
});

test('? lists the keys by their places', async () => {
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  for (const place of ['Everywhere', 'Lists', 'Logs', 'Terminal', 'Activity'])
    await dialog.getByRole('region', { name: place }).waitFor();
  await says(dialog.getByRole('region', { name: 'Terminal' }), 'Leave the terminal');
});

test('nothing for axe to find, in both themes', async () => {
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await type(page, 'stop');
  await options(page).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
