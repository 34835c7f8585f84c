/** A container's log as it comes: read, followed, searched, held still. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { run } from './support/containers';
import { says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const logs = (page: Page) => page.getByRole('region', { name: 'Logs' });
const log = (page: Page) => logs(page).getByRole('log');
const status = (page: Page) => logs(page).getByRole('status');

/** Writes a line each time a file appears: the test says when. */
const onDemand = (start: string) => ({
  Cmd: [
    'sh',
    '-c',
    `trap 'exit 0' TERM; ${start}; while :; do [ -f /tmp/go ] && { cat /tmp/go; rm /tmp/go; }; sleep 0.05; done`,
  ],
});

async function write(id: string, text: string): Promise<void> {
  const { api } = stage.engine;
  const command = [
    'sh',
    '-c',
    `printf '%s\\n' "$1" > /tmp/next; mv /tmp/next /tmp/go; while [ -f /tmp/go ]; do sleep 0.02; done`,
    'sh',
    text,
  ];
  const { body } = await api('POST', `/containers/${id}/exec`, { Cmd: command, AttachStdout: true });
  await api('POST', `/exec/${(body as { Id: string }).Id}/start`, { Detach: false });
}

test('shows what was written, then each line as it comes, and marks stderr', async () => {
  const { id } = await run(stage.engine, 'log', onDemand('echo first; echo trouble >&2'));
  const page = await stage.open(`/containers/${id}/logs`);
  await log(page).getByText('first', { exact: true }).waitFor();
  await says(status(page), '2 lines · following');
  const trouble = log(page).locator('[data-stream=err]');
  await says(trouble, 'trouble');
  await trouble.getByRole('img', { name: 'stderr' }).waitFor({ state: 'attached' });
  await write(id, 'as it comes');
  await log(page).getByText('as it comes', { exact: true }).waitFor();
  await says(status(page), '3 lines');
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
  const search = logs(page).getByRole('searchbox', { name: 'Search logs' });
  expect(await search.inputValue()).toBe('APPLE');
  await says(status(page), '3 hits');
  await expect.poll(() => log(page).locator('mark').allTextContents()).toEqual(['apple', 'apple', 'apple']);
  await write(id, 'another apple');
  await says(status(page), '4 hits');
  await logs(page).getByRole('button', { name: 'Match case' }).click();
  await says(status(page), '0 hits');
  await logs(page).getByRole('button', { name: 'Match case' }).click();
  await logs(page).getByRole('button', { name: 'Regular expression' }).click();
  await search.fill('(apple|pear) [23]$');
  await says(status(page), '4 hits');
  await page.keyboard.press('Enter');
  await logs(page)
    .getByText(/^\d of 4$/)
    .waitFor();
  await search.fill('(');
  await logs(page).getByRole('alert').waitFor();
  await says(logs(page).getByRole('alert'), /\S/);
});

test('scrolling up holds the view still and counts what came; Follow leads to the newest', async () => {
  const { id } = await run(stage.engine, 'follow', onDemand('seq 1 500'));
  const page = await stage.open(`/containers/${id}/logs`);
  await log(page).getByText('500', { exact: true }).waitFor();
  await log(page).focus();
  await page.keyboard.press('Home');
  await log(page).getByText('1', { exact: true }).waitFor();
  await write(id, 'newest');
  await logs(page)
    .getByRole('button', { name: /Follow · 1 new line/ })
    .waitFor();
  expect(await log(page).getByText('1', { exact: true }).isVisible()).toBe(true);
  expect(await log(page).getByText('newest', { exact: true }).count()).toBe(0);
  await logs(page)
    .getByRole('button', { name: /Follow/ })
    .click();
  await log(page).getByText('newest', { exact: true }).waitFor();
  await logs(page).getByRole('button', { name: 'Pause' }).waitFor();
});

test('a container that ends: its log stays and says so; started again it goes on', async () => {
  const { id } = await run(stage.engine, 'ends', onDemand('echo begun'));
  const page = await stage.open(`/containers/${id}/logs`);
  await log(page).getByText('begun', { exact: true }).waitFor();
  await stage.engine.api('POST', `/containers/${id}/stop`);
  await says(status(page), 'the container has stopped');
  await stage.engine.api('POST', `/containers/${id}/start`);
  await says(status(page), 'following');
  await expect.poll(() => log(page).getByText('begun', { exact: true }).count()).toBe(2);
});

test('one that wrote nothing says so, and the page of it survives a reload', async () => {
  const { id } = await run(stage.engine, 'silent');
  const page = await stage.open(`/containers/${id}/logs`);
  await says(log(page), 'No output yet');
  await page.reload();
  await says(log(page), 'No output yet');
  expect(page.url()).toContain(`#/containers/${id}/logs`);
});
