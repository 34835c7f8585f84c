/** Every verb on containers by clicking and by keys alone, what each does on the engine, filters, and taking things back. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startDocker } from '../engine/engines';
import { sharedPodman } from '../engine/shared';
import { unique } from '../engine/unique';
import { accessibilityFaults } from './support/axe';
import { create, type Made, run, stateOf } from './support/containers';
import { enter, focusIn } from './support/keys';
import {
  activity,
  chooseByKeys,
  commandIn,
  goes,
  names,
  openActivity,
  openByKeys,
  row,
  says,
  select,
  selection,
} from './support/page';
import { createStage } from './support/stage';

/** Of its own: "Delete all stopped" and "Stop all" mean all. */
const stage = createStage(() => startDocker({ seed: 'small' }));

interface Inspected {
  readonly Name: string;
  readonly State: { readonly Status: string };
  readonly HostConfig: {
    readonly Memory: number;
    readonly MemorySwap: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
    readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  };
  readonly NetworkSettings: {
    readonly Networks: Record<string, { readonly IPAddress: string; readonly Aliases: readonly string[] | null }>;
  };
}

const inspect = async ({ id }: Made) =>
  (await stage.engine.api('GET', `/containers/${id}/json`)).body as unknown as Inspected;
const logOf = async ({ id }: Made) =>
  JSON.stringify((await stage.engine.api('GET', `/containers/${id}/logs?stdout=1`)).body);

/** Chooses from the menu at a row's end. */
async function choose(page: Page, name: string, entry: string): Promise<void> {
  await row(page, name).hover();
  await row(page, name).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menu').getByRole('menuitem', { name: entry, exact: true }).click();
}

const find = (page: Page, text: string) => page.getByRole('searchbox', { name: 'Search containers' }).fill(text);
const press = (place: Locator, name: string) => place.getByRole('button', { name, exact: true }).click();
const newest = (page: Page) => activity(page).getByRole('listitem').first();

async function makeNetwork(name: string, subnet: string): Promise<string> {
  const network = unique(name);
  const { status } = await stage.engine.api('POST', '/networks/create', {
    Name: network,
    IPAM: { Config: [{ Subnet: subnet }] },
  });
  expect(status).toBe(201);
  return network;
}

const traps = 'trap "echo got-HUP" HUP; trap "echo got-USR1" USR1; echo ready; while :; do sleep 0.1; done';

test('pause and unpause from the row’s menu; what the state forbids says why', async () => {
  const made = await run(stage.engine, 'pause');
  const page = await stage.open();
  await choose(page, made.name, 'Pause');
  await says(row(page, made.name), 'paused');
  expect(await stateOf(stage.engine, made)).toBe('paused');
  await row(page, made.name).hover();
  await row(page, made.name).getByRole('button', { name: 'More', exact: true }).click();
  const pause = page.getByRole('menuitem', { name: 'Pause', exact: true });
  await expect.poll(() => pause.getAttribute('aria-description')).toBe('It is paused');
  await page.getByRole('menuitem', { name: 'Unpause', exact: true }).click();
  await expect.poll(() => stateOf(stage.engine, made)).toBe('running');
});

test('kill sends the chosen signal, a typed one, and at last KILL', async () => {
  const made = await run(stage.engine, 'kill', { Cmd: ['sh', '-c', traps] });
  await expect.poll(() => logOf(made)).toContain('ready');
  const page = await stage.open();
  const dialog = page.getByRole('alertdialog', { name: `Kill ${made.name}?` });
  await choose(page, made.name, 'Kill…');
  await says(dialog, 'Many servers read their configuration anew');
  await dialog.getByRole('radio', { name: /^HUP/ }).check();
  expect(await commandIn(dialog)).toContain(`docker kill --signal HUP ${made.name}`);
  await press(dialog, 'Send SIGHUP');
  await expect.poll(() => logOf(made)).toContain('got-HUP');

  await choose(page, made.name, 'Kill…');
  await dialog.getByRole('radio', { name: /^Another/ }).check();
  await dialog.getByRole('textbox', { name: 'Which signal' }).fill('not one!');
  await dialog.getByText('That is no signal').waitFor();
  await dialog.getByRole('textbox', { name: 'Which signal' }).fill('usr1');
  await press(dialog, 'Send SIGUSR1');
  await expect.poll(() => logOf(made)).toContain('got-USR1');
  expect(await stateOf(stage.engine, made)).toBe('running');

  await choose(page, made.name, 'Kill…');
  await press(dialog, 'Kill');
  await says(row(page, made.name), 'exit 137');
});

