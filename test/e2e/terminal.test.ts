/** A shell in a container: opened, typed in, resized, found again after a reload, ended. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, run } from './support/containers';
import { goes, heading, says, screen } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const terminal = (page: Page) => page.getByRole('region', { name: 'Terminal' });
/** How the shell ended. */
const ending = (page: Page) => terminal(page).getByRole('status').filter({ hasText: /\S/ });
const shows = (page: Page, text: string | RegExp) => expect.poll(() => screen(page)).toMatch(text);

/** Opens the Terminal tab and waits for the prompt. */
async function openShell(id: string): Promise<Page> {
  const page = await stage.open(`/containers/${id}/terminal`);
  await shows(page, /[#$]\s*$/);
  return page;
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('opens a shell by itself, takes what is typed, and says how it ended', async () => {
  const { id, name } = await run(stage.engine, 'shell');
  const page = await openShell(id);
  await type(page, 'echo sum $((20 + 22)) in $HOSTNAME');
  await shows(page, `sum 42 in ${id.slice(0, 12)}`);
  await says(terminal(page).locator('code').first(), new RegExp(`^docker exec -it ${name} \\w*sh$`));
  await type(page, 'exit 7');
  await says(ending(page), 'ended with exit code 7');
  await says(terminal(page).getByRole('tab'), 'exit 7');
  // In the ended one's place, by the key too.
  await terminal(page).getByRole('textbox').focus();
  await page.keyboard.press('Enter');
  await goes(ending(page));
  await shows(page, /[#$]\s*$/);
  expect(await terminal(page).getByRole('tab').count()).toBe(1);
});

test('a reload brings back the screen and the same shell; a second page sees it too', async () => {
  const { id } = await run(stage.engine, 'reload');
  const page = await openShell(id);
  await type(page, 'mark=kept; echo before-the-reload');
  await shows(page, /^before-the-reload$/m);
  await page.reload();
  await shows(page, /^before-the-reload$/m);
  await terminal(page).getByRole('textbox').focus();
  await type(page, 'echo $mark-$mark');
  await shows(page, /^kept-kept$/m);
  const other = await stage.open(`/containers/${id}/terminal`);
  await shows(other, /^kept-kept$/m);
  expect(await terminal(other).getByRole('tab').count()).toBe(1);
});

test('the program learns of a new size, and leaving the tab keeps the shell', async () => {
  const { id } = await run(stage.engine, 'size');
  const page = await openShell(id);
  const columns = async (mark: string) => {
    await type(page, `echo ${mark}-$(stty size)`);
    await shows(page, new RegExp(`^${mark}-\\d+ \\d+$`, 'm'));
    return Number(new RegExp(`^${mark}-\\d+ (\\d+)$`, 'm').exec(await screen(page))?.[1]);
  };
  const wide = await columns('wide');
  await page.setViewportSize({ width: 1_000, height: 700 });
  await expect.poll(() => columns(`n${Date.now()}`)).toBeLessThan(wide);
  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await shows(page, /^wide-\d+ \d+$/m);
  expect(await terminal(page).getByRole('tab').count()).toBe(1);
});

test('a container without a shell says so and what to do', async () => {
  const { body } = await stage.engine.api('GET', '/containers/distroless/json');
  const page = await stage.open(`/containers/${(body as { Id: string }).Id}/terminal`);
  const alert = terminal(page).getByRole('alert');
  await says(alert, 'This container has no shell');
  await says(alert, 'Images made from scratch often have none. A debug shell brings its own');
  await terminal(page).getByRole('button', { name: 'Debug shell' }).click();
  await page.getByRole('dialog', { name: 'Debug shell' }).waitFor();
});

test('a container that does not run: no shell is tried, the reason is said; started, one can be opened', async () => {
  const { id, name } = await create(stage.engine, 'stopped');
  const page = await stage.open(`/containers/${id}/terminal`);
  await says(terminal(page).getByRole('note'), `${name} was never started. Start it to open a shell in it.`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await goes(terminal(page).getByRole('note'));
  await terminal(page).getByRole('button', { name: 'Open shell', exact: true }).last().click();
  await shows(page, /[#$]\s*$/);
});

test('another command, as another user', async () => {
  const { id } = await run(stage.engine, 'choose');
  const page = await openShell(id);
  await terminal(page).getByRole('button', { name: 'Open with …' }).click();
  await terminal(page).getByRole('combobox', { name: 'Shell' }).selectOption('Another command');
  await terminal(page).getByRole('textbox', { name: 'Shell or command' }).fill('sh -c "id; echo $MARK"');
  await terminal(page).getByRole('textbox', { name: 'Environment' }).fill('MARK=from-the-form');
  await terminal(page).getByRole('textbox', { name: 'User' }).fill('nobody');
  await terminal(page).getByRole('button', { name: 'Open shell', exact: true }).last().click();
  await shows(page, /uid=65534\(nobody\)[\s\S]*from-the-form/);
  await says(ending(page), 'ended with exit code 0');
});

test('a shell whose container goes says that it ended', async () => {
  const { id, name } = await run(stage.engine, 'dies');
  const page = await openShell(id);
  await stage.engine.api('POST', `/containers/${id}/kill`);
  await says(ending(page), /killed|lost|ended|stopped/);
  await heading(page, name).waitFor();
  await terminal(page)
    .getByRole('button', { name: /^Close / })
    .click();
  await goes(terminal(page).getByRole('tab'));
});
