/** Images: listed, looked into, deleted. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { create } from './support/containers';
import { commandIn, goes, goTo, heading, list, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

async function tag(): Promise<string> {
  const name = unique('image');
  expect((await stage.engine.api('POST', `/images/sample/exit3:1/tag?repo=${name}&tag=1`)).status).toBe(201);
  return name;
}

test('lists the images live, several tags of one image as one row', async () => {
  const page = await stage.open();
  await goTo(page, 'Images');
  await heading(page, 'Images').waitFor();
  for (const name of ['shell', 'web', 'logger', 'distroless'])
    await list(page, 'Images')
      .getByRole('row')
      .filter({ hasText: `sample/${name}` })
      .first()
      .waitFor();
  const before = await list(page, 'Images').getByRole('row').count();
  const name = await tag();
  const line = list(page, 'Images').getByRole('row').filter({ hasText: name });
  await line.waitFor();
  await says(line, 'sample/exit3');
  expect(await list(page, 'Images').getByRole('row').count()).toBe(before);
  await stage.engine.api('DELETE', `/images/${name}:1`);
  await goes(line);
});

test('an image shows its history and its layers: which step made which', async () => {
  const page = await stage.open('/images');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('sample/web');
  await row(page, 'sample/web').click({ trial: true });
  await row(page, 'sample/web').getByRole('link').first().click();
  await page.getByRole('tab', { name: 'Layers' }).click();
  const lines = page.getByRole('tabpanel').getByRole('row');
  await says(page.getByRole('tabpanel'), '3 layers');
  await lines
    .filter({ hasText: 'COPY www /www' })
    .filter({ hasText: /sha256:/ })
    .waitFor();
  await lines.filter({ hasText: 'EXPOSE 8080' }).filter({ hasText: 'no layer' }).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => page.url()).toMatch(/\/history$/);
  const steps = page.getByRole('tabpanel').getByRole('row');
  await steps.filter({ hasText: 'COPY www /www' }).waitFor();
  // The head, and each step of the image in the order it was made.
  const { body } = await stage.engine.api('GET', '/images/sample/web:1/history');
  await expect.poll(() => steps.count()).toBe((body as unknown[]).length + 1);
  await says(steps.nth(1), 'ADD shell.tar /');
  await page.reload();
  await steps.filter({ hasText: 'COPY www /www' }).waitFor();
});

test('an image in use is not deleted, and says by what; Command shows how', async () => {
  // One more than the sample's own.
  await create(stage.engine, 'user', { Image: 'sample/exit3:1' });
  const page = await stage.open('/images');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('sample/exit3');
  await row(page, 'sample/exit3').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await says(dialog.getByRole('list', { name: 'What stays' }), 'sample/exit3:1 is used by exit3, ');
  expect(await commandIn(dialog)).toContain('docker rmi');
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  expect(await confirm.getAttribute('aria-disabled')).toBe('true');
  expect(await confirm.getAttribute('aria-description')).toMatch(/\S/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await stage.engine.api('GET', '/images/sample/exit3:1/json')).status).toBe(200);
});
