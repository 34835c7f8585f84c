/** The list of containers: live, found, filtered, sorted and remembered. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, run } from './support/containers';
import { engineStatus, goes, heading, list, names, row, rowVerb, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

test('shows every container of the engine under its project, and that it is connected', async () => {
  const page = await stage.open();
  await heading(page, 'Containers').waitFor();
  for (const name of ['web', 'logger', 'shell', 'distroless', 'exit3', 'restarts', 'shop-web-1', 'shop-db-1'])
    await row(page, name).waitFor();
  await says(engineStatus(page), /^Connected · API \d/);
  await says(row(page, 'web'), 'healthy');
  await says(row(page, 'exit3'), 'exit 3');
  await list(page, 'Containers')
    .getByRole('row', { name: /shop.*running of 3/ })
    .waitFor();
  expect(await page.title()).toContain('Berth');
});

test('what another program does shows without a reload: create, start, rename, stop, delete', async () => {
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
  const { api } = stage.engine;

  const { id, name } = await create(stage.engine, 'live');
  await says(row(page, name), 'created, never started');
  await api('POST', `/containers/${id}/start`);
  await says(row(page, name), 'running');
  await api('POST', `/containers/${id}/rename?name=${name}-renamed`);
  await row(page, `${name}-renamed`).waitFor();
  await api('POST', `/containers/${id}/rename?name=${name}`);
  await api('POST', `/containers/${id}/pause`);
  await says(row(page, name), 'paused');
  await api('POST', `/containers/${id}/unpause`);
  await api('POST', `/containers/${id}/stop`);
  await says(row(page, name), 'exited 0');
  await api('DELETE', `/containers/${id}`);
  await goes(row(page, name));
  expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true);
});

test('the state chips filter, and count what they would show', async () => {
  const made = await create(stage.engine, 'filter');
  const page = await stage.open();
  await row(page, made.name).waitFor();
  const chip = (name: RegExp) => page.getByRole('group', { name: 'State' }).getByRole('button', { name });

  await chip(/^Running \d/).click();
  await goes(row(page, made.name));
  await row(page, 'web').waitFor();
  await chip(/^Stopped \d/).click();
  await row(page, made.name).waitFor();
  await goes(row(page, 'web'));
  await chip(/^Needs a look \d/).click();
  await row(page, 'exit3').waitFor();
  await goes(row(page, made.name));
  // One that restarts over and over comes and goes.
  const told = async () => (await chip(/^Needs a look/).textContent()) === `Needs a look ${(await names(page)).length}`;
  await expect.poll(told).toBe(true);
});

test('search finds by name, image and label, and says what to do when nothing matches', async () => {
  const { name } = await create(stage.engine, 'search', { Labels: { colour: 'ultramarine' } });
  const page = await stage.open();
  const search = page.getByRole('searchbox', { name: 'Search containers' });
  await row(page, name).waitFor();

  await search.fill(name);
  await expect.poll(() => names(page)).toEqual([name]);
  await search.fill('ULTRAMARINE');
  await expect.poll(() => names(page)).toEqual([name]);
  await search.fill('sample/exit3');
  await expect.poll(() => names(page)).toEqual(['exit3']);
  await search.fill('no such thing');
  await page.getByText('No container matches').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await row(page, 'web').waitFor();
  expect(await search.inputValue()).toBe('');
});

test('sort, columns, filter and grouping are remembered over a restart of Berth', async () => {
  const made = [await create(stage.engine, 'kept'), await create(stage.engine, 'kept')].map(({ name }) => name);
  const page = await stage.open();
  await row(page, 'web').waitFor();
  // Other suites may have left theirs on the shared engine.
  const own = async (where: typeof page) =>
    (await names(where)).filter((name) => made.includes(name) || name === 'exit3');
  const column = (where: typeof page, name: string) =>
    list(where, 'Containers').getByRole('columnheader', { name, exact: true });
  await page.getByRole('button', { name: 'By project' }).click();
  await column(page, 'Name').getByRole('button').click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Ports' }).click();
  await page.keyboard.press('Escape');
  await goes(column(page, 'Ports'));
  await page.getByRole('button', { name: /^Stopped/ }).click();
  await expect.poll(() => own(page)).toEqual([...made.toReversed(), 'exit3']);
  await page.close();

  await stage.berth.restart();
  const again = await stage.open();
  await expect.poll(() => own(again)).toEqual([...made.toReversed(), 'exit3']);
  expect(await column(again, 'Name').getAttribute('aria-sort')).toBe('descending');
  expect(await column(again, 'Ports').count()).toBe(0);
  expect(await again.getByRole('button', { name: 'By project' }).getAttribute('aria-pressed')).toBe('false');
});

test('two pages at once show the same, and one follows what the other does', async () => {
  const { name } = await run(stage.engine, 'two');
  const [one, other] = [await stage.open(), await stage.open()];
  await says(row(other, name), 'running');
  await row(one, name).hover();
  await row(one, name).getByRole('button', { name: 'Stop', exact: true }).click();
  await Promise.all([says(row(one, name), 'exited'), says(row(other, name), 'exited')]);
});

test('of a long name the end is seen too, and it is copied and read whole', async () => {
  const made = await create(stage.engine, 'a-name-much-longer-than-any-column-of-a-small-window');
  const page = await stage.open('/containers', { width: 960, height: 600 });
  await page.getByRole('searchbox', { name: 'Search containers' }).fill(made.name);
  const name = row(page, made.name).getByRole('link').first().locator('bdi');
  await name.waitFor();
  const drawn = () =>
    name.evaluate((bdi) => {
      getSelection()?.selectAllChildren(bdi);
      const whole = bdi.querySelector('span');
      return {
        cut: whole !== null && whole.scrollWidth > whole.clientWidth,
        // Its own box holds both halves: the end is not cut in turn.
        held: bdi.scrollWidth <= bdi.clientWidth,
        end: getComputedStyle(bdi, '::after').content.replaceAll('"', '').split(' / ')[0],
        copied: String(getSelection()),
      };
    });
  await expect.poll(drawn).toEqual({ cut: true, held: true, end: made.name.slice(-8), copied: made.name });
  await name.hover();
  await says(page.getByRole('tooltip'), made.name);
});

test('a row’s menu fits a small window, from its button and at the pointer; so do the filters', async () => {
  const made = await create(stage.engine, 'menu-fits');
  const page = await stage.open('/containers', { width: 960, height: 600 });
  await page.getByRole('searchbox', { name: 'Search containers' }).fill(made.name);
  // Nor is anything of the filters beyond its edge: the search gives way.
  const filters = page.getByRole('group', { name: 'State' }).locator('..');
  expect(await filters.evaluate((bar) => bar.scrollWidth - bar.clientWidth)).toBe(0);
  const menu = page.getByRole('menu');
  const hidden = () => menu.evaluate((box) => box.scrollHeight - box.clientHeight);
  await (await rowVerb(page, made.name, 'More')).click();
  await menu.getByRole('menuitem', { name: 'Delete' }).waitFor();
  expect(await hidden()).toBe(0);
  await page.keyboard.press('Escape');
  await goes(menu);
  await row(page, made.name).click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Delete' }).waitFor();
  expect(await hidden()).toBe(0);
});
