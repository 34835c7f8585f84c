/** The logs of several containers as one: ordered by time, named, chosen, and joined by those that start later. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { create, run } from './support/containers';
import {
  drawn,
  line,
  log,
  logButton,
  logSearch,
  logs,
  onDemand,
  readLast100,
  status,
  withoutTimes,
  write,
} from './support/log-page';
import { heading, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);
const chip = (page: Parameters<typeof logs>[0], name: string) =>
  logs(page).getByRole('group', { name: 'Sources' }).getByRole('button', { name, exact: true });

test('two are merged in order of time, named, and shown or hidden each', async () => {
  const one = await run(stage.engine, 'one', onDemand('echo one-1'));
  const logOf = async () => (await stage.engine.api('GET', `/containers/${one.id}/logs?stdout=1`)).body;
  await expect.poll(logOf).toContain('one-1');
  const two = await run(stage.engine, 'two', onDemand('echo two-1'));
  const page = await stage.open(`/logs/${one.id},${two.id}`);
  await heading(page, 'Logs').waitFor();
  await line(page, 'two-1').waitFor();
  for (const [made, text] of [
    [two, 'two-2'],
    [one, 'one-2'],
    [two, 'two-3'],
  ] as const) {
    await write(stage.engine, made.id, text);
    await line(page, text).waitFor();
  }
  await withoutTimes(page);
  const all = [`${one.name} one-1`, `${two.name} two-1`, `${two.name} two-2`, `${one.name} one-2`, `${two.name} two-3`];
  await expect.poll(() => drawn(page)).toEqual(all);
  await chip(page, two.name).click();
  await expect.poll(() => drawn(page)).toEqual(all.filter((text) => text.startsWith(one.name)));
  await says(status(page), '2 of 5 lines');
  await write(stage.engine, two.id, 'unseen');
  await chip(page, two.name).click();
  await line(page, 'unseen').waitFor();
  await chip(page, two.name).dblclick();
  await expect.poll(async () => (await drawn(page)).filter((text) => text.startsWith(one.name))).toEqual([]);
  // What points at a line leads to its container.
  await line(page, 'two-2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: `Go to ${two.name}` }).click();
  expect(page.url()).toContain(two.id);
});

test('a project: one that starts later joins, a restart is marked, a removed one says so', async () => {
  const project = unique('project');
  const Labels = { 'com.docker.compose.project': project };
  const first = await run(stage.engine, 'first', { ...onDemand('echo from-first'), Labels });
  const page = await stage.open(`/logs/project/${project}`);
  await line(page, 'from-first').waitFor();
  const second = await run(stage.engine, 'second', { ...onDemand('echo from-second'), Labels });
  await line(page, 'from-second').waitFor();
  await chip(page, second.name).waitFor();
  await stage.engine.api('POST', `/containers/${first.id}/restart`);
  await log(page)
    .getByText(/── restarted/)
    .first()
    .waitFor();
  await expect.poll(() => line(page, 'from-first').count()).toBe(2);
  expect((await stage.engine.api('DELETE', `/containers/${second.id}?force=1`)).status).toBe(204);
  await chip(page, `${second.name} (removed)`).waitFor();
  await line(page, 'from-second').waitFor();
});

test('older lines come between those of quiet ones, in the order of time, and what one looks at stays where it is', async () => {
  /** Writes so many lines each time that it is started: a-1, a-2, then b-1, b-2. */
  const counting = (name: string, lines: number) =>
    create(stage.engine, name, {
      Cmd: [
        'sh',
        '-c',
        `run=$(cat /tmp/run 2>/dev/null || echo a); echo b > /tmp/run; for i in $(seq ${lines}); do echo ${name}-$run-$i; done`,
      ],
    });
  const [quiet, rare, noisy] = [
    await counting('quiet', 45),
    await counting('rare', 1),
    await counting('noisy', 150),
  ] as const;
  for (const { id } of [quiet, rare, noisy, quiet, rare, noisy]) {
    await stage.engine.api('POST', `/containers/${id}/start`);
    await stage.engine.api('POST', `/containers/${id}/wait`);
  }
  /** From the top of the lines in px; undefined when it is not in view. */
  const top = async (page: Page, text: string) => {
    const row = log(page)
      .locator('[data-place]')
      .filter({ has: page.getByText(text, { exact: true }) });
    const box = await row.boundingBox({ timeout: 1_000 }).catch(() => null);
    return box ? Math.round(box.y - ((await log(page).boundingBox())?.y ?? 0)) : undefined;
  };
  for (const [one, name, lines, key, seen, at] of [
    // Nothing of the noisy one is in view: what came between is below.
    [quiet, 'quiet', 45, 'Home', 'quiet-a-9', 9 * 20],
    // Most of what is in view is of the noisy one: what came between is above.
    [rare, 'rare', 1, 'Home', 'noisy-b-60', 12 * 20],
    // One comes to where the noisy one begins, far from the top.
    [quiet, 'quiet', 45, 'PageUp', undefined, 0],
  ] as const) {
    const page = await stage.open(`/logs/${one.id},${noisy.id}`, { height: 800 });
    await line(page, 'noisy-b-150').waitFor();
    await withoutTimes(page);
    await readLast100(page);
    await says(status(page), `${100 + lines * 2} lines`);
    await logSearch(page).fill('-b-9');
    await says(status(page), /hits/);
    await log(page).focus();
    for (let press = 0; press < (key === 'Home' ? 1 : 4); press += 1) await page.keyboard.press(key);
    await says(status(page), `${(150 + lines) * 2} lines`);
    if (seen) await expect.poll(() => top(page, seen)).toBe(at);
    await expect.poll(async () => (await drawn(page)).every((text) => text !== '')).toBe(true);
    if (seen) expect(await top(page, seen)).toBe(at);
    const written = (by: string, as: string, count: number, from: string) =>
      Array.from({ length: count }, (_, index) => `${by} ${as}-${from}-${index + 1}`);
    const inOrder = ['a', 'b'].flatMap((from) => [
      ...written(one.name, name, lines, from),
      ...written(noisy.name, 'noisy', 150, from),
    ]);
    expect(inOrder.join('\n')).toContain((await drawn(page)).join('\n'));
    // So high that all of them are drawn.
    await page.setViewportSize({ width: 1280, height: 9_000 });
    await expect.poll(() => drawn(page)).toEqual(inOrder);
  }
});

