/** What one does with the lines of a log: select and copy over the drawn ones, open links, choose how much is read, save, clear. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { run } from './support/containers';
import {
  drawn,
  line,
  log,
  logButton,
  logs,
  onDemand,
  readLast100,
  status,
  withoutTimes,
  write,
} from './support/log-page';
import { goes, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Presses at the middle of a line's text and drags from there. */
async function dragFrom(page: Page, text: string) {
  const box = await line(page, text).boundingBox();
  if (!box) throw new Error(`"${text}" is not drawn`);
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
}

async function opened(name: string, start: string, height = 700) {
  const { id } = await run(stage.engine, name, onDemand(start));
  const page = await stage.open(`/containers/${id}/logs`, { height });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return { id, page };
}

test('what is dragged over is copied exactly as shown, also beyond the screen and under Shift', async () => {
  const { page } = await opened('copy', 'seq 1 900');
  await line(page, '900').waitFor();
  await withoutTimes(page);
  await page.keyboard.press('Home');
  await dragFrom(page, '10');
  const box = await log(page).boundingBox();
  const bottom = (box?.y ?? 0) + (box?.height ?? 0);
  await page.mouse.move(400, bottom + 40, { steps: 3 });
  await line(page, '200').waitFor();
  await page.mouse.up();
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboard(page)).toMatch(/^10\n11\n12\n[\d\n]*\n190\n/);
  const copied = (await clipboard(page)).split('\n');
  expect(copied).toEqual(numbers(10, 9 + copied.length));

  // A click, then Shift and another, far from it.
  await page.keyboard.press('Home');
  await dragFrom(page, '3');
  await page.mouse.up();
  await page.keyboard.press('End');
  const last = await line(page, '900').boundingBox();
  await page.keyboard.down('Shift');
  await page.mouse.click(700, (last?.y ?? 0) + 8);
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboard(page)).toBe(numbers(3, 900).join('\n'));
  await page.keyboard.press('Escape');
  expect(page.url()).toContain('/logs');
});

test('a word, a line, all lines, with their times as shown; the keyboard does it too', async () => {
  const { page } = await opened('copy-parts', 'echo "first word-one"; printf "\\033[31mred\\033[0m two\\n"; seq 3 300');
  await line(page, '300').waitFor();
  await log(page).focus();
  await page.keyboard.press('Home');
  await line(page, 'first word-one').waitFor();
  const shown = (await drawn(page)).slice(0, 2);
  expect(shown[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} first word-one$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(300);
  expect((await clipboard(page)).split('\n').slice(0, 2)).toEqual(shown);
  await page.keyboard.press('Escape');
  await line(page, 'first word-one').dblclick({ position: { x: 10, y: 8 } });
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboard(page)).toBe('first');
  await line(page, 'red').click({ clickCount: 3 });
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboard(page)).toBe(shown[1]);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect.poll(async () => (await clipboard(page)).split('\n').length).toBeGreaterThan(2);
});

test('an address in a line is text, and is opened only after a question that shows all of it', async () => {
  const { page } = await opened('link', 'echo "see http://example.com/a?b=c#d, or javascript://alert(1)"');
  await log(page).getByRole('link', { name: 'http://example.com/a?b=c#d' }).click();
  const question = page.getByRole('dialog', { name: 'Open this address?' });
  await question.getByText('http://example.com/a?b=c#d', { exact: true }).waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  expect(page.context().pages()).toHaveLength(1);
  expect(await log(page).getByRole('link').count()).toBe(1);
  await log(page).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await question.waitFor();
});

test('times and wrapping by a key, and remembered', async () => {
  const { page, id } = await opened('look', `echo "${'long '.repeat(300)}end"; echo last`);
  await line(page, 'last').waitFor();
  const times = log(page).locator('time');
  await says(times.last(), /^\d\d:\d\d:\d\d\.\d{3} $/);
  await page.keyboard.press('t');
  await says(times.last(), /^\d\d:\d\d:\d\d\.\d{3}Z $/);
  await page.keyboard.press('t');
  await says(times.last(), /ago|now/);
  await page.keyboard.press('t');
  await goes(times.last());
  const height = async () => (await log(page).locator('[data-place]').first().boundingBox())?.height ?? 0;
  expect(await height()).toBe(20);
  await page.keyboard.press('w');
  await expect.poll(height).toBeGreaterThan(20);
  await page.reload();
  await line(page, 'last').waitFor();
  await expect.poll(height).toBeGreaterThan(20);
  expect(await times.count()).toBe(0);
  expect(page.url()).toContain(id);
});

