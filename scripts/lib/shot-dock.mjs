// Shells in the dock as a person has them: vi beside a shell, a debug shell where there is none, the dialogs that lead there.
import { api } from './shot-stage.mjs';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const button = (page, name) => page.getByRole('button', { name, exact: true }).first();
const dock = (page) => page.getByRole('region', { name: 'Dock' });
const panes = (page) => dock(page).getByRole('group');
const prompt = (pane) =>
  pane
    .locator('.xterm-rows')
    .getByText(/[#$]\s*$/)
    .last()
    .waitFor();

async function openMenu(page, name) {
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
}
async function choose(page, name, verb) {
  await openMenu(page, name);
  await page.getByRole('menuitem', { name: verb, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}
async function closeDialog(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
const toList = async (page, to) => {
  await to('/containers');
  await row(page, 'blog-api-1').waitFor();
};

/** As `realScenes`: page, state, the way there, and what to do after. */
export const dockScenes = [
  [
    'dock',
    'vi-in-a-split',
    async (page, { to }) => {
      await toList(page, to);
      await choose(page, 'blog-api-1', 'Shell with…');
      await page.getByRole('dialog').getByRole('button', { name: /^Open/ }).click();
      await prompt(panes(page).first());
      await page.keyboard.type('ls -l /; ps\n');
      await panes(page).first().locator('.xterm-rows').getByText('PID').first().waitFor();
      await page.keyboard.press('Control+Shift+E');
      await prompt(panes(page).nth(1));
      await page.keyboard.type(
        'printf "server:\\n  port: 3000\\n  workers: 4\\n" > /tmp/blog.yaml; vi /tmp/blog.yaml\n',
      );
      await panes(page).nth(1).locator('.xterm-rows').getByText('workers: 4').first().waitFor();
    },
  ],
  [
    'dock',
    'debug-dialog',
    async (page) => {
      await choose(page, 'distroless', 'Debug shell…');
      await page.getByRole('region', { name: 'How it starts' }).getByText('exec form').waitFor();
    },
  ],
  [
    'dock',
    'debug-shell',
    async (page) => {
      await button(page, 'Open debug shell').click();
      await prompt(panes(page).first());
      await page.keyboard.type('ls /proc/1/root; ps\n');
      await panes(page).first().locator('.xterm-rows').getByText('PID').first().waitFor();
    },
  ],
  [
    'dock',
    'close-question',
    async (page) => {
      await page.keyboard.type('sleep 600\n');
      await dock(page).getByRole('button', { name: 'Close terminal' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    },
  ],
  [
    'dock',
    'hidden',
    async (page) => page.keyboard.press('Control+Backquote'),
    async (_page, { host }) => {
      // Their shells end with the containers that carry them.
      for (const name of ['blog-api-1', 'distroless']) await api(host, 'POST', `/containers/${name}/restart?t=0`);
    },
  ],
  ['dialogs', 'shell', async (page) => choose(page, 'blog-db-1', 'Shell with…'), closeDialog],
  ['dialogs', 'one-command', async (page) => choose(page, 'blog-db-1', 'Run a command…'), closeDialog],
  ['dialogs', 'attach', async (page) => choose(page, 'blog-db-1', 'Attach…'), closeDialog],
  ['dialogs', 'edit', async (page) => choose(page, 'blog-db-1', 'Edit…'), closeDialog],
  ['dialogs', 'commit', async (page) => choose(page, 'blog-db-1', 'Commit…'), closeDialog],
  ['dialogs', 'export', async (page) => choose(page, 'blog-db-1', 'Export file system…'), closeDialog],
  [
    'dialogs',
    'run',
    async (page) => {
      await button(page, 'Run').click();
      await page.getByRole('dialog', { name: 'Run container' }).waitFor();
    },
    closeDialog,
  ],
  [
    'dialogs',
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Search or run a command' }).waitFor();
      await page.keyboard.type('restart bl');
    },
    closeDialog,
  ],
];
