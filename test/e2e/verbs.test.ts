/** Start, stop, restart and delete, one and several; what is asked, what is told. */
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, run, stateOf } from './support/containers';
import { activity, commandIn, goes, openActivity, row, rowVerb, says, select, selection } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

test('stop and start from the row; the container does it, and Activity has the command', async () => {
  const made = await run(stage.engine, 'verb');
  const page = await stage.open();
  await (await rowVerb(page, made.name, 'Stop')).click();
  await says(row(page, made.name), 'exited 0');
  expect(await stateOf(stage.engine, made)).toBe('exited');
  await (await rowVerb(page, made.name, 'Start')).click();
  await says(row(page, made.name), 'running');
  expect(await stateOf(stage.engine, made)).toBe('running');
  await openActivity(page);
  await says(activity(page).getByRole('listitem').first(), `Started ${made.name}`);
  await says(activity(page).getByRole('listitem').first(), `docker start ${made.name}`);
  await activity(page).getByText(`docker stop ${made.name}`).waitFor();
});

test('restart from the details page: the same container with another start', async () => {
  const made = await run(stage.engine, 'restart');
  const startedAt = async () => {
    const { body } = await stage.engine.api('GET', `/containers/${made.id}/json`);
    return (body as { State: { StartedAt: string } }).State.StartedAt;
  };
  const before = await startedAt();
  const page = await stage.open(`/containers/${made.id}/overview`);
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect.poll(startedAt).not.toBe(before);
  expect(await stateOf(stage.engine, made)).toBe('running');
});

test('delete asks first: names the thing, says what is lost and by which command; Cancel and Esc change nothing', async () => {
  const made = await create(stage.engine, 'delete', { Volumes: { '/data': {} } });
  const page = await stage.open(`/containers/${made.id}/overview`);
  const ask = () => page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: `Delete ${made.name}?` });
  await ask();
  await says(dialog, 'Its log and all it wrote to its own files are lost');
  await says(dialog, '1 volume without a name');
  expect(await commandIn(dialog)).toBe(`docker rm ${made.name}`);
  await expect
    .poll(() => dialog.getByRole('button', { name: 'Cancel' }).evaluate((it) => it === document.activeElement))
    .toBe(true);
  await page.keyboard.press('Escape');
  await goes(dialog);
  await ask();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await goes(dialog);
  expect(await stateOf(stage.engine, made)).toBe('created');

  await ask();
  await dialog.getByRole('checkbox', { name: /anonymous volumes/ }).check();
  expect(await commandIn(dialog)).toMatch(/^docker rm (-v|--volumes) /);
  const { body } = await stage.engine.api('GET', `/containers/${made.id}/json`);
  const [volume] = (body as { Mounts: { Name: string }[] }).Mounts;
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('This container no longer exists').first().waitFor();
  expect(await stateOf(stage.engine, made)).toBe('gone');
  expect((await stage.engine.api('GET', `/volumes/${volume?.Name}`)).status).toBe(404);
});

test('a running container is deleted only when told to kill it first', async () => {
  const made = await run(stage.engine, 'alive');
  const page = await stage.open(`/containers/${made.id}/overview`);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  expect(await confirm.getAttribute('aria-description')).toContain('is running');
  await confirm.click({ force: true });
  expect(await stateOf(stage.engine, made)).toBe('running');
  await dialog.getByRole('checkbox', { name: 'Kill first' }).check();
  expect(await commandIn(dialog)).toMatch(/^docker rm (-f|--force) /);
  await confirm.click();
  await expect.poll(() => stateOf(stage.engine, made)).toBe('gone');
});

test('several at once: what fails is named with its reason, the others are done', async () => {
  const good = [await create(stage.engine, 'many'), await create(stage.engine, 'many')];
  const bad = await create(stage.engine, 'many', { Cmd: ['no-such-program'] });
  const page = await stage.open();
  await page.getByRole('searchbox', { name: 'Search containers' }).fill(`many-${process.pid}`);
  for (const { name } of [...good, bad]) await select(page, name).check();
  await says(selection(page).getByRole('status'), '3 selected');
  await selection(page)
    .getByRole('button', { name: /^Start/ })
    .click();
  for (const { name } of good) await says(row(page, name), 'running');
  const toast = page.getByRole('region', { name: 'What just happened' });
  await says(toast, 'Could not start 1 of 3 containers');
  await toast.getByRole('button', { name: 'Show in Activity' }).click();
  const entry = activity(page).getByRole('listitem').first();
  await says(entry, bad.name);
  await says(entry, 'no-such-program');
  expect(await Promise.all([...good, bad].map((made) => stateOf(stage.engine, made)))).toEqual([
    'running',
    'running',
    'created',
  ]);
});

test('several deleted by one question that lists them; a container that came meanwhile stays (DE-02)', async () => {
  const doomed = [await create(stage.engine, 'bulk'), await create(stage.engine, 'bulk')];
  const page = await stage.open();
  await page.getByRole('searchbox', { name: 'Search containers' }).fill(`bulk-${process.pid}`);
  await row(page, doomed[1]?.name ?? '').waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await selection(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete 2 containers?' });
  const listed = await dialog.getByRole('list', { name: 'What is deleted' }).getByRole('listitem').allTextContents();
  expect(listed.toSorted()).toEqual(doomed.map(({ name }) => name).toSorted());
  const late = await create(stage.engine, 'bulk');
  // What is behind the question is there for the eye alone.
  await page.locator('[role=row]', { hasText: late.name }).waitFor();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  for (const { name } of doomed) await goes(row(page, name));
  await row(page, late.name).waitFor();
  expect(await stateOf(stage.engine, late)).toBe('created');
  for (const made of doomed) expect(await stateOf(stage.engine, made)).toBe('gone');
});

test('DE-01 a double click on a verb and a held Enter do it once', async () => {
  const made = await run(stage.engine, 'double');
  const page = await stage.open();
  const jobs = (text: string) => activity(page).getByRole('listitem').filter({ hasText: text });
  await (await rowVerb(page, made.name, 'Stop')).dblclick();
  await says(row(page, made.name), 'exited');
  await openActivity(page);
  await jobs(`Stopped ${made.name}`).waitFor();
  expect(await jobs(made.name).count()).toBe(1);

  await page.goto(`${stage.berth.url}#/containers/${made.id}/overview`);
  const start = page.getByRole('button', { name: 'Start', exact: true });
  // The page may still show the container as it was before Stop: the button waits for the news.
  await expect.poll(() => start.isEnabled()).toBe(true);
  await start.focus();
  // A held key repeats: the browser tells by a second keydown without a keyup.
  for (let times = 0; times < 5; times += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect.poll(() => stateOf(stage.engine, made)).toBe('running');
  await jobs(`Started ${made.name}`).waitFor();
  expect(await jobs(`Started ${made.name}`).count()).toBe(1);
});

test('a verb that the state forbids keeps its place, tells why and does nothing', async () => {
  const made = await create(stage.engine, 'forbidden');
  const page = await stage.open(`/containers/${made.id}/overview`);
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await expect.poll(() => stop.getAttribute('aria-description')).toBe('It was never started');
  expect(await stop.getAttribute('aria-disabled')).toBe('true');
  await stop.click({ force: true });
  expect(await stateOf(stage.engine, made)).toBe('created');
});
