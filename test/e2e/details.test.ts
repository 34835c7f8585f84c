/** Issue 4, point 4: what a container is, how it ended, how well it is, and the engine's own record of it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { accessibilityFaults } from './support/axe';
import { type Made, run } from './support/containers';
import { heading, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);
/** No interface comes up or goes down. */
const quiet = { NetworkMode: 'none' };

const main = (page: Page) => page.getByRole('main');
async function opened(made: Made, tab = 'overview'): Promise<Page> {
  const page = await stage.open(`/containers/${made.id}/${tab}`);
  await heading(page, made.name).waitFor();
  return page;
}

test('each exit code is told in words, with what to do', async () => {
  const sentences = [
    [3, 'The number is the program’s own'],
    [126, 'can’t be executed'],
    [127, 'The command does not exist in the container'],
    [137, 'It was killed (SIGKILL)'],
    [143, 'stopped'],
  ] as const;
  const made = await Promise.all(
    sentences.map(([code]) => run(stage.engine, 'exit', { Cmd: ['sh', '-c', `exit ${code}`], HostConfig: quiet })),
  );
  const page = await stage.open();
  for (const [index, [code, sentence]] of sentences.entries()) {
    const { id, name } = made[index] as Made;
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/containers/${id}/overview`);
    await heading(page, name).waitFor();
    await says(main(page), `exit ${code} · `);
    await says(main(page), sentence);
  }
});

test('how it starts, its mounts, networks, labels of Compose in words; a secret is masked until asked', async () => {
  const made = await run(stage.engine, 'details', {
    Entrypoint: ['sh', '-c'],
    Cmd: ['sleep 900 & wait'],
    Env: ['API_TOKEN=hunter2', 'MODE=quiet'],
    Labels: { 'com.docker.compose.project': 'novels', 'com.docker.compose.service': 'reader' },
    HostConfig: { Binds: ['/tmp:/host:ro'], RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
  });
  const page = await opened(made);
  await says(main(page), 'sleep 900 & wait');
  await says(main(page), '/host');
  await says(main(page), 'bridge');
  await says(main(page), 'reader');
  const secrets = main(page).getByText('hunter2');
  expect(await secrets.count()).toBe(0);
  await main(page).getByRole('button', { name: 'Show API_TOKEN', exact: true }).click();
  await secrets.first().waitFor();
});

test('the health log has each answer with its output', async () => {
  const second = 1_000_000_000;
  const made = await run(stage.engine, 'health', {
    Healthcheck: { Test: ['CMD-SHELL', 'echo all is calm; exit 0'], Interval: second, Timeout: 5 * second },
  });
  const page = await opened(made);
  await says(main(page), 'all is calm');
  await says(main(page), 'healthy');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('inspect: searched, a path and a value copied by keys, and raw JSON', async () => {
  const made = await run(stage.engine, 'inspect', { WorkingDir: '/srv/books' });
  const page = await opened(made, 'inspect');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const tree = page.getByRole('tree', { name: 'Inspect' });
  await tree.waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('WorkingDir');
  const line = tree.getByRole('treeitem').filter({ hasText: '/srv/books' }).last();
  await line.waitFor();
  await line.click();
  await page.keyboard.press('Control+c');
  await expect.poll(copied).toBe('/srv/books');
  await page.keyboard.press('Control+Shift+c');
  await expect.poll(copied).toMatch(/^\.Config\.WorkingDir$/);
  await page.getByRole('button', { name: 'Raw' }).click();
  await says(main(page), '"WorkingDir": "/srv/books"');
});
