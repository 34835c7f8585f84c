/** Logs that are data: JSON, logfmt and text in one, their levels, fields and columns. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { type Made, run } from './support/containers';
import { goes, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const logs = (page: Page) => page.getByRole('region', { name: 'Logs' });
const log = (page: Page) => logs(page).getByRole('log');
const status = (page: Page) => logs(page).getByRole('status');
const panel = (page: Page) => logs(page).getByRole('region', { name: 'Line' });
const box = (page: Page) => logs(page).getByRole('combobox', { name: 'Filter by field' });
const levelsButton = (page: Page) => logs(page).getByRole('button', { name: /^Levels/ });
const shown = async (page: Page): Promise<string[]> =>
  (await log(page).locator('[data-place] bdi').allTextContents()).map((text) => text.trimEnd());
const see = (page: Page, lines: readonly string[]) => expect.poll(() => shown(page)).toEqual(lines);

const request = (level: number, status: number, user: string, path: string, msg: string) =>
  JSON.stringify({ level, time: 1_795_953_600_000, status, user, req: { path }, msg });

const mixed = [
  request(30, 200, 'ann', '/cart', 'request completed'),
  request(50, 500, 'bob', '/pay', 'request failed'),
  '    at pay (/srv/pay.js:7:3)',
  request(20, 200, 'bob', '/cart', 'cache miss'),
  'time="2026-11-29T12:00:00Z" level=warning msg="disk is nearly full" free="1.2 GB"',
  'plain words',
  '10.3.0.1 - - [29/Nov/2026:12:00:00 +0000] "GET /error HTTP/1.1" 200 12',
];
const drawn = [
  'INFO  request completed status=200 user=ann req.path=/cart',
  'ERROR request failed status=500 user=bob req.path=/pay',
  '    at pay (/srv/pay.js:7:3)',
  'DEBUG cache miss status=200 user=bob req.path=/cart',
  'WARN  disk is nearly full free=1.2 GB',
  'plain words',
  '10.3.0.1 - - [29/Nov/2026:12:00:00 +0000] "GET /error HTTP/1.1" 200 12',
];
/** Some of `drawn` by their places. */
const only = (...places: readonly number[]) => places.map((place) => drawn[place] as string);

/** A container that has written these lines, and goes on. */
const writing = (name: string, lines: readonly string[]): Promise<Made> =>
  run(stage.engine, name, {
    Cmd: [
      'sh',
      '-c',
      `printf '%s\\n' "$@"; trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done`,
      'sh',
      ...lines,
    ],
  });

async function opened(name: string, lines: readonly string[] = mixed): Promise<Page> {
  const { id } = await writing(name, lines);
  const page = await stage.open(`/containers/${id}/logs`, { height: 900 });
  await says(status(page), `${lines.length} lines`);
  return page;
}

test('shows level, message and fields of JSON and logfmt, and text as it is; raw shows what was written', async () => {
  const page = await opened('mixed');
  await see(page, drawn);
  expect(await log(page).locator('[data-level=error]').count()).toBe(2);
  await logs(page).getByRole('button', { name: 'Raw: lines as they were written' }).click();
  await see(page, mixed);
  await page.reload();
  await see(page, mixed);
  await logs(page).getByRole('button', { name: 'Raw: lines as they were written' }).click();
  await see(page, drawn);
});

test('levels: errors keep their stack trace, the choice survives a reload', async () => {
  const page = await opened('levels');
  await see(page, drawn);
  await levelsButton(page).click();
  await page.getByRole('menuitem', { name: 'Errors and worse' }).click();
  await see(page, only(1, 2));
  await says(status(page), '2 of 7 lines');
  await says(levelsButton(page), 'Levels: error and worse');
  await page.reload();
  await see(page, only(1, 2));
  await levelsButton(page).click();
  await page.getByRole('menuitem', { name: 'All levels' }).click();
  await see(page, drawn);
  await levelsButton(page).click();
  await page.getByRole('menuitemcheckbox', { name: 'Debug' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'No level' }).click();
  await see(page, only(0, 1, 2, 4));
});

