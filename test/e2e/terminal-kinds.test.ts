/** Ways into a container besides a plain shell: its main process, one command, a debug shell (product.md T1, T2, T4). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedDocker } from '../engine/shared';
import { create, type Made, run, stateOf } from './support/containers';
import { commandIn, dock, goes, row, says, screen } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const shows = (page: Page, text: string | RegExp) => expect.poll(() => screen(dock(page))).toMatch(text);
const ending = (page: Page) => dock(page).getByRole('group').getByRole('status').filter({ hasText: /\S/ });

/** Chooses a verb of a row's menu; its dialog. */
async function choose(page: Page, name: string, verb: string, title: string) {
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: verb, exact: true }).click();
  return page.getByRole('dialog', { name: title });
}

async function attach(page: Page, { name }: Made, keys?: string): Promise<void> {
  const dialog = await choose(page, name, 'Attach…', 'Attach');
  await says(dialog, 'Ctrl-C may end it');
  if (keys) await dialog.getByRole('textbox', { name: 'Keys that detach' }).fill(keys);
  expect(await commandIn(dialog)).toBe(`docker attach ${keys ? `--detach-keys ${keys} ` : ''}${name}`);
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
  await dock(page).getByRole('group').locator('.xterm-rows').waitFor();
}

test('attached to a main process with a terminal: Ctrl-P Ctrl-Q lets go, it lives, and can be attached to again', async () => {
  const made = await run(stage.engine, 'attach', { Tty: true, OpenStdin: true, Cmd: ['sh'] });
  const page = await stage.open();
  await attach(page, made);
  await says(dock(page), 'Ctrl-P Ctrl-Q detaches');
  await page.keyboard.type('echo main-$((40 + 2)) $$\n');
  await shows(page, /^main-42 1$/m);
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+q');
  await says(ending(page), `Detached. The main process of ${made.name} runs on.`);
  expect(await stateOf(stage.engine, made)).toBe('running');
  await dock(page).getByRole('button', { name: 'Attach again' }).click();
  await goes(ending(page));
  await page.keyboard.type('echo back-$((1 + 1))\n');
  await shows(page, /^back-2$/m);
});

test('attached to one without a terminal: lines go with Enter; own keys, and the button, let go', async () => {
  const made = await run(stage.engine, 'attach-plain', {
    OpenStdin: true,
    Cmd: ['sh', '-c', 'trap "exit 0" TERM; while read line; do echo "got $line"; done'],
  });
  const page = await stage.open();
  await attach(page, made, 'ctrl-x,x');
  await says(dock(page), 'Ctrl-X x detaches');
  await page.keyboard.type('a line\n');
  await shows(page, /^got a line$/m);
  await page.keyboard.press('Control+x');
  await page.keyboard.press('x');
  await says(ending(page), 'Detached');
  await dock(page).getByRole('button', { name: 'Attach again' }).click();
  await goes(ending(page));
  await dock(page).getByRole('button', { name: 'Detach', exact: true }).click();
  await says(ending(page), 'Detached');
  expect(await stateOf(stage.engine, made)).toBe('running');
});

test('attached to one whose input would be closed by leaving: it is shown only, and says why', async () => {
  const made = await run(stage.engine, 'attach-once', { OpenStdin: true, StdinOnce: true, Cmd: ['cat'] });
  const page = await stage.open();
  const dialog = await choose(page, made.name, 'Attach…', 'Attach');
  await says(dialog, 'Read-only: detaching would close its input for good');
  await says(dialog, 'Ctrl-C reaches the main process');
  expect(await commandIn(dialog)).toBe(`docker attach --no-stdin ${made.name}`);
  const input = dialog.getByRole('checkbox', { name: 'Take input all the same' });
  await input.check();
  await says(dialog, 'Keys reach the main process');
  await expect.poll(() => commandIn(dialog)).toBe(`docker attach ${made.name}`);
  await input.uncheck();
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
  await says(dock(page), 'Read-only: detaching would close its input for good');
  await dock(page).getByRole('button', { name: 'Detach', exact: true }).click();
  await says(ending(page), 'Detached');
  expect(await stateOf(stage.engine, made)).toBe('running');
});