test('a part of the log is read; older lines come as one scrolls up to them, and nothing jumps', async () => {
  const { page } = await opened('older', 'seq 1 1500');
  await line(page, '1500').waitFor();
  await withoutTimes(page);
  await readLast100(page);
  await says(status(page), '100 lines');
  await says(status(page), 'older lines not loaded');
  await log(page).focus();
  await page.keyboard.press('Home');
  await says(status(page), '1,500 lines');
  // The line that was the first is where it was.
  await line(page, '1401').waitFor();
  expect((await drawn(page)).includes('1')).toBe(false);
  await page.keyboard.press('Home');
  await line(page, '1').waitFor();
  await log(page).getByText('Beginning of the log').waitFor();
  await logButton(page, /^Range/).click();
  const panel = page.getByRole('dialog', { name: /^Range/ });
  await panel.getByRole('button', { name: 'To …' }).click();
  await panel.getByLabel('Until time').fill('2020-01-01T00:00:00');
  await page.keyboard.press('Escape');
  await goes(panel);
  await says(status(page), '0 lines');
  await logButton(page, /^Range: until/).click();
  await panel.getByRole('button', { name: 'Now, and on' }).click();
  await panel.getByRole('button', { name: '5 minutes', exact: true }).click();
  await page.keyboard.press('Escape');
  await says(status(page), '100 lines');
});

test('the view is cleared, and what was in it can be shown again', async () => {
  const { page, id } = await opened('clear', 'seq 1 5');
  await line(page, '5').waitFor();
  await log(page).focus();
  await page.keyboard.press('Control+l');
  await log(page).getByText('View cleared').waitFor();
  await write(stage.engine, id, 'after');
  await line(page, 'after').waitFor();
  expect(await log(page).locator('[data-place]').count()).toBe(1);
  await log(page).getByRole('button', { name: 'Show the lines before' }).click();
  await line(page, '1').waitFor();
  expect(await log(page).locator('[data-place]').count()).toBe(6);
});

test('all lines, also those that were not read yet, or the filtered ones, are saved as text or as JSON lines', async () => {
  const { page } = await opened('save', 'seq 1 300; printf "\\033[32mgreen\\033[0m\\n" >&2');
  await says(status(page), '301 lines');
  await withoutTimes(page);
  await readLast100(page);
  await says(status(page), 'older lines not loaded');
  async function saved(choice: string): Promise<readonly string[]> {
    await logButton(page, 'Download').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: choice }).click(),
    ]);
    return (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  }
  const all = await saved('All lines as text');
  expect(all).toHaveLength(301);
  // The engine reads the two streams apart: which came first is its to say.
  expect(all.filter((text) => text !== 'green')).toEqual(numbers(1, 300));
  await says(status(page), '301 lines');
  await logButton(page, 'Download').click();
  const filtered = page.getByRole('menuitem', { name: 'Filtered lines as JSON lines' });
  expect(await filtered.getAttribute('aria-description')).toBe('No filter is set');
  await page.keyboard.press('Escape');
  await logButton(page, 'View').click();
  await page.getByRole('menuitemcheckbox', { name: 'Only stderr' }).click();
  await says(status(page), '1 of 301 lines');
  const lines = await saved('Filtered lines as JSON lines');
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(JSON.parse(lines[0] ?? ''))).toContain('green');
});

test('a very long line is cut, and shown whole when asked for', async () => {
  const { page } = await opened(
    'long-line',
    'dd if=/dev/zero bs=1000 count=100 2>/dev/null | tr "\\0" x; echo; echo after',
  );
  await line(page, 'after').waitFor();
  await log(page)
    .getByRole('button', { name: /^show [\d,]+ more bytes$/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Whole line' });
  await dialog.getByText('100,000 characters').waitFor();
  expect(await logs(page).count()).toBe(1);
});
