/** A container changed by making it anew (C7), and made into an image or a text (C8). */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { accessibilityFaults } from './support/axe';
import { idle, type Made, run } from './support/containers';
import { activity, commandIn, goes, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

interface Inspected {
  readonly Id: string;
  readonly Config: { readonly Env: readonly string[]; readonly Labels: Readonly<Record<string, string>> };
  readonly State: { readonly Status: string };
  readonly Mounts: readonly { readonly Name: string }[];
}
const inspect = async (name: string) => {
  const { status, body } = await stage.engine.api('GET', `/containers/${name}/json`);
  return status === 200 ? (body as Inspected) : undefined;
};

/** With BERTH_SHOTS naming a folder: pictures to look at, in both themes. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.BERTH_SHOTS;
  if (!folder) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name: `Edit ${name}` });

async function openEdit(page: Page, { name }: Made) {
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  const form = dialog(page, name);
  await form.getByRole('tab', { name: /^Environment/ }).waitFor();
  return form;
}

/** Puts the line into the form: what is typed there is the form's own matter, tested with it. */
async function editLine(page: Page, made: Made, change: (line: string) => string) {
  const form = await openEdit(page, made);
  await form.getByRole('button', { name: 'Edit', exact: true }).click();
  const box = form.getByRole('textbox', { name: 'docker run line' });
  await box.fill(change(await box.inputValue()));
  await form.getByRole('button', { name: 'Review changes' }).click();
  await form.getByRole('table', { name: 'Changes' }).waitFor();
  return form;
}

test('edit: the difference, what is kept and lost, then the new one in the old one’s place', async () => {
  const old = await run(stage.engine, 'edit', {
    Env: ['DEBUG=1', 'API_TOKEN=hunter2'],
    Labels: { colour: 'blue' },
    Volumes: { '/data': {} },
    Cmd: ['sh', '-c', `echo x > /written; exec ${idle[0]} -c '${idle[2]}'`],
  });
  const before = await inspect(old.name);
  const page = await stage.open();
  const form = await editLine(page, old, (line) =>
    line.replace(/-e DEBUG=1/, '-e MODE=fast').replace(/-e API_TOKEN=\S+/, '-e API_TOKEN=other -m 64m'),
  );
  const rows = await form.getByRole('table', { name: 'Changes' }).getByRole('row').allInnerTexts();
  const texts = rows.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  expect(texts.slice(1)).toEqual([
    expect.stringMatching(/^− ?removed Environment DEBUG=1$/),
    expect.stringMatching(/^± ?changed Environment API_TOKEN=•+ API_TOKEN=•+$/),
    expect.stringMatching(/^\+ ?added Environment MODE=fast$/),
    expect.stringMatching(/^\+ ?added Memory 64m$/),
  ]);
  await says(form, '4 changes');
  await says(form, '1 volume with its data, which has no name');
  await says(form, /\d+ paths? changed in the container itself/);
  const command = String(await commandIn(form)).replaceAll(/\s+\\?\s*/g, ' ');
  expect(command).toContain(`docker stop ${old.name} && docker rename ${old.name} ${old.name}-berth-old`);
  expect(command).not.toContain('hunter2');
  expect(command).not.toContain('other');
  await shoot(page, 'edit-review');
  expect(await accessibilityFaults(page)).toEqual([]);

  await form.getByRole('button', { name: 'Recreate' }).click();
  await goes(form);
  await says(activity(page), `Making ${old.name} anew`);
  await says(activity(page), `Made ${old.name} anew`);
  const after = await inspect(old.name);
  expect(after?.Id).not.toBe(old.id);
  expect(after?.State.Status).toBe('running');
  expect(after?.Config.Env).toEqual(expect.arrayContaining(['MODE=fast', 'API_TOKEN=other']));
  expect(after?.Config.Env).not.toContain('DEBUG=1');
  expect(after?.Mounts[0]?.Name).toBe(before?.Mounts[0]?.Name);
  expect(await inspect(old.id)).toBeUndefined();
});

test('rollback: a new one that ends too soon is taken away, and the old one runs again', async () => {
  const old = await run(stage.engine, 'rollback');
  const page = await stage.open();
  const form = await editLine(
    page,
    old,
    (line) => `${line.slice(0, line.indexOf('sample/shell:1'))}sample/shell:1 sh -c 'echo no luck; exit 7'`,
  );
  await form.getByRole('button', { name: 'Recreate' }).click();
  await says(activity(page), `Could not make ${old.name} anew`);
  await says(activity(page), /did not stay up; the old one is back/);
  await shoot(page, 'edit-rollback');
  const back = await inspect(old.name);
  expect([back?.Id, back?.State.Status]).toEqual([old.id, 'running']);

  // Nothing has to be typed again; closing the form forgets it.
  const again = await openEdit(page, old);
  await says(again, '1 change');
  expect(await commandIn(again)).toContain('no luck');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click();
  await goes(again);
  await openEdit(page, old);
  expect(await commandIn(again)).not.toContain('no luck');
});

test('a Berth that ended in the midst of an edit offers to finish or undo it', async () => {
  const old = await run(stage.engine, 'cut-short');
  const page = await stage.open('/containers', { expected: /WebSocket|ERR_CONNECTION_REFUSED|Failed to load/ });
  const form = await editLine(page, old, (line) => line.replace('docker run', 'docker run -e EDITED=yes'));
  await form.getByRole('button', { name: 'Recreate' }).click();
  await says(activity(page), 'waiting until the new one has proved itself');
  await stage.berth.restart();

  const again = await stage.open();
  const banner = again.getByText(`The edit of ${old.name} was cut short`);
  await banner.waitFor();
  await shoot(again, 'edit-cut-short');
  expect(await accessibilityFaults(again)).toEqual([]);
  await again.getByRole('button', { name: 'Undo', exact: true }).click();
  await goes(banner);
  const back = await inspect(old.name);
  expect([back?.Id, back?.State.Status]).toEqual([old.id, 'running']);
  expect(await inspect(`${old.name}-berth-old`)).toBeUndefined();
});

test('the overview shows the command that makes the same, secrets masked until asked', async () => {
  const made = await run(stage.engine, 'command', { Env: ['API_TOKEN=hunter2', 'A=b'] });
  const page = await stage.open(`/containers/${made.id}/overview`);
  const command = page.getByRole('region', { name: 'Command' });
  await says(command, `docker run -d --name ${made.name}`);
  expect(await command.textContent()).not.toContain('hunter2');
  await shoot(page, 'edit-overview');
  await page.getByRole('button', { name: 'Show secret values' }).click();
  await says(command, 'API_TOKEN=hunter2');
});

test('copied as docker run and as Compose, commit makes an image', async () => {
  const made = await run(stage.engine, 'copy', {
    Env: ['A=$x'],
    Labels: { on: 'yes' },
    Cmd: ['sh', '-c', `echo written > /own; exec ${idle[0]} -c '${idle[2]}'`],
  });
  const page = await stage.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const choose = async (name: string) => {
    await row(page, made.name).click({ button: 'right' });
    if (name.startsWith('Copy')) await page.getByRole('menuitem', { name: 'Copy', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Copy as docker run');
  await expect.poll(clipboard).toMatch(/^docker run \\\n {2}-d \\\n {2}--name \S+ \\\n {2}-e 'A=\$x' \\\n/);
  await choose('Copy as Compose');
  await expect.poll(clipboard).toMatch(/^services:/);
  const { services } = parse(await clipboard());
  expect(services[made.name]).toMatchObject({
    image: 'sample/shell:1',
    environment: { A: '$$x' },
    labels: { on: 'yes' },
  });

  await choose('Commit…');
  const commit = page.getByRole('dialog', { name: 'Commit container' });
  const reference = `${unique('commit')}:1`;
  await commit.getByRole('textbox', { name: 'Image' }).fill('Not A Name');
  await says(commit, 'Such as team/app:1.0');
  await commit.getByRole('textbox', { name: 'Image' }).fill(reference);
  expect(await commandIn(commit)).toContain(`docker commit ${made.name} ${reference}`);
  await shoot(page, 'edit-commit');
  expect(await accessibilityFaults(page)).toEqual([]);
  await commit.getByRole('button', { name: 'Commit', exact: true }).click();
  await goes(commit);
  expect((await stage.engine.api('GET', `/images/${reference}/json`)).status).toBe(200);

  await choose('Export file system…');
  const exporting = page.getByRole('dialog', { name: 'Export file system' });
  expect(await commandIn(exporting)).toMatch(/^docker export .*test-copy/);
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await download).path();
  expect(execFileSync('tar', ['-tf', file], { encoding: 'utf8' })).toMatch(/^bin\/busybox$/m);
  expect(execFileSync('tar', ['-xOf', file, 'own'], { encoding: 'utf8' })).toBe('written\n');
});

test('two windows edit one: the second is told, keeps what was typed, and brings it to the new one', async () => {
  const old = await run(stage.engine, 'two-windows', { Env: ['A=1'] });
  const [page, other] = [await stage.open(), await stage.open()];
  const mine = await openEdit(page, old);
  await mine.getByRole('tab', { name: /^Labels/ }).click();
  await mine.getByRole('button', { name: 'Add a label' }).click();
  await mine.getByRole('textbox', { name: 'Label 1: name' }).fill('colour');
  await mine.getByRole('textbox', { name: 'Label 1: value' }).fill('blue');

  const theirs = await editLine(other, old, (line) => line.replace('-e A=1', '-e A=2'));
  await theirs.getByRole('button', { name: 'Recreate' }).click();
  await says(mine, `${old.name} is being made anew elsewhere`);
  const review = mine.getByRole('button', { name: 'Review changes' });
  await expect.poll(() => review.getAttribute('aria-description')).toBe('It was changed elsewhere');
  await says(mine, `${old.name} was made anew elsewhere`, 40_000);
  await shoot(page, 'edit-elsewhere');
  expect(await accessibilityFaults(page)).toEqual([]);

  await mine.getByRole('button', { name: 'Take my changes there' }).click();
  await mine.getByRole('button', { name: 'Review changes' }).click();
  const rows = mine.getByRole('table', { name: 'Changes' }).getByRole('row');
  await expect.poll(() => rows.count()).toBe(2);
  await says(rows.nth(1), 'colour=blue');
  await mine.getByRole('button', { name: 'Recreate' }).click();
  await goes(mine);
  const labels = async () => (await inspect(old.name))?.Config.Labels;
  await expect.poll(labels, { timeout: 40_000 }).toMatchObject({ colour: 'blue' });
  expect((await inspect(old.name))?.Config.Env).toContain('A=2');
});

test('what was typed for a container that is deleted meanwhile is run as a new one', async () => {
  const old = await run(stage.engine, 'gone-meanwhile', { Env: ['A=1'], Volumes: { '/kept': {} } });
  const page = await stage.open();
  const form = await openEdit(page, old);
  await form.getByRole('tab', { name: /^Labels/ }).click();
  await form.getByRole('button', { name: 'Add a label' }).click();
  await form.getByRole('textbox', { name: 'Label 1: name' }).fill('colour');
  await form.getByRole('textbox', { name: 'Label 1: value' }).fill('blue');
  await stage.engine.api('DELETE', `/containers/${old.id}?force=1&v=1`);
  await says(form, `${old.name} no longer exists`);
  await shoot(page, 'edit-gone');

  await form.getByRole('button', { name: 'Run as a new one' }).click();
  const anew = page.getByRole('dialog', { name: 'Run container' });
  await expect.poll(() => commandIn(anew)).toMatch(new RegExp(`--name ${old.name} -e A=1 -v /kept -l colour=blue`));
  expect(await form.count()).toBe(0);
  await shoot(page, 'edit-gone-run');
  await anew.getByRole('button', { name: 'Run', exact: true }).click();
  await goes(anew);
  await expect
    .poll(() => inspect(old.name))
    .toMatchObject({
      Config: { Labels: { colour: 'blue' } },
      State: { Status: 'running' },
      Mounts: [{ Destination: '/kept' }],
    });
});
