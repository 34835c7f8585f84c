/** Files, a project, an edit, images of containers and images by keys alone; rows, run, palette, terminal and Activity have theirs beside their own tests. */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { create, run, runAfter, stateOf } from './support/containers';
import { doByPalette, enter, focusIn } from './support/keys';
import { chooseByKeys, goes, heading, openByKeys, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

/** The name of what has the focus, as a screen reader would say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const label = active?.getAttribute('aria-label') ?? (active as HTMLInputElement | null)?.labels?.[0]?.textContent;
    return (label ?? active?.textContent ?? '').trim();
  });

/** Presses a key until what has the focus is called so. */
async function press(page: Page, key: string, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const now = await focused(page);
    if (typeof name === 'string' ? now === name : name.test(now)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${name}; the focus is on "${await focused(page)}"`);
}

const contentOf = async (id: string, command: string) => {
  const { body } = await stage.engine.api('POST', `/containers/${id}/exec`, {
    Cmd: ['sh', '-c', command],
    AttachStdout: true,
    Tty: true,
  });
  const { body: said } = await stage.engine.api('POST', `/exec/${(body as { Id: string }).Id}/start`, { Tty: true });
  return String(said);
};

test('a file is found, edited, saved, renamed, and deleted; another is uploaded', async () => {
  const made = await runAfter(stage.engine, 'keys-files', 'mkdir /w; echo one > /w/note.sh');
  const page = await stage.open(`/containers/${made.id}/files/~2fw`);
  await row(page, 'note.sh').waitFor();
  await row(page, 'note.sh').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Text of note.sh' }).waitFor();
  await press(page, 'Tab', 'Text of note.sh');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+s');
  await goes(page.getByText('not saved'));
  await expect.poll(() => contentOf(made.id, 'cat /w/note.sh')).toContain('two');
  await press(page, 'Shift+Tab', 'Close note.sh');
  await enter(page);

  await row(page, 'note.sh').focus();
  await page.keyboard.press('.');
  await chooseByKeys(page, 'Rename');
  await focusIn(page.getByRole('dialog', { name: 'Rename note.sh' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('other.sh');
  await page.keyboard.press('Enter');
  await row(page, 'other.sh').waitFor();

  await row(page, 'other.sh').focus();
  await press(page, 'Shift+Tab', 'Upload');
  await enter(page);
  await page.getByRole('menu').waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), chooseByKeys(page, 'Files')]);
  await chooser.setFiles({ name: 'up.txt', mimeType: 'text/plain', buffer: Buffer.from('up') });
  await row(page, 'up.txt').waitFor();

  await row(page, 'other.sh').focus();
  await page.keyboard.press('.');
  await chooseByKeys(page, 'Delete');
  await focusIn(page.getByRole('alertdialog', { name: 'Delete other.sh?' }));
  await press(page, 'Tab', 'Delete');
  await enter(page);
  await goes(row(page, 'other.sh'));
});

test('a project is paused from its line', async () => {
  const project = unique('keys-project');
  const made = await run(stage.engine, 'keys-part', { Labels: { 'com.docker.compose.project': project } });
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(made.name);
  await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(3);
  await row(page, made.name).focus();
  await page.keyboard.press('ArrowUp');
  await press(page, 'ArrowRight', 'More');
  await enter(page);
  await chooseByKeys(page, 'Pause');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('paused');
});

test('a container is edited: opened by the palette, changed, reviewed, made anew', async () => {
  const made = await run(stage.engine, 'keys-edit');
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await doByPalette(page, `edit ${made.name}`, `Edit ${made.name}`);
  const dialog = page.getByRole('dialog', { name: `Edit ${made.name}` });
  await dialog.getByRole('tab', { name: /^Basics/ }).waitFor();
  await focusIn(dialog);
  await press(page, 'Tab', /^Basics/);
  await press(page, 'ArrowDown', /^Labels/);
  await press(page, 'Tab', 'Add a label');
  await enter(page);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type('colour');
  await page.keyboard.press('Tab');
  await page.keyboard.type('blue');
  await press(page, 'Tab', 'Review changes');
  await enter(page);
  await says(dialog, 'colour');
  await press(page, 'Tab', 'Recreate');
  await enter(page);
  await goes(dialog);
  const labels = async () => {
    const { body } = await stage.engine.api('GET', `/containers/${made.name}/json`);
    return (body as { Config?: { Labels?: Record<string, string> } }).Config?.Labels;
  };
  await expect.poll(labels, { timeout: 40_000 }).toMatchObject({ colour: 'blue' });
});

test('a container is committed, copied as text and exported', async () => {
  const made = await create(stage.engine, 'keys-make');
  const page = await stage.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await row(page, made.name).waitFor();
  const menu = async () => {
    await row(page, made.name).focus();
    await page.keyboard.press('.');
  };
  const reference = `${unique('keys-commit')}:1`;
  await menu();
  await chooseByKeys(page, 'Commit…');
  const commit = page.getByRole('dialog', { name: 'Commit container' });
  await focusIn(commit);
  await press(page, 'Tab', 'Image');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(reference);
  await page.keyboard.press('Enter');
  await goes(commit);
  expect((await stage.engine.api('GET', `/images/${reference}/json`)).status).toBe(200);

  await menu();
  await openByKeys(page, 'Copy');
  await chooseByKeys(page, 'Copy as Compose');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^services:/);

  await menu();
  await chooseByKeys(page, 'Export file system…');
  await focusIn(page.getByRole('dialog', { name: 'Export file system' }));
  await press(page, 'Tab', 'Export');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(execFileSync('tar', ['-tf', await download.path()], { encoding: 'utf8' })).toMatch(/^bin\/busybox$/m);
});

test('an image is found, its tabs are walked, and it is deleted', async () => {
  const name = unique('keys-image');
  const { id } = await create(stage.engine, 'keys-image');
  expect((await stage.engine.api('POST', `/commit?container=${id}&repo=${name}&tag=1`)).status).toBe(201);
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await heading(page, 'Images').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(2);
  const line = page.getByRole('grid').getByRole('row').nth(1);
  await line.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  for (const [key, tab] of Object.entries({ 2: 'Layers', 3: 'History', 4: 'Inspect' })) {
    await page.keyboard.press(key);
    await page.getByRole('tab', { name: tab, selected: true }).waitFor();
  }
  await page.keyboard.press('Escape');
  await heading(page, 'Images').waitFor();
  await line.focus();
  await page.keyboard.press('.');
  await chooseByKeys(page, 'Delete');
  const question = page.getByRole('alertdialog');
  await focusIn(question);
  await press(page, 'Tab', 'Delete');
  await enter(page);
  await goes(question);
  await expect.poll(async () => (await stage.engine.api('GET', `/images/${name}:1/json`)).status).toBe(404);
});
