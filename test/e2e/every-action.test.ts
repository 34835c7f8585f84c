/**
 * Every action on containers, logs and terminals, by the rows of the product's list, with a way to it that needs no pointer: an entry of
 * the palette or of a row's menu, a control that the focus comes to, or a key that is listed under `?`.
 *
 * The table is written by hand: what is taken away, renamed or made a matter of the pointer fails here by name.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { dock, row, select, selection } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

/** What is typed into the palette, and the lines that it must then show. */
const palette: Readonly<Record<string, readonly string[]>> = {
  // C2, C4, C5, C6, C9, L1, T1, T2, T4
  web: [
    ...[
      'web',
      'Start web',
      'Stop web',
      'Restart web',
      'Pause web',
      'Unpause web',
      'Kill web',
      'Rename web',
      'Delete web',
    ],
    ...[
      'Update limits of web',
      'Connect web to a network',
      'Disconnect web from a network',
      'Files of web',
      'Stats of web',
    ],
    ...['Logs of web', 'Open a shell in web', 'Shell in web with', 'Run a command in web', 'Attach to web'],
    'Debug shell in web',
  ],
  // C4, C5, C7, C8
  'processes web': ['Processes of web'],
  'inspect web': ['Inspect web'],
  'edit web': ['Edit web'],
  'commit web': ['Commit web'],
  'export web': ['Export the file system of web'],
  // C1, L4
  'all of shop': [
    'Start all of shop',
    'Stop all of shop',
    'Restart all of shop',
    'Delete all of shop',
    'Logs of all of shop',
  ],
  // C3, T3, A3, A4
  run: ['Run a container'],
  'show or hide': ['Show or hide the terminals', 'Show or hide Activity'],
  keys: ['Show keys'],
  'go to': ['Go to Containers', 'Go to Images', 'Go to Engines', 'Go to Settings'],
  theme: ['Dark theme', 'Light theme', 'Theme of the system'],
  fold: ['Fold the side bar'],
  zoom: ['Zoom to 125 %'],
};

/** A row's menu, with what its entries lead to. */
const menu: Readonly<Record<string, readonly string[]>> = {
  'C2 C7 C8 C9 T1 T2 T4': [
    'Open',
    'Logs',
    'Shell',
    'Shell with…',
    'Run a command…',
    'Attach…',
    'Debug shell…',
    'Start',
    'Stop',
    'How long stop waits',
    'Restart',
    'Pause',
    'Unpause',
    'Kill…',
    'Rename…',
    'Update limits…',
    'Networks…',
    'Edit…',
    'Commit…',
    'Export file system…',
    'Copy',
    'Delete',
  ],
};
const menuBelow: Readonly<Record<string, readonly string[]>> = {
  'How long stop waits': [
    'Stop, kill at once',
    'Stop, wait up to 30 s',
    'Stop, wait up to 2 min',
    'Stop, wait up to 10 min',
  ],
  Copy: ['Copy as docker run', 'Copy as Compose', 'Copy name', 'Copy ID'],
};

