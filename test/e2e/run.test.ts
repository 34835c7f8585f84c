/** The run dialog and the pull dialog on a real engine: by form, by line, by keys. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRegistry, type TestRegistry } from '../engine/registry';
import { sharedDocker } from '../engine/shared';
import { unique } from '../engine/unique';
import { accessibilityFaults } from './support/axe';
import { run as runContainer } from './support/containers';
import { focusIn } from './support/keys';
import { activity, commandIn, goes, goTo, heading, openActivity, row, says } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);
let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry?.stop());

interface Inspected {
  readonly Id: string;
  readonly Config: { readonly Env: readonly string[]; readonly Cmd: readonly string[]; readonly Labels: object };
  readonly State: { readonly Status: string };
  readonly HostConfig: {
    readonly PortBindings: object;
    readonly Binds: readonly string[];
    readonly RestartPolicy: object;
    readonly Memory: number;
  };
}
const inspect = async (name: string) =>
  (await stage.engine.api('GET', `/containers/${name}/json`)).body as unknown as Inspected;

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Run container' });
const section = (page: Page, name: string) =>
  dialog(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
const runVerb = (page: Page) => dialog(page).getByRole('button', { name: /^Run/ });
const isOff = (page: Page) => runVerb(page).getAttribute('aria-disabled');
/** `-p` of a host port that no other test takes. */
let port = 21_000 + (process.pid % 5_000);
const nextPort = () => String(port++);

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await dialog(page).waitFor();
}

async function image(page: Page, name: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: 'Image' }).fill(name);
}

async function paste(page: Page, line: string): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Paste a docker run line' }).click();
  await dialog(page).getByLabel('docker run line').fill(line);
}

test('fills the form, sees its command, runs it and lands on the container', async () => {
  const [name, host] = [unique('form'), nextPort()];
  const page = await stage.open();
  await open(page);
  await image(page, 'sample/web:1');
  await says(dialog(page), 'on this engine');
  await dialog(page).getByLabel('Name', { exact: true }).fill(name);
  // What the image says of itself is one press away.
  await dialog(page).getByRole('button', { name: '8080/tcp' }).click();
  await dialog(page).getByLabel('Host port 1').fill(host);
  await dialog(page).getByRole('button', { name: 'Restart unless stopped' }).click();
  await section(page, 'Environment');
  await dialog(page).getByRole('button', { name: 'Paste a .env' }).click();
  await dialog(page).getByLabel('Text of the .env').fill('# mine\nexport LOG="de bug"\nAPI_TOKEN=hunter2\n');
  await dialog(page).getByRole('button', { name: 'Take these' }).click();
  await says(dialog(page), '2 variables taken');
  await section(page, 'Mounts');
  await dialog(page).getByRole('button', { name: 'Add a mount' }).click();
  await dialog(page).getByLabel('Mount 1: volume').fill(`${name}-data`);
  await dialog(page).getByLabel('Mount 1: path in the container').fill('/data');
  await section(page, 'Resources');
  await dialog(page).getByLabel('Memory', { exact: true }).fill('64m');

  const shown = await commandIn(dialog(page));
  for (const part of [
    `--name ${name}`,
    `-p ${host}:8080`,
    `-e 'LOG=de bug'`,
    `-v ${name}-data:/data`,
    '-m 64m',
    '--restart unless-stopped',
  ])
    expect(shown).toContain(part);
  // CR-04: masked until asked.
  expect(shown).not.toContain('hunter2');
  await dialog(page).getByRole('button', { name: 'Secrets' }).click();
  expect(await commandIn(dialog(page))).toContain('API_TOKEN=hunter2');

  await runVerb(page).click();
  await goes(dialog(page));
  await heading(page, name).waitFor();
  const made = await inspect(name);
  expect(page.url()).toContain(`#/containers/${made.Id}/overview`);
  expect(made).toMatchObject({
    State: { Status: 'running' },
    HostConfig: {
      PortBindings: { '8080/tcp': [{ HostPort: host }] },
      Binds: [`${name}-data:/data`],
      RestartPolicy: { Name: 'unless-stopped' },
      Memory: 64 * 1024 * 1024,
    },
  });
  expect(made.Config.Env).toEqual(expect.arrayContaining(['LOG=de bug', 'API_TOKEN=hunter2']));
  // The port is open before the program behind it listens.
  const answers = () =>
    fetch(`http://127.0.0.1:${host}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers).toBe(true);
});

test('a pasted line fills the form; what is not known is said in words', async () => {
  const name = unique('line');
  const page = await stage.open();
  await open(page);
  await paste(
    page,
    `$ podman run -d --name ${name} --frobnicate \\\n  -l 'a b'="c d" -e A=$HOME sample/shell:1 sh -c 'sleep 300; echo "it'\\''s over"' | tee log`,
  );
  await says(dialog(page), 'Berth does not know --frobnicate');
  await says(dialog(page), 'A shell would replace $HOME');
  await says(dialog(page), 'Left out, what follows the command: | tee log');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  expect(await dialog(page).getByRole('combobox', { name: 'Image' }).inputValue()).toBe('sample/shell:1');
  expect(await dialog(page).getByRole('textbox', { name: 'Command', exact: true }).inputValue()).toContain('sleep 300');
  await expect.poll(() => isOff(page)).toBe(null);
  await runVerb(page).click();
  await heading(page, name).waitFor();
  expect((await inspect(name)).Config).toMatchObject({
    Cmd: ['sh', '-c', `sleep 300; echo "it's over"`],
    Labels: { 'a b': 'c d' },
  });
});

