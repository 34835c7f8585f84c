/** ME-01, ME-02, ME-03: names, labels, environment and output that try to be more than text. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { type Made, run } from './support/containers';
import { goes, heading, row, says, screen } from './support/page';
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

test('ME-07 a link that a program wrote opens nothing by itself: a page after a question, a script never', async () => {
  const link = (address: string, text: string) => `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\`;
  const addresses = {
    script: 'javascript:globalThis.planted=1',
    file: 'file:///etc/passwd',
    page: 'http://a.example/b?c',
  };
  const links = Object.entries(addresses).map(([what, address]) => link(address, `press-${what}`));
  const made = await run(stage.engine, 'links', { Env: [`LINKS=${links.join('  ')}`] });
  const page = await stage.open(`/containers/${made.id}/terminal`);
  await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);
  await page.keyboard.type('echo "$LINKS"\n');
  await expect.poll(() => screen(page)).toMatch(/press-script {2}press-file {2}press-page\n/);
  const press = async (text: string) => {
    // xterm draws a row anew when the pointer comes to it or leaves.
    const boxOf = () => page.locator('.xterm-rows').getByText(text, { exact: true }).boundingBox();
    let box = await boxOf();
    await expect
      .poll(async () => {
        box = await boxOf();
        return box;
      })
      .not.toBe(null);
    const { x: left, y: top, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
    const [x, y] = [left + width / 2, top + height / 2];
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  };
  let opened = 0;
  page.context().on('page', () => {
    opened += 1;
  });
  for (const text of ['press-script', 'press-file']) await press(text);
  // A question about those would be before this one.
  const question = page.getByRole('dialog', { name: 'Open this address?' });
  await expect
    .poll(async () => {
      if ((await question.count()) === 0) await press('press-page');
      return await question.count();
    })
    .toBe(1);
  await says(question, addresses.page);
  expect([await planted(page), opened]).toEqual([false, 0]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  expect(opened).toBe(0);
});
