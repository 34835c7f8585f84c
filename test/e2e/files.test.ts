/** Issue 4, point 6: the files of any container, by clicking. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { create, type Made, run, runAfter } from './support/containers';
import { activity, goes, openActivity, row, says, select, selection } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const bare = () => create(stage.engine, 'bare', { Image: 'sample/distroless:1', Cmd: undefined });
const files = (made: Made, folder = '') =>
  `/containers/${made.id}/files${folder && `/${folder.replaceAll('/', '~2f')}`}`;
const status = (page: Awaited<ReturnType<typeof stage.open>>) => page.getByRole('status', { name: 'Folder listing' });

test('a file in a stopped container without a shell: made by upload, edited, saved, and as saved after a reload', async () => {
  const made = await bare();
  const page = await stage.open(files(made));
  await row(page, 'httpd').waitFor();
  await says(status(page), 'Read from the engine’s export');
  await page
    .getByLabel('Files to upload')
    .setInputFiles({ name: 'app.yaml', mimeType: 'text/yaml', buffer: Buffer.from('port: 1\n') });
  await row(page, 'app.yaml').getByRole('img', { name: 'Added since the image' }).waitFor();
  await row(page, 'app.yaml').getByRole('link').click();
  const editor = page.getByRole('textbox', { name: 'Text of app.yaml' });
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('workers: 4');
  await page.getByText('not saved').waitFor();
  await page.keyboard.press('Control+S');
  await goes(page.getByText('not saved'));
  await page.reload();
  await row(page, 'app.yaml').getByRole('link').click();
  await expect.poll(() => editor.textContent()).toContain('workers: 4');
  await openActivity(page);
  await says(activity(page), 'Saved /app.yaml');
  await activity(page).getByText(`docker cp ./app.yaml ${made.name}:/app.yaml`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('changed underneath: both texts are shown, and the person says which one stays', async () => {
  const made = await runAfter(stage.engine, 'underneath', 'echo first > /note');
  const page = await stage.open(files(made));
  await row(page, 'note').getByRole('link').click();
  const editor = page.getByRole('textbox', { name: 'Text of note' });
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('mine');
  const { body } = await stage.engine.api('POST', `/containers/${made.id}/exec`, {
    Cmd: ['sh', '-c', 'echo theirs > /note'],
  });
  const exec = (body as { Id: string }).Id;
  await stage.engine.api('POST', `/exec/${exec}/start`, { Detach: true });
  await expect
    .poll(async () => (await stage.engine.api('GET', `/exec/${exec}/json`)).body)
    .toMatchObject({ ExitCode: 0 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'note changed in the container' });
  await says(dialog, 'theirs');
  await says(dialog, 'mine');
  // The question is all that is said: nothing failed.
  expect(await page.getByText('Could not save').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Replace theirs' }).click();
  await goes(dialog);
  await goes(page.getByText('not saved'));
});

test('folders: new, into, up, rename, delete with the question; the command is shown', async () => {
  const made = await run(stage.engine, 'folders');
  const page = await stage.open(files(made));
  await page.getByRole('button', { name: 'New folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New folder' });
  await dialog.getByLabel('Name').fill('my data');
  await says(dialog, `docker exec --user 0 ${made.name} mkdir -- '/my data'`);
  await page.keyboard.press('Enter');
  await row(page, 'my data').getByRole('link').click();
  await page.getByText('This folder is empty').waitFor();
  expect(page.url()).toContain('/files/~2fmy~20data');
  await page.getByRole('link', { name: 'Root folder' }).click();
  await select(page, 'my data').check();
  await selection(page).getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('data');
  await page.keyboard.press('Enter');
  await row(page, 'data').waitFor();
  await row(page, 'data').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete data?' });
  await says(question, `docker exec --user 0 ${made.name} rm -rf -- /data`);
  await question.getByRole('button', { name: 'Delete' }).click();
  await goes(row(page, 'data'));
});

test('only what changed; deleted files are shown as gone', async () => {
  const made = await runAfter(stage.engine, 'marks', 'rm /bin/zcat; echo x > /bin/new');
  const page = await stage.open(files(made, '/bin'));
  await page.getByRole('button', { name: /^Changed [1-9]\d* since the image/ }).click();
  await row(page, 'new').waitFor();
  await expect.poll(() => page.getByRole('grid', { name: 'Files' }).getByRole('row').count()).toBe(3);
  await page.getByRole('img', { name: 'Deleted since the image' }).waitFor();
});

test('a file and a folder are downloaded', async () => {
  const made = await bare();
  const page = await stage.open(files(made));
  await row(page, 'httpd').click({ button: 'right' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download', exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('httpd');
  expect(readFileSync(await file.path()).toString('latin1', 1, 4)).toBe('ELF');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const [folder] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'This folder as zip' }).click(),
  ]);
  expect(folder.suggestedFilename()).toBe(`${made.name}.zip`);
  expect(readFileSync(await folder.path()).toString('latin1', 0, 2)).toBe('PK');
});

test('several are downloaded as one archive; an empty folder that is dropped is made', async () => {
  const made = await runAfter(stage.engine, 'several', 'mkdir /w; echo a > /w/a; echo b > /w/b');
  const page = await stage.open(files(made, '/w'));
  await row(page, 'a').waitFor();
  await select(page, 'a').check();
  await select(page, 'b').check();
  await selection(page).getByRole('button', { name: 'Download' }).click();
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As zip' }).click(),
  ]);
  expect(archive.suggestedFilename()).toBe(`${made.name}-2.zip`);
  expect(
    readFileSync(await archive.path())
      .toString('latin1')
      .split('PK\x03\x04'),
  ).toHaveLength(3);

  // The browser gives no drop of real folders to a script: its entry is told as the file system's own would be.
  await page.getByRole('grid', { name: 'Files' }).evaluate((grid) => {
    const folder = {
      name: 'hollow',
      isFile: false,
      createReader: () => ({ readEntries: (tell: (some: readonly object[]) => void) => tell([]) }),
    };
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    const dataTransfer = { types: ['Files'], files: [], items: [{ webkitGetAsEntry: () => folder }] };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    grid.dispatchEvent(event);
  });
  await row(page, 'hollow').waitFor();
  await page.getByText('Uploaded 1 empty folder').first().waitFor();
});

test('an upload that would replace asks first; the old file stays until then', async () => {
  const made = await runAfter(stage.engine, 'replace', 'echo old > /note');
  const page = await stage.open(files(made));
  await row(page, 'note').waitFor();
  await page
    .getByLabel('Files to upload')
    .setInputFiles({ name: 'note', mimeType: 'text/plain', buffer: Buffer.from('new text') });
  const question = page.getByRole('alertdialog', { name: 'Replace note?' });
  await question.getByRole('button', { name: 'Replace' }).click();
  await page.getByText('Uploaded 1 file').first().waitFor();
  await row(page, 'note').getByRole('link').click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Text of note' }).textContent()).toContain('new text');
});

test('FI-03 a folder of 100,000 does not hang the page', { timeout: 240_000 }, async () => {
  const made = await runAfter(stage.engine, 'many', 'mkdir /big; cd /big; seq 1 100000 | xargs touch');
  const page = await stage.open(files(made));
  await row(page, 'big').getByRole('link').click();
  await page.getByRole('grid', { name: 'Files' }).getByRole('link').first().waitFor();
  await expect.poll(() => status(page).textContent(), { timeout: 120_000 }).toContain('100000 items');
  await page.getByRole('searchbox', { name: 'Search files' }).fill('99999');
  await row(page, '99999').waitFor();
});