test('many sources are chosen from a menu', async () => {
  const made = await Promise.all(Array.from({ length: 14 }, (_, at) => create(stage.engine, `many-${at}`)));
  const page = await stage.open(`/logs/${made.map(({ id }) => id).join(',')}`);
  await logButton(page, '14 of 14 sources').click();
  await page.getByRole('menuitemcheckbox', { name: made[13]?.name ?? '' }).click();
  await logButton(page, '13 of 14 sources').waitFor();
  await page.keyboard.press('Escape');
  await logButton(page, '13 of 14 sources').click();
  await page.getByRole('menuitem', { name: 'Show all' }).click();
  await logButton(page, '14 of 14 sources').waitFor();
});

test('ST-15 fifty at once: all their lines are merged in order, searched, and go on', { timeout: 90_000 }, async () => {
  const made: Awaited<ReturnType<typeof run>>[] = [];
  const script = 'for i in 1 2 3; do echo "$HOSTNAME says $i"; done';
  // As many at a time as leave the engine's answers quick.
  for (let at = 0; at < 50; at += 10)
    made.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          run(stage.engine, `fifty-${at + index}`, { Cmd: ['sh', '-c', script], Hostname: `host-${at + index}` }),
        ),
      )),
    );
  const page = await stage.open(`/logs/${made.map(({ id }) => id).join(',')}`);
  await says(status(page), '150 lines');
  await logButton(page, '50 of 50 sources').waitFor();
  await logSearch(page).fill('host-49 says');
  await says(status(page), '3 hits');
  await logButton(page, 'Matches only').click();
  await withoutTimes(page);
  await expect.poll(() => drawn(page)).toEqual([1, 2, 3].map((count) => `${made[49]?.name} host-49 says ${count}`));
  await stage.engine.api('POST', `/containers/${made[49]?.id}/start`);
  await says(status(page), '6 hits');
});
