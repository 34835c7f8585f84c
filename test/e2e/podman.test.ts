/** The same page on Podman's service: what a person does most, so that the seam holds for both. */
import { expect, test } from 'vitest';
import { sharedPodman } from '../engine/shared';
import { run, stateOf } from './support/containers';
import { engineStatus, goes, goTo, list, row, rowVerb, says, screen } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedPodman);

test('the list is live, and a container is stopped, started and deleted', async () => {
  const made = await run(stage.engine, 'podman');
  const page = await stage.open();
  await says(engineStatus(page), /^Connected · API \d/);
  await says(row(page, made.name), 'running');
  await (await rowVerb(page, made.name, 'Stop')).click();
  await says(row(page, made.name), 'exited');
  await (await rowVerb(page, made.name, 'Start')).click();
  await says(row(page, made.name), 'running');
  await stage.engine.api('POST', `/containers/${made.id}/kill`);
  await says(row(page, made.name), 'exit');
  await row(page, made.name).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => stateOf(stage.engine, made)).toBe('gone');
  await goTo(page, 'Containers');
  await goes(row(page, made.name));
});

test('a log is followed and a shell is typed in', async () => {
  const { id } = await run(stage.engine, 'shell', {
    Cmd: ['sh', '-c', `trap 'exit 0' TERM; while :; do echo tick; sleep 0.3 & wait $!; done`],
  });
  const page = await stage.open(`/containers/${id}/logs`);
  await says(page.getByRole('region', { name: 'Logs' }).getByRole('status'), /[3-9] lines · following/);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);
  await page.keyboard.type('echo $((6 * 7))');
  await page.keyboard.press('Enter');
  await expect.poll(() => screen(page)).toMatch(/^42$/m);
  await page.keyboard.type('exit 3');
  await page.keyboard.press('Enter');
  await says(
    page.getByRole('region', { name: 'Terminal' }).getByRole('status').filter({ hasText: /\S/ }),
    'exit code 3',
  );
});

test('images have their history and layers', async () => {
  const page = await stage.open('/images');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('sample/web');
  await list(page, 'Images').getByRole('row').filter({ hasText: 'sample/web' }).getByRole('link').first().click();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await says(page.getByRole('tabpanel'), '3 layers');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('tabpanel').getByRole('row').filter({ hasText: 'COPY www /www' }).waitFor();
});