test('rename is checked while it is typed, done by Enter, and taken back in Activity', async () => {
  const [made, other] = [await create(stage.engine, 'rename'), await create(stage.engine, 'taken')];
  const page = await stage.open();
  await choose(page, made.name, 'Rename…');
  const dialog = page.getByRole('dialog', { name: `Rename ${made.name}` });
  const name = dialog.getByRole('textbox', { name: 'New name' });
  await name.fill('two words');
  await dialog.getByText('Letters, digits, and _ . - after the first character').waitFor();
  await page.keyboard.press('Enter');
  await name.fill(other.name);
  await dialog.getByText('Another container has this name').waitFor();
  await name.fill(`${made.name}-new`);
  expect(await commandIn(dialog)).toContain(`docker rename ${made.name} ${made.name}-new`);
  await page.keyboard.press('Enter');
  await goes(dialog);
  await row(page, `${made.name}-new`).waitFor();
  expect((await inspect(made)).Name).toBe(`/${made.name}-new`);

  await openActivity(page);
  await says(newest(page), `Renamed ${made.name} to ${made.name}-new`);
  await press(newest(page), 'Undo');
  await row(page, made.name).waitFor();
  await says(activity(page), 'taken back');
  expect((await inspect(made)).Name).toBe(`/${made.name}`);
});

test('limits and restart policy change while it runs, and go back', async () => {
  const made = await run(stage.engine, 'limits', {
    HostConfig: { NanoCpus: 500_000_000, PidsLimit: 100, Memory: 64 * 1024 * 1024, MemorySwap: 128 * 1024 * 1024 },
  });
  const before = (await inspect(made)).HostConfig;
  const page = await stage.open();
  await choose(page, made.name, 'Update limits…');
  const dialog = page.getByRole('dialog', { name: `Update limits of ${made.name}` });
  const field = (label: string) => dialog.getByRole('textbox', { name: label, exact: true });
  await dialog.getByText('Now 0.5').waitFor();
  expect(await field('Memory').inputValue()).toBe('64m');
  await field('CPUs').fill('');
  await dialog.getByText('It can be changed, not taken away').waitFor();
  await field('CPUs').fill('0.75');
  await field('Memory').fill('256m');
  await dialog.getByText(/Set along to 512.MiB/).waitFor();
  await dialog.getByRole('combobox', { name: 'Restart' }).selectOption('on-failure');
  await field('Tries').fill('4');
  expect(await commandIn(dialog)).toMatch(
    /docker update --restart on-failure:4 --cpus 0.75 --memory 256m --memory-swap 512m/,
  );
  await press(dialog, 'Update limits');
  await goes(dialog);
  expect((await inspect(made)).HostConfig).toMatchObject({
    NanoCpus: 750_000_000,
    Memory: 256 * 1024 * 1024,
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 4 },
  });

  await openActivity(page);
  await press(newest(page), 'Undo');
  await expect.poll(async () => (await inspect(made)).HostConfig.NanoCpus).toBe(500_000_000);
  const after = (await inspect(made)).HostConfig;
  expect(after).toMatchObject({ Memory: before.Memory, PidsLimit: before.PidsLimit });
  // Docker 20.10 says nothing for "no" until it is told.
  expect(after.RestartPolicy.Name).toMatch(/^(no)?$/);
});