test('fields typed: offered, held as chips, taken back; nonsense is said', async () => {
  const page = await opened('typed');
  await see(page, drawn);
  await box(page).click();
  await page.keyboard.type('sta');
  await page.getByRole('option', { name: 'status=', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'status=200' }).click();
  await see(page, only(0, 3));
  await page.keyboard.type('user!=bob req.path?');
  await page.keyboard.press('Enter');
  await see(page, only(0));
  await page.reload();
  await see(page, only(0));
  await logs(page).getByRole('button', { name: 'Remove status=200' }).click();
  await see(page, only(0));
  await logs(page).getByRole('button', { name: 'Remove req.path?' }).click();
  await see(page, only(0, 2, 4, 5, 6));
  await box(page).press('Backspace');
  await see(page, drawn);
  await box(page).fill('level=error');
  await box(page).press('Enter');
  await see(page, only(1));
  await box(page).fill('just words');
  await box(page).press('Enter');
  await says(logs(page).getByRole('alert'), 'name=value');
});

test('a line opened: its fields and text; a value filters, a field becomes a column that is remembered', async () => {
  const page = await opened('opened');
  await log(page).getByText('request failed').click();
  const row = (name: string) =>
    panel(page)
      .getByRole('table', { name: 'Fields' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await says(row('req.path'), '/pay');
  await panel(page)
    .getByText(mixed[1] as string)
    .waitFor();
  await row('user').getByRole('button', { name: 'Not this' }).click();
  await see(page, only(0, 2, 4, 5, 6));
  await row('user').getByRole('button', { name: 'Only this' }).click();
  await see(page, only(1, 3));
  await panel(page).getByRole('button', { name: 'Line after' }).click();
  await says(row('msg'), 'cache miss');
  await row('status').getByRole('button', { name: 'As a column' }).click();
  await row('req.path').getByRole('button', { name: 'As a column' }).click();
  const columns = ['ERROR 500    /pay     request failed', 'DEBUG 200    /cart    cache miss'];
  await see(page, columns);
  await page.keyboard.press('Escape');
  await goes(panel(page));
  await page.reload();
  await see(page, columns);
  expect(await accessibilityFaults(page)).toEqual([]);
  await logs(page).getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: 'No columns' }).click();
  await see(page, only(1, 3));
});

test('by keys alone: open the newest line, step, back to the log; axe finds nothing', async () => {
  const page = await opened('keys');
  await see(page, drawn);
  await log(page).focus();
  await page.keyboard.press('Enter');
  await says(panel(page), mixed[6] as string);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await says(panel(page).getByRole('table', { name: 'Fields' }), 'disk is nearly full');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await goes(panel(page));
  await expect.poll(() => log(page).evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a download of what is filtered holds that alone', async () => {
  const page = await opened('saved');
  await box(page).fill('status=500');
  await box(page).press('Enter');
  await see(page, only(1));
  await logs(page).getByRole('button', { name: 'Download' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Filtered lines as text' }).click(),
  ]);
  const text = await readFile(await saved.path(), 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  expect(text).toContain(mixed[1]);
});

test('hostile JSON is drawn as data, and does nothing', async () => {
  const hostile = [
    '{"__proto__":{"polluted":1},"constructor":"c","msg":"odd names"}',
    `{"msg":"deep","a":${'{"b":'.repeat(1_000)}1${'}'.repeat(1_001)}`,
    `{"msg":"many",${Array.from({ length: 10_000 }, (_, at) => `"k${at}":0`).join(',')}}`,
    '{"msg":"twice","a":1,"a":2}',
    '{"msg":"<img src=x onerror=alert(1)>\\u001b[31m\\u202e\\n"}',
    '{"msg":"cut off',
  ];
  const page = await opened('hostile', hostile);
  await expect
    .poll(async () => (await shown(page)).map((text) => text.trim().slice(0, 24)))
    .toEqual([
      'odd names __proto__.poll',
      expect.stringMatching(/^deep a\.b\.b\.b=\{"b":/),
      // Longer than what a window carries: as it was written, with the rest on ask.
      '{"msg":"many","k0":0,"k1',
      'twice a=2',
      '<img src=x onerror=alert',
      '{"msg":"cut off',
    ]);
  await log(page).getByText('"many"').click();
  await says(panel(page), 'More fields are in the text below');
  await log(page).getByText('deep').click();
  await says(panel(page).getByRole('table', { name: 'Fields' }), 'deep');
  expect(await page.evaluate(() => ({}) as Record<string, unknown>).then((plain) => plain.polluted)).toBeUndefined();
});