test('what would fail is told before: a port that a container has, a taken name, a bad mount, a bad size', async () => {
  const host = nextPort();
  const taken = await runContainer(stage.engine, 'holds', {
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { PortBindings: { '80/tcp': [{ HostPort: host }] } },
  });
  const page = await stage.open();
  await row(page, taken.name).waitFor();
  await open(page);
  await image(page, 'sample/shell:1');
  await dialog(page).getByRole('button', { name: 'Add a port' }).click();
  await dialog(page).getByLabel('Container port 1').fill('80');
  await dialog(page).getByLabel('Host port 1').fill(host);
  await says(dialog(page), `used by ${taken.name}`);
  await says(dialog(page), `One thing to mend: port ${host} is taken by ${taken.name}`);
  expect(await isOff(page)).toBe('true');
  expect(await dialog(page).getByLabel('Host port 1').getAttribute('aria-invalid')).toBe('true');

  await dialog(page).getByLabel('Host port 1').fill('70000');
  await says(dialog(page), 'A port is 1 to 65535');
  await dialog(page).getByLabel('Host port 1').fill(nextPort());
  await dialog(page).getByLabel('Name', { exact: true }).fill(taken.name);
  await says(dialog(page), `the name ${taken.name} is taken`);
  await dialog(page).getByLabel('Name', { exact: true }).fill('two words');
  await says(dialog(page), 'Two characters or more');
  await dialog(page).getByLabel('Name', { exact: true }).fill('');
  await section(page, 'Resources');
  await dialog(page).getByLabel('Memory', { exact: true }).fill('lots');
  await says(dialog(page), 'Not a size');
  await dialog(page).getByLabel('Memory', { exact: true }).fill('1m');
  await says(dialog(page), '6 MiB at least');
  await dialog(page).getByLabel('Memory', { exact: true }).fill('');
  await section(page, 'Mounts');
  await dialog(page).getByRole('button', { name: 'Add a mount' }).click();
  await dialog(page).getByLabel('Mount 1: kind').selectOption('bind');
  await dialog(page).getByLabel('Mount 1: host path').fill('./src');
  await dialog(page).getByLabel('Mount 1: path in the container').fill('src');
  await says(dialog(page), 'A path in the container begins with /');
  await section(page, 'Basics');
  // The one at the button leads to the field.
  await dialog(page)
    .getByRole('button', { name: /things to mend/ })
    .click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Mount 1: path in the container');
  await dialog(page)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect.poll(() => isOff(page)).toBe(null);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a folder of this machine is picked for a mount, by keys', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'berth-pick-'));
  mkdirSync(join(dir, 'site', 'html'), { recursive: true });
  mkdirSync(join(dir, 'other'));
  const page = await stage.open();
  await open(page);
  await section(page, 'Mounts');
  await dialog(page).getByRole('button', { name: 'Add a mount' }).click();
  await dialog(page).getByLabel('Mount 1: kind').selectOption('bind');
  const hostPath = dialog(page).getByLabel('Mount 1: host path');
  await hostPath.fill(`${dir}/`);
  // Wide enough for a path: once button and target beside it left it 90 px.
  expect((await hostPath.boundingBox())?.width).toBeGreaterThan(180);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Choose a folder or file' });
  const path = picker.getByRole('combobox', { name: 'Path' });
  const shows = (names: readonly string[]) =>
    expect.poll(() => picker.getByRole('option').allTextContents()).toEqual(names);
  await shows(['other', 'site']);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.type('si');
  await shows(['site']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shows(['html']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await says(picker, 'Nothing is in this folder');
  await page.keyboard.press('Alt+ArrowUp');
  await shows(['html']);
  expect(await path.inputValue()).toBe(`${dir}/site/`);
  // What is not there is said; Esc closes the picker alone.
  await path.fill('/no/such/folder/');
  await says(picker, /no\/such\/folder/);
  await page.keyboard.press('Escape');
  await picker.waitFor({ state: 'detached' });
  await dialog(page).getByRole('button', { name: 'Mount 1: choose a folder' }).click();
  await path.fill(`${dir}/site/`);
  await page.keyboard.press('Enter');
  await expect.poll(() => hostPath.inputValue()).toBe(`${dir}/site`);
  rmSync(dir, { recursive: true });
});

test('what the engine refuses stays in the form, with its reason; one that was made and can’t start is kept', async () => {
  const page = await stage.open();
  const name = unique('refused');
  await open(page);
  // Known only when it is tried.
  await paste(page, `docker run -d --name ${name} --log-opt nosuch=1 sample/shell:1`);
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => isOff(page)).toBe(null);
  await runVerb(page).click();
  await says(dialog(page).getByRole('alert'), /nosuch/);
  expect(await dialog(page).getByLabel('Name', { exact: true }).inputValue()).toBe(name);

  await paste(page, `docker run -d --name ${name} --entrypoint /no/such sample/shell:1`);
  await expect.poll(() => isOff(page)).toBe(null);
  await runVerb(page).click();
  await heading(page, name).waitFor();
  await says(page.getByRole('region', { name: 'What just happened' }), `Could not run ${name}`);
  expect((await inspect(name)).State.Status).toBe('created');
  await openActivity(page);
  await says(activity(page), 'It was created, and is kept.');
});

test('a missing image is pulled from its registry, with Activity open; what it lacks fails with a reason', async () => {
  const whole = await registry
    .holds(stage.engine, 'sample/layers:1', `${unique('pulled')}:1`)
    .catch(async () => registry.holds(stage.engine, 'sample/shell:1', `${unique('pulled')}:1`));
  const name = unique('puller');
  try {
    const page = await stage.open();
    await open(page);
    await image(page, whole);
    await says(dialog(page), 'will be pulled');
    await says(dialog(page), whole);
    await dialog(page).getByLabel('Name', { exact: true }).fill(name);
    await dialog(page).getByRole('textbox', { name: 'Command', exact: true }).fill('sleep 300');
    await runVerb(page).click();
    await goes(dialog(page));
    await activity(page).waitFor();
    await says(activity(page), `Started ${name}`);
    await heading(page, name).waitFor();
    expect((await inspect(name)).State.Status).toBe('running');

    await page.getByRole('button', { name: 'Close Activity' }).click();
    await goTo(page, 'Images');
    await page.getByRole('button', { name: 'Pull image' }).click();
    const pull = page.getByRole('dialog', { name: 'Pull image' });
    await pull.getByRole('combobox', { name: 'Image' }).fill(`${registry.host}/nothing:1`);
    await says(pull, `docker pull ${registry.host}/nothing:1`);
    await pull.getByRole('button', { name: 'Pull', exact: true }).click();
    await says(activity(page), `Could not pull ${registry.host}/nothing:1`);
    await says(activity(page), 'There is no image');
  } finally {
    await stage.engine.api('DELETE', `/containers/${name}?force=1`);
    await stage.engine.api('DELETE', `/images/${whole}?force=1`);
  }
});

test('by keys alone: image, name, command, a terminal, Ctrl-Enter; and a shell is open', async () => {
  const name = unique('keys');
  const page = await stage.open();
  await row(page, 'web').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await focusIn(dialog(page));
  // The first field has the focus; the list below it is walked by arrows.
  await page.keyboard.type('sample/she');
  await page.getByRole('option', { name: 'sample/shell:1' }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog(page).getByRole('combobox', { name: 'Image' }).inputValue()).toBe('sample/shell:1');
  await page.keyboard.press('Tab');
  await page.keyboard.type(name);
  const terminal = dialog(page).getByRole('checkbox', { name: 'Open one (-it)' });
  for (
    let presses = 0;
    presses < 20 && !(await terminal.evaluate((box) => box === document.activeElement));
    presses += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await commandIn(dialog(page))).toContain('docker run -it');
  await page.keyboard.press('Control+Enter');
  await heading(page, name).waitFor();
  expect(page.url()).toContain('/terminal');
  await page.getByRole('region', { name: 'Terminal' }).locator('.xterm-rows').waitFor();
});

test('DE-06: Esc asks once something was typed, and loses nothing when it is not meant', async () => {
  const page = await stage.open();
  await open(page);
  await page.keyboard.press('Escape');
  await goes(dialog(page));
  await open(page);
  await image(page, 'sample/shell:1');
  await dialog(page).getByLabel('Name', { exact: true }).fill('kept');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Close without running?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  expect(await dialog(page).getByLabel('Name', { exact: true }).inputValue()).toBe('kept');
  expect(await dialog(page).getByRole('combobox', { name: 'Image' }).inputValue()).toBe('sample/shell:1');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Close' }).click();
  await goes(dialog(page));
});

test('an image’s own Run begins with it; Create only does not start', async () => {
  const name = unique('created');
  const page = await stage.open('/images');
  await row(page, 'sample/shell').or(row(page, 'sample/shell:1')).first().hover();
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await dialog(page).waitFor();
  expect(await dialog(page).getByRole('combobox', { name: 'Image' }).inputValue()).toMatch(/^sample\//);
  await image(page, 'sample/shell:1');
  await dialog(page).getByLabel('Name', { exact: true }).fill(name);
  await expect.poll(() => isOff(page)).toBe(null);
  await dialog(page).getByRole('button', { name: 'Create only' }).click();
  await heading(page, name).waitFor();
  expect((await inspect(name)).State.Status).toBe('created');
});