test('joins a network under an alias and a fixed address, and leaves it', async () => {
  const network = await makeNetwork('join', '10.214.7.0/24');
  const made = await run(stage.engine, 'join');
  const page = await stage.open(`/containers/${made.id}/overview`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Networks…' }).click();
  const dialog = page.getByRole('dialog', { name: `Networks of ${made.name}` });
  await dialog.getByRole('combobox', { name: 'Connect to' }).selectOption(network);
  const address = dialog.getByRole('textbox', { name: 'Fixed IPv4 address' });
  await address.fill('10.1.1.1');
  await dialog.getByText('Not in the network’s 10.214.7.0/24').waitFor();
  await address.fill('10.214.7.77');
  await dialog.getByRole('textbox', { name: 'Aliases' }).fill('db, cache');
  expect(await commandIn(dialog)).toMatch(/network connect --alias db --alias cache --ip 10.214.7.77/);
  await press(dialog, 'Connect');
  const joined = dialog.getByRole('list', { name: 'Networks it is in' });
  await says(joined, '10.214.7.77');
  expect((await inspect(made)).NetworkSettings.Networks[network]).toMatchObject({
    IPAddress: '10.214.7.77',
    Aliases: expect.arrayContaining(['db', 'cache']),
  });

  await press(dialog, `Disconnect from ${network}`);
  await expect.poll(() => joined.textContent()).not.toContain(network);
  expect(Object.keys((await inspect(made)).NetworkSettings.Networks)).toEqual(['bridge']);
  await press(dialog.locator('footer'), 'Close');

  // Leaving is taken back with alias and address.
  await openActivity(page);
  await press(newest(page), 'Undo');
  await expect.poll(async () => (await inspect(made)).NetworkSettings.Networks[network]?.IPAddress).toBe('10.214.7.77');
});

test('50 selected and 5 fail: each by its name with the reason, the others are done', {
  timeout: 180_000,
}, async () => {
  const all: Made[] = [];
  for (let done = 0; done < 50; done += 10) {
    const made = Array.from({ length: 10 }, (_, index) =>
      create(stage.engine, 'fifty', {
        HostConfig: { NetworkMode: 'none' },
        ...((done + index) % 10 === 0 && { Cmd: ['no-such-program'] }),
      }),
    );
    all.push(...(await Promise.all(made)));
  }
  const bad = all.filter((_, index) => index % 10 === 0);
  const page = await stage.open();
  await find(page, `fifty-${process.pid}`);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await says(selection(page).getByRole('status'), '50 selected');
  await press(selection(page), 'Start');
  const toast = page.getByRole('region', { name: 'What just happened' });
  await says(toast, 'Could not start 5 of 50 containers', 90_000);
  await says(toast, 'and 2 more');
  await toast.getByRole('button', { name: 'Show in Activity' }).click();
  for (const { name } of bad) await says(newest(page), name);
  await says(newest(page), 'no-such-program');
  const states = await Promise.all(all.map((made) => stateOf(stage.engine, made)));
  expect(states.filter((state) => state === 'running')).toHaveLength(45);

  // Removed underneath by somebody else: that is what was asked for, and no failure.
  await press(activity(page), 'Close Activity');
  await press(selection(page), 'Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete 50 containers?' });
  await dialog.getByRole('checkbox', { name: 'Kill first' }).check();
  for (const { id } of bad) await stage.engine.api('DELETE', `/containers/${id}`);
  await press(dialog, 'Delete');
  await says(toast, 'Deleted 50 containers', 90_000);
});

test('RE-08 a container that vanishes under its dialog: said there, nothing asked, the page lives', async () => {
  const [made, other] = [await run(stage.engine, 'vanish'), await create(stage.engine, 'stays')];
  const page = await stage.open();
  await choose(page, made.name, 'Rename…');
  const dialog = page.getByRole('dialog', { name: `Rename ${made.name}` });
  await dialog.getByRole('textbox', { name: 'New name' }).fill('whatever');
  await stage.engine.api('DELETE', `/containers/${made.id}?force=1`);
  const button = dialog.getByRole('button', { name: 'Rename', exact: true });
  await expect.poll(() => button.getAttribute('aria-description')).toBe('It no longer exists');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await goes(dialog);
  await goes(row(page, made.name));
  await row(page, other.name).waitFor();
});