test('one command: what it printed, its exit code and time; stopped and run again', async () => {
  const made = await run(stage.engine, 'one-off');
  const page = await stage.open();
  const dialog = await choose(page, made.name, 'Run a command…', 'Run a command');
  const command = dialog.getByRole('textbox', { name: 'Command' });
  const result = dialog.getByRole('status', { name: 'Result' });
  await command.fill('echo out-$((40 + 2)); echo wrong >&2; exit 3');
  expect(await commandIn(dialog)).toBe(`docker exec ${made.name} sh -c 'echo out-$((40 + 2)); echo wrong >&2; exit 3'`);
  await page.keyboard.press('Enter');
  await says(result, /^Exit code 3 after \d/);
  // Two streams: either may be told first.
  for (const text of ['out-42', 'wrong']) await says(dialog.getByRole('region', { name: 'Output' }), text);
  await command.fill('echo begun; sleep 4321');
  await dialog.getByRole('button', { name: 'Run again' }).click();
  await says(dialog.getByRole('region', { name: 'Output' }), 'begun');
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await says(result, 'Stopped');
  const processes = async () => JSON.stringify((await stage.engine.api('GET', `/containers/${made.id}/top`)).body);
  await expect.poll(processes).not.toContain('sleep 4321');
});

/** Opens a debug shell by its dialog, which is open; what the dialog says of the target. */
async function openDebug(page: Page, dialog: ReturnType<Page['getByRole']>): Promise<void> {
  await dialog.getByRole('button', { name: 'Open debug shell' }).click();
  await dock(page).getByRole('group').locator('.xterm-rows').waitFor({ timeout: 60_000 });
}

test('a debug shell in a running container without a shell sees its processes and files, and leaves nothing', async () => {
  const made = await run(stage.engine, 'bare', { Image: 'sample/distroless:1', Cmd: null });
  const page = await stage.open();
  const dialog = await choose(page, made.name, 'Debug shell…', 'Debug shell');
  await says(dialog, 'shares its processes, network');
  await dialog.getByRole('region', { name: 'How it starts' }).getByText('exec form').waitFor();
  expect(await commandIn(dialog)).toBe(
    `docker run -it --rm --pid container:${made.name} --network container:${made.name} --cap-add SYS_PTRACE sample/toolbox:1 sh`,
  );
  await openDebug(page, dialog);
  await page.keyboard.type('echo pid-$((0 + 1)); ls -d /proc/1/root/bin /proc/1/root/etc; ps\n');
  await shows(page, /^pid-1$/m);
  const boxes = async () => {
    const { body } = await stage.engine.api('GET', '/containers/json?all=1');
    return (body as { Image: string }[]).filter(({ Image }) => Image === 'sample/toolbox:1').length;
  };
  expect(await boxes()).toBe(1);
  await page.keyboard.type('exit\n');
  await says(ending(page), /\S/);
  await expect.poll(boxes).toBe(0);
  expect(await stateOf(stage.engine, made)).toBe('running');
});

test('a debug shell in a stopped container has its image’s files and writes nothing', async () => {
  const made = await create(stage.engine, 'stopped', { Image: 'sample/distroless:1', Cmd: null });
  const page = await stage.open();
  const dialog = await choose(page, made.name, 'Debug shell…', 'Debug shell');
  await says(dialog, 'It does not run');
  await openDebug(page, dialog);
  await page.keyboard.type('echo in-$((40 + 2)); exit\n');
  await says(ending(page), /\S/);
  await shows(page, /^in-42$/m);
  expect((await stage.engine.api('GET', `/containers/${made.id}/changes`)).body).toBeNull();
});

test('a debug shell in an image has its files, and the tools where they can’t be written; nothing stays', async () => {
  const page = await stage.open('/images');
  await page.getByRole('searchbox', { name: 'Search images' }).fill('sample/distroless');
  await row(page, 'sample/distroless').click({ trial: true });
  await row(page, 'sample/distroless').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Debug shell', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Debug shell' });
  await says(dialog, 'A throw-away container of the image');
  await dialog.getByRole('region', { name: 'How it starts' }).getByText('/httpd').first().waitFor();
  expect(await commandIn(dialog)).toBe('docker run -it --rm --entrypoint sh sample/distroless:1');
  await openDebug(page, dialog);
  await page.keyboard.type('ls -d /httpd; touch /.berth/bin/new; echo at-$((40 + 2))\n');
  await shows(page, /^at-42$/m);
  await shows(page, /^\/httpd$/m);
  await shows(page, /Read-only file system/);
  const left = async () => {
    const containers = JSON.stringify((await stage.engine.api('GET', '/containers/json?all=1')).body);
    const volumes = JSON.stringify((await stage.engine.api('GET', '/volumes')).body);
    return [containers, volumes].map((text) => text.includes('berth-debug-'));
  };
  expect(await left()).toEqual([true, true]);
  await page.keyboard.type('exit\n');
  await says(ending(page), /\S/);
  await expect.poll(left).toEqual([false, false]);
});