/** Controls, by where they are: `role name`. */
const controls: Readonly<Record<string, readonly string[]>> = {
  'C1 the list': [
    'searchbox Search containers',
    'button All',
    'button Running',
    'button Stopped',
    'button Needs a look',
    'button Filter',
    'button By project',
    'button Columns',
    'button Name',
    'button State',
    'checkbox Select all',
    'checkbox Select web',
    'link web',
    'link 327',
    'button Run',
    'button All containers',
  ],
  'C2 the selection': ['Start', 'Stop', 'Restart', 'Pause', 'Unpause', 'Kill', 'Delete', 'Logs', 'More', 'Clear'].map(
    (verb) => `button ${verb}`,
  ),
  'C3 the run dialog': [
    'button Paste a docker run line',
    'combobox Image',
    'tab Ports',
    'tab Environment',
    'tab Mounts',
    'tab Network',
    'tab Resources',
    'tab Health check',
    'tab Security',
    'tab Labels',
    'tab Advanced',
    'button Edit',
    'button Copy the command',
    'button Create only',
    'button Run',
  ],
  'C4 the overview': ['tab Overview', 'tab Inspect', 'button Copy ID', 'button Copy the command', 'button Shell'],
  'C4 inspect': ['searchbox Search inspect', 'button Raw', 'button Open all', 'button Copy all as JSON'],
  'C5 stats': ['button 30 min', 'button Table', 'button Pause'],
  'C5 processes': ['button Kill', 'button PID'],
  'C6 files': [
    'searchbox Search files',
    'button Read again',
    'button New folder',
    'button Upload',
    'button Download',
    'checkbox Select etc',
    'link etc',
  ],
  'C10 all containers': ['menuitem Stop all…', 'menuitem Delete all stopped…'],
  'L1 L3 L5 a log': [
    'searchbox Search logs',
    'button Previous hit',
    'button Next hit',
    'button Match case',
    'button Whole word',
    'button Regular expression',
    'button Matches only',
    'button Range',
    'button Download',
    'button View',
    'button Levels',
    'combobox Filter by field',
    'button Columns',
    'log Lines',
    'button Pause',
  ],
  'L1 the view': [
    'menuitemcheckbox Local time',
    'menuitemcheckbox UTC time',
    'menuitemcheckbox Relative time',
    'menuitemcheckbox No time',
    'menuitemcheckbox Wrap lines',
    'menuitemcheckbox Only stdout',
    'menuitemcheckbox Only stderr',
    'menuitem Clear view',
  ],
  'L1 saving': [
    'All lines as text',
    'All lines as JSON lines',
    'Filtered lines as text',
    'Filtered lines as JSON lines',
  ].map((entry) => `menuitem ${entry}`),
  'L4 logs together': ['button web', 'button logger', 'button Sources'],
  'T1 the terminal': [
    'button Open shell',
    'button Open with …',
    'button Copy the command',
    'button Close ash',
    'tab ash',
  ],
  'T3 the dock': [
    'separator Height of the dock',
    'tab web · ash',
    'button New terminal',
    'button Split right',
    'button Split down',
    'button Close terminal',
    'button Fill the window',
    'button Hide the dock',
  ],
};

/** Keys that stand under `?`: those that are the only way to something without a pointer, and those that people learn. */
const keys: Readonly<Record<string, readonly string[]>> = {
  Everywhere: ['Search or run a command', 'Search on this page', 'Show the keys', 'Show or hide Activity'],
  Lists: ['Open', 'Select', 'Select along', 'Select all', 'Show all that can be done with a row (or Shift F10)'],
  'Pages of one thing': ['Open a tab by its place', 'Back to the list'],
  'Trees: Inspect and Files': ['Copy the value, with Shift its path (Inspect)', 'Save the open file (Files)'],
  'Run container': ['Run, from any field'],
  Logs: [
    'Follow, or hold still',
    'Wrap lines, or not',
    'Select lines, also up',
    'Copy what is selected',
    'Clear the view',
  ],
  Terminal: [
    'Leave the terminal, which takes all other keys',
    'Copy',
    'Paste',
    'Find in what it printed',
    'Larger letters, with - smaller, with 0 as at first',
    'Split to the right',
    'Go to the pane beside, also →, ↑, ↓',
    'Next terminal, with PgUp the one before',
    'Move its tab, also PgUp or by dragging',
    'Rename, from its tab',
    'Open an ended one again',
  ],
};