test('filters by what containers have stand as chips, combine, and are remembered over a restart', async () => {
  const network = await makeNetwork('filter', '10.214.8.0/24');
  const labels = { flavour: 'mint', [`own-${process.pid}`]: 'yes' };
  const inNet = { HostConfig: { NetworkMode: network } };
  const mint = await run(stage.engine, 'mint', { Labels: labels, ...inNet });
  const lemon = await run(stage.engine, 'lemon', { Labels: { ...labels, flavour: 'lemon' } });
  const stopped = await create(stage.engine, 'mint', { Labels: labels, ...inNet });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Filter' });
  const pick = async (kind: string, value: string, search = '') => {
    await panel.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
    await panel.getByRole('textbox', { name: 'Find a value' }).fill(search);
    await panel.getByRole('checkbox', { name: new RegExp(`^${value} ?\\d+$`) }).check();
  };
  await pick('Label', `own-${process.pid}`, `own-${process.pid}`);
  await expect.poll(() => names(page)).toHaveLength(3);
  await pick('Label', 'flavour=mint', 'flavour=m');
  // Either label: still all three.
  await expect.poll(() => names(page)).toHaveLength(3);
  await pick('State', 'running');
  await expect.poll(async () => (await names(page)).toSorted()).toEqual([lemon.name, mint.name].toSorted());
  await pick('Network', network);
  await expect.poll(() => names(page)).toEqual([mint.name]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await goes(panel);

  await page.close();
  await stage.berth.restart();
  const again = await stage.open();
  await expect.poll(() => names(again)).toEqual([mint.name]);
  await press(again.getByRole('list', { name: 'Filters' }), 'Remove filter State running');
  await expect.poll(async () => (await names(again)).toSorted()).toEqual([mint.name, stopped.name].toSorted());
  await press(again.getByRole('list', { name: 'Filters' }), 'Clear filters');
  await row(again, 'web').waitFor();
  expect(await again.getByRole('list', { name: 'Filters' }).count()).toBe(0);
});

test('by keys alone: every verb of a row', async () => {
  const made = await run(stage.engine, 'keys', { Cmd: ['sh', '-c', traps] });
  const network = await makeNetwork('keys', '10.214.9.0/24');
  const page = await stage.open();
  let { name } = made;
  await find(page, made.name);
  const menu = async (entry: string) => {
    await row(page, name).focus();
    await page.keyboard.press('Shift+F10');
    await chooseByKeys(page, entry);
  };
  /** Tab until an element of that name has the focus. */
  const tabTo = async (text: string) => {
    for (let step = 0; step < 40; step += 1) {
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        const label =
          element?.getAttribute('aria-label') ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
        return label ?? element?.textContent ?? '';
      });
      if (at.trim() === text) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${text}`);
  };
  const state = () => stateOf(stage.engine, made);

  await menu('Pause');
  await expect.poll(state).toBe('paused');
  await says(row(page, name), 'paused');
  await menu('Unpause');
  await expect.poll(state).toBe('running');
  await says(row(page, name), 'running');

  await menu('Kill…');
  const kill = page.getByRole('alertdialog', { name: `Kill ${name}?` });
  await focusIn(kill);
  while (!(await page.evaluate(() => document.activeElement?.matches('input[type=radio]')))) {
    await page.keyboard.press('Tab');
  }
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await tabTo('Send SIGHUP');
  await enter(page);
  await expect.poll(() => logOf(made)).toContain('got-HUP');

  await menu('Rename…');
  await focusIn(page.getByRole('dialog', { name: `Rename ${name}` }));
  name = `${made.name}-k`;
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await row(page, name).waitFor();

  await menu('Update limits…');
  await focusIn(page.getByRole('dialog', { name: `Update limits of ${name}` }));
  await page.getByRole('textbox', { name: 'Processes' }).waitFor();
  await tabTo('Processes');
  await page.keyboard.type('77');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await inspect(made)).HostConfig.PidsLimit).toBe(77);

  await menu('Networks…');
  const networks = page.getByRole('dialog', { name: `Networks of ${name}` });
  await networks.getByRole('option', { name: new RegExp(network) }).waitFor({ state: 'attached' });
  await focusIn(networks);
  await tabTo('Connect to');
  await page.keyboard.type(network);
  await tabTo('Connect');
  await enter(page);
  await says(networks.getByRole('list', { name: 'Networks it is in' }), network);
  await page.keyboard.press('Escape');
  await goes(networks);

  await row(page, name).focus();
  await page.keyboard.press('Shift+F10');
  await openByKeys(page, 'How long stop waits');
  await chooseByKeys(page, 'Stop, kill at once');
  await expect.poll(state).toBe('exited');
  await says(row(page, name), 'exit 137');
  await menu('Start');
  await expect.poll(state).toBe('running');
  await says(row(page, name), 'running');
  await menu('Delete');
  const question = page.getByRole('alertdialog');
  await focusIn(question);
  while (!(await page.evaluate(() => document.activeElement?.matches('input[type=checkbox]')))) {
    await page.keyboard.press('Shift+Tab');
  }
  while (!(await question.getByRole('checkbox', { name: 'Kill first' }).isChecked())) {
    await page.keyboard.press('Space');
    if (!(await question.getByRole('checkbox', { name: 'Kill first' }).isChecked()))
      await page.keyboard.press('Shift+Tab');
  }
  await tabTo('Delete');
  await enter(page);
  await expect.poll(state).toBe('gone');
});

test('every dialog is clean for assistive technology, in both themes', async () => {
  const made = await run(stage.engine, 'axe');
  const page = await stage.open();
  for (const [entry, role] of [
    ['Kill…', 'alertdialog'],
    ['Rename…', 'dialog'],
    ['Update limits…', 'dialog'],
    ['Networks…', 'dialog'],
  ] as const) {
    await choose(page, made.name, entry);
    await page.getByRole(role).waitFor();
    if (entry !== 'Kill…') await page.getByRole('textbox').first().waitFor();
    expect(await accessibilityFaults(page), entry).toEqual([]);
    await page.keyboard.press('Escape');
    await goes(page.getByRole(role));
  }
  await select(page, made.name).check();
  await selection(page).waitFor();
  expect(await accessibilityFaults(page), 'selection').toEqual([]);
});

test('Stop all and Delete all stopped touch what they showed, though others came (DE-02, DE-03)', async () => {
  const made = await run(stage.engine, 'all');
  const idle = await create(stage.engine, 'all');
  const page = await stage.open();
  await row(page, idle.name).waitFor();
  const all = async (entry: string) => {
    await page.getByRole('button', { name: 'All containers' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await all('Stop all…');
  const stop = page.getByRole('alertdialog', { name: /^Stop \d+ containers\?$/ });
  await says(stop.getByRole('region', { name: 'Command' }), made.name);
  const lateRunning = await run(stage.engine, 'all');
  await stop.getByRole('combobox').selectOption('0');
  await press(stop, 'Stop');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('exited');
  expect(await stateOf(stage.engine, lateRunning)).toBe('running');

  await says(row(page, 'web'), 'exit');
  await all('Delete all stopped…');
  const doomed = page.getByRole('alertdialog', { name: /^Delete \d+ containers\?$/ });
  await says(doomed, /Together they wrote/);
  const command = await commandIn(doomed);
  expect(command).toContain(idle.name);
  expect(command).not.toContain(lateRunning.name);
  const late = await create(stage.engine, 'all');
  await press(doomed, 'Delete');
  await expect.poll(() => stateOf(stage.engine, idle)).toBe('gone');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('gone');
  expect(await stateOf(stage.engine, late)).toBe('created');
  expect(await stateOf(stage.engine, lateRunning)).toBe('running');
});

describe('on Podman', () => {
  const podman = createStage(sharedPodman);

  test('what this Podman can’t do is off and says so; the rest works', async () => {
    const made = await run(podman.engine, 'verbs');
    const page = await podman.open();
    await row(page, made.name).hover();
    await row(page, made.name).getByRole('button', { name: 'More', exact: true }).click();
    const update = page.getByRole('menuitem', { name: 'Update limits…' });
    const { body } = await podman.engine.api('GET', '/version');
    const version = (body as { Version: string }).Version;
    if (Number.parseInt(version, 10) < 5) {
      expect(await update.getAttribute('aria-description')).toContain(`Podman ${version} can’t change limits`);
    } else expect(await update.getAttribute('aria-disabled')).not.toBe('true');
    await page.getByRole('menuitem', { name: 'Pause', exact: true }).click();
    await says(row(page, made.name), 'paused');
    await choose(page, made.name, 'Unpause');
    await says(row(page, made.name), 'running');
    await choose(page, made.name, 'Kill…');
    await press(page.getByRole('alertdialog'), 'Kill');
    await says(row(page, made.name), 'exit 137');
  });
});
