/** ME-01, ME-02, ME-03: names, labels, environment and output that try to be more than text. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { type Made, run } from './support/containers';
import { goes, heading, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const attack = `"'><img src=x onerror="globalThis.planted=1"><script>globalThis.planted=1</script>`;
const override = 'safe\u202Egnp.exe\u202C\u200B';
const long = 'x'.repeat(4_000);

const hostile = {
  Image: 'sample/shell:1',
  Cmd: [
    'sh',
    '-c',
    `printf '%s\\n' "$ATTACK" "$OVERRIDE"; trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done`,
    attack,
  ],
  Env: [`ATTACK=${attack}`, `OVERRIDE=${override}`, `LONG=${long}`],
  Labels: {
    [attack]: attack,
    override,
    long,
    [long]: 'a long name',
    link: 'javascript:globalThis.planted=1',
    ['__proto__']: 'polluted',
    constructor: 'polluted',
    'com.docker.compose.project': attack,
    'com.docker.compose.service': override,
    'com.docker.compose.project.config_files': `../../etc/shadow${attack}`,
  },
  Healthcheck: { Test: ['CMD-SHELL', 'printf "%s" "$ATTACK"; exit 1'], Interval: 1_000_000_000, Retries: 1 },
} as const;

const planted = (page: Page) =>
  page.evaluate(
    () => 'planted' in globalThis || 'polluted' in Object.prototype || document.querySelector('main img') !== null,
  );

test('are text on every page, and a planted global is never set', async () => {
  const made: Made = await run(stage.engine, 'hostile', hostile);
  const page = await stage.open();
  await row(page, made.name).waitFor();
  const height = (name: string) => row(page, name).evaluate((line) => line.getBoundingClientRect().height);
  expect(await height(made.name)).toBe(await height('web'));
  // Its project is the hostile label, in the line above it.
  await page.getByRole('row').filter({ hasText: '<script>' }).first().waitFor();
  await page.getByRole('searchbox', { name: 'Search containers' }).fill('<script>');
  await row(page, made.name).waitFor();
  await goes(row(page, 'web'));
  expect(await planted(page)).toBe(false);

  await row(page, made.name).getByRole('link').first().click();
  await heading(page, made.name).waitFor();
  const panel = page.getByRole('tabpanel').first();
  await says(panel, '<script>globalThis.planted=1</script>');
  await says(panel, 'polluted');
  await says(page.getByRole('main'), /unhealthy/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1_280);
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  expect(await planted(page)).toBe(false);

  await page.getByRole('tab', { name: 'Inspect' }).click();
  await page.getByRole('button', { name: 'Raw' }).click();
  await says(panel, 'javascript:globalThis.planted=1');
  await page.getByRole('tab', { name: 'Logs' }).click();
  await says(page.getByRole('log'), attack);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await says(page.getByRole('alertdialog'), `docker rm --force ${made.name}`);
  expect(await planted(page)).toBe(false);
});

test('what reverses or hides letters is shown, not obeyed', async () => {
  const { id } = await run(stage.engine, 'override', hostile);
  const page = await stage.open(`/containers/${id}/overview`);
  const panel = page.getByRole('tabpanel').first();
  await says(panel, 'override');
  // The override itself would turn what follows round.
  await expect.poll(() => panel.textContent()).toContain('gnp.exe');
  expect(await panel.evaluate((it) => it.textContent?.includes('\u202E'))).toBe(false);
});
