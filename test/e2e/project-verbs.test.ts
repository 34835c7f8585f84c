/** A Compose project as one thing, and a selection's networks: by its line's menu, by the palette, by the toolbar. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { type Made, run, stateOf } from './support/containers';
import { doByPalette } from './support/keys';
import { commandIn, goes, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

interface Project {
  readonly name: string;
  readonly all: readonly Made[];
}

/** Two running containers whose labels name one project. */
async function project(): Promise<Project> {
  const name = unique('project').replaceAll('_', '-');
  const Labels = { 'com.docker.compose.project': name };
  const all = await Promise.all([1, 2].map(() => run(stage.engine, 'part', { Labels })));
  return { name, all: [...all].sort((a, b) => a.name.localeCompare(b.name)) };
}
const states = ({ all }: Project) => Promise.all(all.map((one) => stateOf(stage.engine, one)));
const line = (page: Page, { name }: Project) =>
  page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) });

async function choose(page: Page, of: Project, entry: string): Promise<void> {
  await line(page, of).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

const networks: string[] = [];
afterEach(async () => {
  for (const name of networks.splice(0)) await stage.engine.api('DELETE', `/networks/${name}`);
});

test('a project is paused, unpaused, killed and deleted from its line; what is lost is asked first, by name', async () => {
  const made = await project();
  const names = made.all.map(({ name }) => name).join(' ');
  const page = await stage.open();
  await row(page, made.all[0]?.name ?? '').waitFor();
  await choose(page, made, 'Pause');
  await expect.poll(() => states(made)).toEqual(['paused', 'paused']);
  await choose(page, made, 'Unpause');
  await expect.poll(() => states(made)).toEqual(['running', 'running']);

  await choose(page, made, 'Kill…');
  const kill = page.getByRole('alertdialog', { name: 'Kill 2 containers?' });
  await says(kill.getByRole('list', { name: 'What is killed' }), made.all[1]?.name ?? '');
  expect(await commandIn(kill)).toBe(`docker kill ${names}`);
  await kill.getByRole('button', { name: 'Kill', exact: true }).click();
  await expect.poll(() => states(made)).toEqual(['exited', 'exited']);

  await choose(page, made, 'Delete…');
  const remove = page.getByRole('alertdialog', { name: 'Delete 2 containers?' });
  expect(await commandIn(remove)).toBe(`docker rm ${names}`);
  await remove.getByRole('button', { name: 'Delete', exact: true }).click();
  await goes(line(page, made));
});

test('the palette does the same to a project', async () => {
  const made = await project();
  const page = await stage.open();
  await row(page, made.all[0]?.name ?? '').waitFor();
  const type = (words: string) => doByPalette(page, words, new RegExp(words, 'i'));
  await type(`pause all of ${made.name}`);
  await expect.poll(() => states(made)).toEqual(['paused', 'paused']);
  await type(`delete all of ${made.name}`);
  const remove = page.getByRole('alertdialog', { name: 'Delete 2 containers?' });
  await remove.waitFor();
  await page.keyboard.press('Escape');
  await goes(remove);
  expect(await states(made)).toEqual(['paused', 'paused']);
});

test('a selection joins a network and leaves it', async () => {
  const made = await project();
  const network = unique('net');
  networks.push(network);
  await stage.engine.api('POST', '/networks/create', { Name: network });
  const joined = async () => {
    const { body } = await stage.engine.api('GET', `/networks/${network}`);
    return Object.keys((body as { Containers: object }).Containers).sort();
  };
  const page = await stage.open();
  await row(page, made.all[0]?.name ?? '').waitFor();
  const change = async (verb: 'Connect' | 'Disconnect') => {
    await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Networks…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Networks of 2 containers' });
    await dialog.getByLabel('What to do').selectOption({ label: `${verb} all ${verb === 'Connect' ? 'to' : 'from'}` });
    await dialog.getByLabel('Network', { exact: true }).selectOption(network);
    await expect
      .poll(() => commandIn(dialog))
      .toContain(`network ${verb.toLowerCase()} ${network} ${made.all[1]?.name}`);
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await goes(dialog);
  };
  await line(page, made).getByRole('checkbox').check();
  await change('Connect');
  await expect.poll(joined).toEqual(made.all.map(({ id }) => id).sort());
  await change('Disconnect');
  await expect.poll(joined).toEqual([]);
});
