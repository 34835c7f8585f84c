/** What was done: told, kept over a restart, filtered, taken back, and free of secrets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { create, run, stateOf } from './support/containers';
import { activity, goes, openActivity, row, rowVerb, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const entries = (page: Page) => activity(page).getByRole('list', { name: 'What was done' }).locator(':scope > li');
const entry = (page: Page, text: string) => entries(page).filter({ hasText: text });

test('survives a restart of Berth: command, result and reason; filtered and searched; undone', async () => {
  const made = await run(stage.engine, 'kept');
  const bad = await create(stage.engine, 'kept', { Cmd: ['no-such-program'] });
  const page = await stage.open('/containers', { expected: /WebSocket|ERR_|status 401|status 403/ });
  await (await rowVerb(page, made.name, 'Stop')).click();
  await says(row(page, made.name), 'exited 0');
  await (await rowVerb(page, bad.name, 'Start')).click();
  await openActivity(page);
  await says(entry(page, bad.name).first(), `Could not start ${bad.name}`);

  await stage.berth.restart();
  const again = await stage.open();
  await row(again, made.name).waitFor();
  await openActivity(again);
  await says(entry(again, made.name).first(), `Stopped ${made.name}`);
  await says(entry(again, made.name).first(), `docker stop ${made.name}`);
  await activity(again)
    .getByRole('button', { name: /^Failed/ })
    .click();
  await says(entry(again, bad.name).first(), 'no-such-program');
  await goes(entry(again, `Stopped ${made.name}`));
  await activity(again).getByRole('searchbox', { name: 'Search activity' }).fill('nothing is like this');
  await activity(again).getByRole('button', { name: 'Show all' }).click();

  await entry(again, `Stopped ${made.name}`).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => stateOf(stage.engine, made)).toBe('running');
  await says(entry(again, `Stopped ${made.name}`), 'taken back');
});

test('by keys: opened with g a, walked by arrows, copied, cleared, left with Esc', async () => {
  const made = await run(stage.engine, 'walked');
  const page = await stage.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await (await rowVerb(page, made.name, 'Stop')).click();
  await says(row(page, made.name), 'exited 0');
  await row(page, made.name).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await entry(page, made.name).first().waitFor();
  await entry(page, made.name).first().focus();
  await page.keyboard.press('c');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain(`Command: docker stop ${made.name}`);
  await page.keyboard.press('Escape');
  await goes(activity(page));
  await expect.poll(() => row(page, made.name).evaluate((line) => line === document.activeElement)).toBe(true);
  await openActivity(page);
  await activity(page).getByRole('button', { name: 'Clear finished' }).click();
  await says(activity(page), 'Nothing was done yet');
});

test('CR-03 a planted secret is neither in the file nor on the page', async () => {
  const secret = `hunter2-${process.pid}-planted`;
  const made = await run(stage.engine, 'secret', {
    Env: [`DB_PASSWORD=${secret}`, `URL=postgres://shop:${secret}@db/shop`],
  });
  const page = await stage.open(`/containers/${made.id}/overview`);
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await openActivity(page);
  await says(entry(page, made.name).first(), `Restarted ${made.name}`);
  expect(await page.content()).not.toContain(secret);
  const kept = readFileSync(join(stage.berth.dataDir, 'activity.jsonl'), 'utf8');
  expect(kept).toContain(made.name);
  expect(kept).not.toContain(secret);
});

test('nothing for axe to find, in both themes', async () => {
  const made = await run(stage.engine, 'axe');
  const page = await stage.open();
  await (await rowVerb(page, made.name, 'Stop')).click();
  await openActivity(page);
  await entry(page, `Stopped ${made.name}`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
