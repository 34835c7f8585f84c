/** A container's log as it comes: read, followed, searched, filtered, held still. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, run } from './support/containers';
import {
  drawn,
  inside,
  line,
  log,
  logButton,
  logSearch,
  logs,
  onDemand,
  status,
  withoutTimes,
  write,
} from './support/log-page';
import { says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

test('shows what was written, then each line as it comes, and marks stderr', async () => {
  const { id } = await run(stage.engine, 'log', onDemand('echo first; echo trouble >&2'));
  const page = await stage.open(`/containers/${id}/logs`);
  await line(page, 'first').waitFor();
  await says(status(page), '2 lines · following');
  await log(page).getByText('Beginning of the log').waitFor();
  const trouble = log(page).locator('[data-stream=err]');
  await says(trouble, 'trouble');
  await trouble.getByRole('img', { name: 'stderr' }).waitFor({ state: 'attached' });
  await write(stage.engine, id, 'as it comes');
  await line(page, 'as it comes').waitFor();
  await says(status(page), '3 lines');
  await logButton(page, 'View').click();
  await page.getByRole('menuitemcheckbox', { name: 'Only stderr' }).click();
  await says(status(page), '1 of 3 lines');
  expect(await log(page).locator('[data-place]').count()).toBe(1);
});

test('searches, counts and marks hits, also in lines that come later; a wrong expression is said', async () => {
  const { id } = await run(
    stage.engine,
    'search-log',
    onDemand('for i in 1 2 3; do echo apple $i; echo pear $i; done'),
  );
  const page = await stage.open(`/containers/${id}/logs`);
  await says(status(page), '6 lines');
  await page.keyboard.press('/');
  await page.keyboard.type('APPLE');
  expect(await logSearch(page).inputValue()).toBe('APPLE');
  await says(status(page), '3 hits');
  await expect.poll(() => log(page).locator('mark').allTextContents()).toEqual(['apple', 'apple', 'apple']);
  await logs(page).locator('[data-marks="3"]').waitFor();
  await write(stage.engine, id, 'another apple');
  await says(status(page), '4 hits');
  await logButton(page, 'Match case').click();
  await says(status(page), '0 hits');
  await logButton(page, 'Match case').click();
  await logButton(page, 'Regular expression').click();
  await logSearch(page).fill('(apple|pear) 3$');
  await says(status(page), '2 hits');
  await page.keyboard.press('Enter');
  await logs(page)
    .getByText(/^1 of 2$/)
    .waitFor();
  await page.keyboard.press('F3');
  await logs(page)
    .getByText(/^2 of 2$/)
    .waitFor();
  await page.keyboard.press('Shift+Enter');
  await logs(page)
    .getByText(/^1 of 2$/)
    .waitFor();
  // Faster than the answers.
  await logSearch(page).fill('apple|pear');
  await says(status(page), '7 hits');
  await page.evaluate(() => {
    for (let press = 0; press < 5; press += 1)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F3', bubbles: true }));
  });
  await logs(page)
    .getByText(/^5 of 7$/)
    .waitFor();
  await logSearch(page).fill('(');
  await says(logs(page).getByRole('alert'), /\S/);
  await logButton(page, 'Regular expression').click();
  await logButton(page, 'Whole word').click();
  await logSearch(page).fill('appl');
  await says(status(page), '0 hits');
});

test('shows only lines that match, with as many around them as one likes', async () => {
  const { id } = await run(stage.engine, 'filter-log', onDemand('for i in $(seq 300); do echo line $i; done'));
  const page = await stage.open(`/containers/${id}/logs`);
  await says(status(page), '300 lines');
  await withoutTimes(page);
  await logSearch(page).fill('line 150');
  await says(status(page), '1 hit');
  await logButton(page, 'Matches only').click();
  await says(status(page), '1 of 300 lines');
  await expect.poll(() => drawn(page)).toEqual(['line 150']);
  await logs(page).getByRole('spinbutton', { name: 'Lines around each match' }).fill('2');
  const around = ['line 148', 'line 149', 'line 150', 'line 151', 'line 152'];
  await expect.poll(() => drawn(page)).toEqual(around);
  await write(stage.engine, id, 'line 1500');
  await expect.poll(() => drawn(page)).toEqual([...around, 'line 299', 'line 300', 'line 1500']);
  // What one looked at stays in view when all is shown again.
  await page.keyboard.press('Enter');
  await log(page).focus();
  await page.keyboard.press('m');
  await says(status(page), /^301 lines/);
  await line(page, 'line 150').waitFor();
  await logSearch(page).fill('no such thing');
  await logButton(page, 'Matches only').click();
  await log(page).getByText('No line passes the filter').waitFor();
});

test('scrolling up holds the view still and counts what came; Follow and End lead to the newest', async () => {
  const { id } = await run(stage.engine, 'follow', onDemand('seq 1 500'));
  const page = await stage.open(`/containers/${id}/logs`);
  await line(page, '500').waitFor();
  await log(page).hover();
  await page.mouse.wheel(0, -300);
  await logButton(page, /^Follow/).waitFor();
  await log(page).focus();
  await page.keyboard.press('Home');
  await line(page, '1').waitFor();
  // A row is there a moment before its line.
  await expect.poll(async () => (await drawn(page)).filter((text) => text === '')).toEqual([]);
  const before = await drawn(page);
  await write(stage.engine, id, 'newest');
  await logButton(page, /Follow · 1 new line/).waitFor();
  expect(await drawn(page)).toEqual(before);
  await logButton(page, /Follow/).click();
  await line(page, 'newest').waitFor();
  await page.keyboard.press('f');
  await logButton(page, /^Follow/).waitFor();
  await write(stage.engine, id, 'newer');
  await logButton(page, /Follow · 1 new line/).waitFor();
  await log(page).focus();
  await page.keyboard.press('End');
  await line(page, 'newer').waitFor();
  await logButton(page, /^Pause/).waitFor();
});

test('a container that ends: its log stays and says so; started again it goes on after a mark', async () => {
  const { id } = await run(stage.engine, 'ends', onDemand('echo begun'));
  const page = await stage.open(`/containers/${id}/logs`);
  await line(page, 'begun').waitFor();
  await stage.engine.api('POST', `/containers/${id}/stop`);
  await says(status(page), 'the container has stopped');
  await stage.engine.api('POST', `/containers/${id}/start`);
  await says(status(page), 'following');
  await expect.poll(() => line(page, 'begun').count()).toBe(2);
  await log(page)
    .getByText(/── restarted/)
    .waitFor();
});

test('one that wrote nothing says so, and the page of it survives a reload', async () => {
  const { id, name } = await run(stage.engine, 'silent');
  const page = await stage.open(`/containers/${id}/logs`);
  await says(log(page), `${name} has printed nothing yet`);
  await page.reload();
  await says(log(page), `${name} has printed nothing yet`);
  expect(page.url()).toContain(`#/containers/${id}/logs`);
});

test('ST-11 the log of a container that was removed stays readable', async () => {
  const { id } = await run(stage.engine, 'removed', onDemand('seq 1 400'));
  const page = await stage.open(`/containers/${id}/logs`);
  await line(page, '400').waitFor();
  await stage.engine.api('DELETE', `/containers/${id}?force=1`);
  await says(status(page), 'the container was removed; its log stays here until you leave');
  await log(page).focus();
  await page.keyboard.press('Home');
  await line(page, '1').waitFor();
  await logSearch(page).fill('399');
  await says(status(page), '1 hit');
});

test('ST-13 a log driver that cannot be read is named', async () => {
  const { id } = await create(stage.engine, 'unread', { HostConfig: { LogConfig: { Type: 'none' } } });
  const page = await stage.open(`/containers/${id}/logs`);
  await says(log(page), 'This log can’t be read back');
  await says(log(page), 'The container’s log driver is none');
});

test('ST-09 a flood: the view can be held still, searched and followed while it runs', async () => {
  // Until it is told to stop; at most for half a minute.
  const flood =
    'i=0; while [ ! -f /tmp/stop ] && [ $i -lt 300000 ]; do i=$((i+1)); echo "flood $i"; [ $((i%200)) = 0 ] && sleep 0.02; done';
  const { id } = await create(stage.engine, 'flood', onDemand(`${flood}; echo it is over`));
  const page = await stage.open(`/containers/${id}/logs`);
  await stage.engine.api('POST', `/containers/${id}/start`);
  await log(page)
    .getByText(/^flood \d/)
    .first()
    .waitFor();
  await page.keyboard.press('f');
  await logButton(page, /Follow · [\d,]+ new lines/).waitFor();
  // On a busy machine the lines held come a moment after they were asked for.
  await expect.poll(async () => (await drawn(page)).filter((text) => text === '')).toEqual([]);
  const held = await drawn(page);
  await logSearch(page).fill('flood \\d+1$');
  await logButton(page, 'Regular expression').click();
  await says(status(page), /[1-9][\d,]* hits/);
  expect(await drawn(page)).toEqual(held);
  await inside(stage.engine, id, ['touch', '/tmp/stop']);
  await logButton(page, 'Regular expression').click();
  await logSearch(page).fill('it is over');
  await says(status(page), '1 hit', 60_000);
  await logSearch(page).press('Enter');
  await log(page).locator('mark').getByText('it is over').waitFor();
  await log(page).focus();
  await page.keyboard.press('End');
  await logButton(page, /^Pause/).waitFor();
  await line(page, 'it is over').waitFor();
});
