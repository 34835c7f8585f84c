// The log view in the states that a person meets: a flood, a search by expression, several together, cleared, removed.
import { api } from './shot-stage.mjs';

const lines = (page) => page.getByRole('log');
const search = (page) => page.getByRole('searchbox', { name: 'Search logs' });
const button = (page, name) => page.getByRole('button', { name, exact: true }).first();

/** A container of its own that writes and stays; removed again by `remove`. */
async function writes(host, name, script, labels = {}) {
  await remove(host, name);
  const Cmd = ['sh', '-c', `trap 'exit 0' TERM; ${script}; while :; do sleep 1; done`];
  const made = { Image: 'sample/shell:1', Cmd, Labels: labels, StopTimeout: 1 };
  const { Id } = await api(host, 'POST', `/containers/create?name=${name}`, made);
  await api(host, 'POST', `/containers/${Id}/start`);
  return Id;
}
const remove = (host, name) => api(host, 'DELETE', `/containers/${name}?force=1`);
const project = { 'com.docker.compose.project': 'orders' };
const requests = (name) =>
  `i=0; while [ $i -lt 40 ]; do i=$((i+1)); printf '\\033[34mINFO\\033[0m ${name} GET /cart/%s \\033[32m200\\033[0m %s ms\\n' $i $i; [ $((i%7)) = 0 ] && echo "queue length $i above 5, retry in 2 s" >&2; sleep 0.02; done`;

/** As `realScenes`: page, state, the way there, and what to do after. */
export const logScenes = [
  [
    'logs',
    'flood',
    async (page, { host, to }) => {
      const id = await writes(
        host,
        'flood',
        `i=0; while [ $i -lt 40000 ]; do i=$((i+1)); echo "request $i of the flood took $((i%90)) ms"; done`,
      );
      await to(`/containers/${id}/logs`);
      await lines(page)
        .getByText(/of the flood/)
        .first()
        .waitFor();
      await page.keyboard.press('f');
      await page.getByRole('button', { name: /new lines/ }).waitFor();
    },
  ],
  [
    'logs',
    'expression-matches',
    async (page) => {
      await button(page, 'Regular expression').click();
      await search(page).fill('request \\d*77 .* took [1-3]\\d ms');
      await button(page, 'Matches only').click();
      await page.getByRole('spinbutton', { name: 'Lines around each match' }).fill('1');
      await lines(page).locator('mark').first().waitFor();
    },
  ],
  [
    'logs',
    'together',
    async (page, { host, to }) => {
      for (const name of ['api', 'worker', 'db']) await writes(host, `orders-${name}-1`, requests(name), project);
      await to('/logs/project/orders');
      await lines(page).getByText('/cart/40').first().waitFor();
      await search(page).fill('retry');
      await lines(page).locator('mark').first().waitFor();
      await page.keyboard.press('Shift+Enter');
    },
  ],
  [
    'logs',
    'removed',
    async (page, { host, to }) => {
      const id = await writes(host, 'short-job', requests('job'));
      await to(`/containers/${id}/logs`);
      await lines(page).getByText('/cart/40').first().waitFor();
      await remove(host, 'short-job');
      await page.getByText('its log stays here until you leave').waitFor();
    },
  ],
  [
    'logs',
    'range',
    async (page, { host, to }) => {
      const { Id } = await api(host, 'GET', '/containers/logger/json');
      await to(`/containers/${Id}/logs`);
      await page.getByRole('button', { name: /^Range/ }).click();
      await page.getByRole('dialog', { name: /^Range/ }).waitFor();
      for (const name of ['flood', 'orders-api-1', 'orders-worker-1', 'orders-db-1']) await remove(host, name);
    },
    (page) => page.keyboard.press('Escape'),
  ],
];