/** Names may go on with a count or a state. */
const beginsWith = (text: string) => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** Of those wanted, which the focus can't come to: by Tab, by the arrows of what they stand in, or by what points at them. */
async function missing(page: Page, wanted: readonly string[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const one of wanted) {
    const at = one.indexOf(' ');
    const role = one.slice(0, at) as Parameters<Page['getByRole']>[0];
    const name = beginsWith(one.slice(at + 1));
    const found = await page.getByRole(role, { name }).evaluateAll((elements) =>
      elements.some((element) => {
        const box = element as HTMLElement;
        const isStop = box.tabIndex >= 0;
        const isRoving = box.hasAttribute('tabindex') || box.matches('a[href],button,input');
        return isStop || (isRoving && box.closest('[role=menu],[role=grid],[role=tablist]') !== null);
      }),
    );
    if (!found) left.push(one);
  }
  return left;
}

test('every action has a way to it without a pointer', async () => {
  const idOf = async (name: string) =>
    ((await stage.engine.api('GET', `/containers/${name}/json`)).body as { Id: string }).Id;
  const [web, logger] = [await idOf('web'), await idOf('logger')];
  const page = await stage.open();
  await row(page, 'web').waitFor();
  const go = (path: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, path);
  const openMenu = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().press('Enter');
    await page.getByRole('menu').waitFor();
  };
  const closeMenu = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  const look = (place: string) =>
    expect.poll(() => missing(page, controls[place] ?? [place]), { message: place }).toEqual([]);

  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or run a command' });
  const shown = () => page.getByRole('option').allTextContents();
  for (const [typed, lines] of Object.entries(palette)) {
    await field.fill(typed);
    const without = async () => {
      const all = await shown();
      return lines.filter((line) => !all.some((text) => text.startsWith(line)));
    };
    await expect.poll(without, { message: `palette: ${typed}` }).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });

  await look('C1 the list');
  await row(page, 'web').focus();
  await page.keyboard.press('.');
  await page.getByRole('menu').waitFor();
  const entries = () => page.getByRole('menu').last().getByRole('menuitem').allTextContents();
  for (const [what, wanted] of Object.entries(menu)) expect(await entries(), what).toEqual(wanted);
  await closeMenu();
  for (const [entry, wanted] of Object.entries(menuBelow)) {
    await row(page, 'web').focus();
    await page.keyboard.press('.');
    await page.getByRole('menuitem', { name: entry, exact: true }).press('ArrowRight');
    await expect.poll(entries, { message: entry }).toEqual(wanted);
    // One of them for each of the two.
    const closed = async () => {
      await page.keyboard.press('Escape');
      return page.getByRole('menu').count();
    };
    await expect.poll(closed, { interval: 300 }).toBe(0);
  }
  await openMenu('All containers');
  await look('C10 all containers');
  await closeMenu();
  await select(page, 'web').press('Space');
  await selection(page).waitFor();
  await look('C2 the selection');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).first().press('Enter');
  await look('C3 the run dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await go(`/containers/${web}`);
  await look('C4 the overview');
  for (const [tab, place] of [
    ['inspect', 'C4 inspect'],
    ['stats', 'C5 stats'],
    ['processes', 'C5 processes'],
    ['files/~2f', 'C6 files'],
    ['terminal', 'T1 the terminal'],
  ] as const) {
    await go(`/containers/${web}/${tab}`);
    await look(place);
  }
  await go(`/containers/${logger}/logs`);
  await look('L1 L3 L5 a log');
  await openMenu('View');
  await look('L1 the view');
  await closeMenu();
  await openMenu('Download');
  await look('L1 saving');
  await closeMenu();
  await go(`/logs/${web},${logger}`);
  await look('L4 logs together');
  await page.keyboard.press('Control+`');
  await dock(page).waitFor();
  await look('T3 the dock');

  await go('/containers');
  await row(page, 'web').focus();
  await page.keyboard.press('?');
  const listed = page.getByRole('dialog', { name: 'Keys' });
  await listed.waitFor();
  for (const [group, wanted] of Object.entries(keys)) {
    const said = await listed.getByRole('region', { name: group, exact: true }).getByRole('term').allTextContents();
    expect(said, group).toEqual(expect.arrayContaining([...wanted]));
  }
});
