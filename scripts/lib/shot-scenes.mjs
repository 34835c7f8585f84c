// Every page and dialog in its main states: how one gets there, by role and name, as a person would.
import { dockScenes } from './shot-dock.mjs';
import { logScenes } from './shot-logs.mjs';
import { api, fakeId } from './shot-stage.mjs';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const search = (page, text) => page.getByRole('searchbox').first().fill(text);
const tick = (page, name) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
const button = (page, name) => page.getByRole('button', { name, exact: true }).first();
const tab = (page, name) => page.getByRole('tab', { name, exact: true }).click();
const idOf = async (host, name) => (await api(host, 'GET', `/containers/${name}/json`)).Id;
const imageId = async (host, name) => (await api(host, 'GET', `/images/${encodeURIComponent(name)}/json`)).Id;

const container =
  (name, where, ready) =>
  async (page, { host, to }) => {
    await to(`/containers/${await idOf(host, name)}/${where}`);
    await ready(page);
  };
const image =
  (name, where, ready) =>
  async (page, { host, to }) => {
    await to(`/images/${encodeURIComponent(await imageId(host, name))}/${where}`);
    await ready(page);
  };
const heading = (page) => page.getByRole('heading', { level: 1 }).first().waitFor();
const overview = (page) => page.getByText('Environment', { exact: true }).first().waitFor();
const prompt = async (page) => {
  await page.locator('.xterm-rows').getByText(/[#$]/).first().waitFor();
};

/** On the real engine: page, state, and the way there from an open page. */
export const realScenes = [
  ['containers', 'list', (page) => row(page, 'blog-api-1').getByText('healthy').last().waitFor()],
  ['containers', 'hover', async (page) => row(page, 'blog-db-1').hover()],
  [
    'containers',
    'focus',
    async (page) => {
      await row(page, 'blog-worker-1').focus();
      await page.keyboard.press('ArrowDown');
    },
  ],
  ['containers', 'needs-a-look', async (page) => page.getByRole('button', { name: /^Needs a look/ }).click()],
  [
    'containers',
    'search',
    async (page) => {
      await page.getByRole('group', { name: 'State' }).getByRole('button', { name: /^All/ }).click();
      await search(page, 'blog db');
    },
  ],
  ['containers', 'nothing-found', async (page) => search(page, 'no such thing')],
  [
    'containers',
    'selection',
    async (page) => {
      await search(page, '');
      for (const name of ['blog-api-1', 'blog-db-1', 'migrate']) await tick(page, name);
    },
  ],
  [
    'containers',
    'delete-several',
    async (page) =>
      button(page, 'Delete')
        .or(page.getByRole('button', { name: /^Delete/ }))
        .first()
        .click(),
  ],
  [
    'containers',
    'menu',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await row(page, 'blog-queue-1').click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'containers',
    'columns',
    async (page) => {
      await page.keyboard.press('Escape');
      await button(page, 'Columns').click();
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'containers',
    'ungrouped',
    async (page) => {
      await page.keyboard.press('Escape');
      await button(page, 'By project').click();
    },
    async (page) => button(page, 'By project').click(),
  ],
  [
    'frame',
    'keys',
    async (page) => {
      await row(page, 'scratch').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
    (page) => page.keyboard.press('Escape'),
  ],
  ['container', 'overview-running', container('blog-api-1', 'overview', overview)],
  ['container', 'overview-unhealthy', container('blog-worker-1', 'overview', overview)],
  ['container', 'overview-killed', container('nightly-backup', 'overview', overview)],
  ['container', 'overview-restarting', container('restarts', 'overview', overview)],
  ['container', 'overview-volumes', container('blog-db-1', 'overview', overview)],
  ['container', 'inspect', container('blog-api-1', 'inspect', (page) => page.getByRole('tree').waitFor())],
  [
    'container',
    'delete-running',
    async (page, stage) => {
      await container('blog-db-1', 'overview', overview)(page, stage);
      await button(page, 'Delete').click();
      await page.getByRole('alertdialog').waitFor();
    },
    (page) => page.keyboard.press('Escape'),
  ],
  [
    'container',
    'gone',
    async (page, { host, to }) => {
      await api(host, 'DELETE', '/containers/short-lived?force=1');
      const { Id } = await api(host, 'POST', '/containers/create?name=short-lived', { Image: 'sample/shell:1' });
      await to(`/containers/${Id}/overview`);
      await overview(page);
      await api(host, 'DELETE', `/containers/${Id}`);
      await page.getByText('no longer exists').first().waitFor();
    },
  ],
  [
    'container',
    'never-was',
    async (page, { to }) => {
      await to(`/containers/${'0'.repeat(64)}/overview`);
      await heading(page);
    },
  ],
  [
    'logs',
    'following',
    container('logger', 'logs', (page) => page.getByRole('log').getByText('INFO').first().waitFor()),
  ],
  [
    'logs',
    'search',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search logs' }).fill('request');
      await page.getByRole('log').locator('mark').first().waitFor();
      await page.keyboard.press('Enter');
    },
  ],
  [
    'logs',
    'wrong-expression',
    async (page) => {
      await button(page, 'Regular expression').click();
      await page.getByRole('searchbox', { name: 'Search logs' }).fill('(');
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'logs',
    'view-menu',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search logs' }).fill('');
      await button(page, 'View').click();
      await page.getByRole('menu').waitFor();
    },
    (page) => page.keyboard.press('Escape'),
  ],
  [
    'logs',
    'json',
    container('blog-gateway-1', 'logs', (page) => page.getByRole('log').getByText('request failed').first().waitFor()),
  ],
  [
    'logs',
    'levels-menu',
    async (page) => {
      await page.getByRole('button', { name: /^Levels/ }).click();
      await page.getByRole('menu').waitFor();
    },
    (page) => page.keyboard.press('Escape'),
  ],
  [
    'logs',
    'json-columns',
    async (page) => {
      await button(page, 'Columns').click();
      for (const name of ['status', 'req.path'])
        await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Filter by field' }).fill('user!=eve');
      await page.keyboard.press('Enter');
    },
  ],
  [
    'logs',
    'json-line',
    async (page) => {
      await page.getByRole('log').getByText('request failed').last().click();
      await page
        .getByRole('table', { name: 'Fields' })
        .getByRole('row', { name: /^status/ })
        .hover();
    },
    async (page) => {
      await page.keyboard.press('Escape');
      await button(page, 'Remove user!=eve').click();
      await button(page, 'Columns').click();
      await page.getByRole('menuitem', { name: 'No columns' }).click();
    },
  ],
  ['logs', 'silent', container('blog-queue-1', 'logs', (page) => page.getByText('has printed nothing yet').waitFor())],
  [
    'logs',
    'ended',
    container('exit3', 'logs', (page) => page.getByRole('log').getByText('configuration').first().waitFor()),
  ],
  ...logScenes,
  [
    'terminal',
    'shell',
    async (page, stage) => {
      await container('blog-api-1', 'terminal', prompt)(page, stage);
      await page.keyboard.type('ls -l /; ps\n');
      await page.locator('.xterm-rows').getByText('PID').first().waitFor();
    },
  ],
  [
    'terminal',
    'open-with',
    async (page) => button(page, 'Open with …').click(),
    async (page) => button(page, 'Cancel').click(),
  ],
  [
    'terminal',
    'close-question',
    async (page) => {
      await page.locator('.xterm').click();
      await page.keyboard.type('sleep 600\n');
      await page.getByRole('button', { name: /^Close / }).click();
      await page.getByRole('alertdialog').waitFor();
    },
    (page) => page.keyboard.press('Escape'),
  ],
  [
    'terminal',
    'ended',
    async (page) => {
      await page.locator('.xterm').click();
      await page.keyboard.press('Control+c');
      await page.keyboard.type('exit 3\n');
      await button(page, 'Open again').waitFor();
    },
  ],
  ['terminal', 'no-shell', container('distroless', 'terminal', (page) => page.getByRole('alert').waitFor())],
  ['terminal', 'not-running', container('exit3', 'terminal', (page) => page.getByRole('note').waitFor())],
  ...dockScenes,
  [
    'images',
    'list',
    async (page, { to }) => {
      await to('/images');
      await page.getByRole('row').nth(3).waitFor();
    },
  ],
  ['images', 'hover', async (page) => page.getByRole('row').nth(3).hover()],
  ['images', 'selection', async (page) => page.getByRole('checkbox', { name: 'Select all' }).check()],
  [
    'images',
    'delete-several',
    async (page) => {
      await button(page, 'Delete').click();
      await page.getByRole('alertdialog').waitFor();
    },
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
    },
  ],
  [
    'image',
    'overview',
    image('sample/web:1', 'overview', (page) => page.getByRole('tab', { name: 'Overview' }).waitFor()),
  ],
  ['image', 'layers', async (page) => tab(page, 'Layers')],
  ['image', 'history', async (page) => tab(page, 'History')],
  ['image', 'inspect', async (page) => tab(page, 'Inspect')],
  [
    'engines',
    'connected',
    async (page, { to }) => {
      await to('/engines');
      await page.getByRole('table', { name: 'What was tried' }).waitFor();
    },
  ],
  [
    'settings',
    'settings',
    async (page, { to }) => {
      await to('/settings');
      await heading(page);
    },
  ],
  [
    'frame',
    'unknown-address',
    async (page, { to }) => {
      await to('/no/such/place');
      await heading(page);
    },
  ],
  [
    'frame',
    'activity',
    async (page, { to, host }) => {
      await api(host, 'DELETE', '/containers/broken?force=1');
      await api(host, 'POST', '/containers/create?name=broken', { Image: 'sample/shell:1', Cmd: ['no-such-program'] });
      await to('/containers');
      for (const name of ['broken', 'migrate']) await tick(page, name);
      await page
        .getByRole('toolbar', { name: 'Selection' })
        .getByRole('button', { name: /^Start/ })
        .click();
      await page
        .getByRole('region', { name: 'What just happened' })
        .getByText(/Could not start/)
        .waitFor();
    },
  ],
  [
    'frame',
    'activity-open',
    async (page, { host }) => {
      await button(page, 'Show in Activity').click();
      await page.getByRole('region', { name: 'Activity' }).getByRole('listitem').first().waitFor();
      await api(host, 'DELETE', '/containers/broken?force=1');
    },
  ],
];

const wait = (engine, count, make) => {
  for (let n = 1; n <= count; n += 1) engine.containers.set(fakeId(n), make(n));
};
const states = ['running', 'exited', 'running', 'created', 'running', 'paused'];

/** On a scripted engine of its own each: page, state, what the engine does, and the way there. */
export const scriptedScenes = [
  [
    'containers',
    'thousand',
    (engine) =>
      wait(engine, 1_000, (n) => ({ id: fakeId(n), name: `load-${String(n).padStart(4, '0')}`, state: states[n % 6] })),
    async (page) => row(page, 'load-0001').waitFor(),
  ],
  [
    'containers',
    'long-names',
    (engine) =>
      wait(engine, 12, (n) => ({
        id: fakeId(n),
        name: n % 3 === 0 ? 'x'.repeat(4_000) : `a-very-long-name-${'of-a-container-'.repeat(n)}${n}`,
        state: states[n % 6],
        image: `registry.example.com:5000/${'team/'.repeat(n)}image:${'1.2.3-beta.'.repeat(n)}`,
      })),
    async (page) => page.getByRole('row').nth(5).waitFor(),
  ],
  ['containers', 'empty', () => {}, async (page) => page.getByText('No containers yet').waitFor()],
  [
    'containers',
    'loading',
    (engine) => engine.on(({ path }) => (path === '/containers/json' ? new Promise(() => {}) : false)),
    async (page) => page.getByRole('heading', { level: 1, name: 'Containers' }).waitFor(),
  ],
  [
    'images',
    'empty',
    (engine) => engine.images.clear(),
    async (page, { to }) => {
      await to('/images');
      await page
        .getByText(/No images/)
        .first()
        .waitFor();
    },
  ],
  [
    'images',
    'many',
    (engine) => {
      for (let n = 1; n < 400; n += 1)
        engine.images.set(
          n,
          n % 7 === 0
            ? []
            : [
                `registry.example.com/team-${n % 9}/service-${n}:${n}.0`,
                ...(n % 5 === 0 ? [`registry.example.com/team-${n % 9}/service-${n}:latest`] : []),
              ],
        );
    },
    async (page, { to }) => {
      await to('/images');
      await page.getByRole('row').nth(5).waitFor();
    },
  ],
  [
    'containers',
    'lost',
    (engine) => wait(engine, 18, (n) => ({ id: fakeId(n), name: `service-${n}`, state: states[n % 6] })),
    async (page, { engine }) => {
      await row(page, 'service-1').waitFor();
      await engine.stop();
      await page.getByRole('region', { name: 'The engine stopped answering' }).waitFor();
    },
  ],
  [
    'engines',
    'lost',
    (engine) => wait(engine, 3, (n) => ({ id: fakeId(n), name: `service-${n}`, state: 'running' })),
    async (page, { engine, to }) => {
      await row(page, 'service-1').waitFor();
      await engine.stop();
      await page.getByRole('region', { name: 'The engine stopped answering' }).waitFor();
      await to('/engines');
      await heading(page);
    },
  ],
  [
    'containers',
    'berth-stopped',
    (engine) => wait(engine, 18, (n) => ({ id: fakeId(n), name: `service-${n}`, state: states[n % 6] })),
    async (page, { berth }) => {
      await row(page, 'service-1').waitFor();
      await berth.stop();
      await page.getByRole('region', { name: 'Berth itself stopped' }).waitFor();
    },
  ],
];
