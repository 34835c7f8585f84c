/** Many containers: scrolled, found, selected, changed; the page draws what it shows. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create } from './support/containers';
import { goes, names, row, says, selection } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);
const count = 300;

test('300 containers: all are reached, all are selected, one that changes shows', { timeout: 180_000 }, async () => {
  const queue = Array.from({ length: count }, (_, index) => index);
  const made = new Map<number, Awaited<ReturnType<typeof create>>>();
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      made.set(next, await create(stage.engine, 'crowd', { HostConfig: { NetworkMode: 'none' } }));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const page = await stage.open('/containers', { height: 800 });
  await page.getByRole('searchbox', { name: 'Search containers' }).fill(`crowd-${process.pid}`);
  const grid = page.getByRole('grid', { name: 'Containers' });
  // Head and the line of those without a project, then all of them.
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(count + 2));
  expect((await names(page)).length).toBeLessThan(80);

  const [top = ''] = await names(page);
  await row(page, top).focus();
  await page.keyboard.press('End');
  const last = [...made.values()]
    .map(({ name }) => name)
    .toSorted(new Intl.Collator(undefined, { numeric: true }).compare)
    .at(-1);
  await row(page, last ?? '').waitFor();
  await expect.poll(() => row(page, last ?? '').evaluate((line) => line === document.activeElement)).toBe(true);
  expect(await row(page, top).count()).toBe(0);

  const bottom = [...made.values()].find(({ name }) => name === last);
  await stage.engine.api('POST', `/containers/${bottom?.id}/start`);
  await says(row(page, last ?? ''), 'running');
  await page.keyboard.press('Home');
  await row(page, top).waitFor();

  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await says(selection(page).getByRole('status'), `${count} selected`);
  await selection(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  const dialog = page.getByRole('alertdialog', { name: `Delete ${count} containers?` });
  await says(dialog, `and ${count - 8} more`);
  await dialog.getByRole('checkbox', { name: 'Kill first' }).check();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => page.getByText('No container matches').count(), { timeout: 90_000 }).toBe(1);
  await says(page.getByRole('region', { name: 'What just happened' }), `Deleted ${count} containers`);
  await page.getByRole('button', { name: 'Show all' }).click();
  await row(page, 'web').waitFor();
  await goes(row(page, top));
});
