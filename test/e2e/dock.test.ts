/** The terminals below every page: split, found again after a reload, moved, renamed, closed (product.md T3). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ContainerId } from '../../electron/common/contract/ids';
import { sharedDocker } from '../engine/shared';
import { type Made, run } from './support/containers';
import { dock, goes, goTo, heading, row, rowVerb, says, screen } from './support/page';
import { createStage } from './support/stage';

const stage = createStage(sharedDocker);

const tabs = (page: Page) => dock(page).getByRole('tab');
const panes = (page: Page) => dock(page).getByRole('group');
const shows = (page: Page, text: string | RegExp) => expect.poll(() => screen(page)).toMatch(text);
const tabWords = (page: Page) => tabs(page).allTextContents();

/** Opens a shell in the dock from the list and waits for its prompt. */
async function openShell(page: Page, { name }: Made): Promise<void> {
  await row(page, name).waitFor();
  await (await rowVerb(page, name, 'Shell')).click();
  await shows(page, /[#$]\s*$/);
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** As another window opens them. */
async function openElsewhere({ id }: Made, count: number): Promise<void> {
  await stage.berth.ask(async (client) => {
    for await (const { engines } of await client.engines.watch()) {
      const engine = engines[0]?.id;
      for (let n = 0; engine && n < count; n += 1)
        await client.terminals.open({ kind: 'exec', engine, container: id as ContainerId, columns: 80, rows: 24 });
      break;
    }
  });
}

/** As another window types, into the container's only terminal. */
async function typeElsewhere({ id }: Made, data: string): Promise<void> {
  await stage.berth.ask(async (client) => {
    for await (const all of await client.terminals.watch()) {
      const terminal = all.find(({ container, state }) => container === id && state === 'running')?.id;
      if (terminal) await client.terminals.write({ terminal, data });
      break;
    }
  });
}

/** Whether something runs in the container's only terminal. */
const isBusy = ({ id }: Made) =>
  stage.berth.ask(async (client) => {
    for await (const all of await client.terminals.watch()) {
      const terminal = all.find(({ container, state }) => container === id && state === 'running')?.id;
      return terminal !== undefined && (await client.terminals.busy({ terminal })).busy;
    }
    return false;
  });

/** As the browser pastes. */
const paste = (page: Page, text: string) =>
  dock(page)
    .getByRole('textbox')
    .evaluate((area, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

test('a shell beside vi: another page, a reload, and both are as they were', async () => {
  const made = await run(stage.engine, 'split');
  const page = await stage.open();
  await openShell(page, made);
  await type(page, 'mark=kept; echo beside-$((40 + 2))');
  await shows(page, /^beside-42$/m);
  await page.keyboard.press('Control+Shift+E');
  await expect.poll(() => panes(page).count()).toBe(2);
  const right = panes(page).nth(1);
  await expect.poll(() => screen(right)).toMatch(/[#$]\s*$/);
  await type(page, 'echo one line > /tmp/note; vi /tmp/note');
  await expect.poll(() => screen(right)).toMatch(/^one line\n~/);

  await goTo(page, 'Images');
  await heading(page, 'Images').waitFor();
  expect(await screen(right)).toMatch(/^one line\n~/);
  await page.reload();
  await expect.poll(() => panes(page).count()).toBe(2);
  await expect.poll(() => screen(right)).toMatch(/^one line\n~/);
  await expect.poll(() => screen(panes(page).first())).toMatch(/^beside-42$/m);
  expect(await tabs(page).count()).toBe(1);

  // Alt and the arrows go from pane to pane.
  await right.getByRole('textbox').focus();
  await page.keyboard.type(':q!\n');
  await expect.poll(() => screen(right)).toMatch(/[#$]\s*$/);
  await page.keyboard.press('Alt+ArrowLeft');
  await type(page, 'echo $mark-$mark');
  await expect.poll(() => screen(panes(page).first())).toMatch(/^kept-kept$/m);
});

test('twelve, most of them opened elsewhere: each is reached, moved, and renamed for everybody', async () => {
  const made = await run(stage.engine, 'twelve');
  const page = await stage.open();
  await openShell(page, made);
  await openElsewhere(made, 11);
  await expect.poll(() => tabs(page).count()).toBe(12);
  await dock(page).getByRole('button', { name: 'All terminals' }).click();
  await page.getByRole('menu').getByRole('menuitem', { name: /^12 / }).click();
  const last = tabs(page).nth(11);
  await expect.poll(() => last.getAttribute('aria-selected')).toBe('true');
  const inView = async () => {
    const [bar, tab] = [await dock(page).getByRole('tablist').boundingBox(), await last.boundingBox()];
    return bar && tab && tab.x >= bar.x && tab.x + tab.width <= bar.x + bar.width + 1;
  };
  await expect.poll(inView).toBe(true);

  // The name is main's: another page has it too.
  await last.focus();
  await page.keyboard.press('F2');
  await dock(page).getByRole('textbox', { name: 'Name of the terminal' }).fill('the build');
  await page.keyboard.press('Enter');
  await says(last, `${made.name} · the build`);
  const words = async () => (await tabWords(page)).findIndex((text) => text.includes('the build'));
  expect(await words()).toBe(11);
  await dock(page).getByRole('group').getByRole('textbox').focus();
  await page.keyboard.press('Control+Shift+PageUp');
  await expect.poll(words).toBe(10);
  await tabs(page).nth(10).dragTo(tabs(page).nth(8));
  await expect.poll(words).toBe(8);
  await page.reload();
  await expect.poll(words).toBe(8);
  const other = await stage.open();
  await row(other, made.name).waitFor();
  await other.keyboard.press('Control+Backquote');
  await expect.poll(async () => (await tabWords(other)).join()).toContain('the build');
});

test('closing asks when something runs, and says what; an idle shell goes without a word', async () => {
  const made = await run(stage.engine, 'closing');
  const page = await stage.open();
  await openShell(page, made);
  await dock(page).getByRole('button', { name: 'Close terminal' }).click();
  await goes(tabs(page));
  await openShell(page, made);
  await type(page, 'sleep 4321');
  // Typed is not run yet.
  await expect.poll(() => isBusy(made)).toBe(true);
  const close = () => dock(page).getByRole('button', { name: 'Close terminal' }).click();
  await close();
  const question = page.getByRole('alertdialog');
  await says(question.getByRole('list', { name: 'What runs' }), 'sleep 4321');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  await tabs(page).first().focus();
  await page.keyboard.press('Delete');
  await question.getByRole('button', { name: 'Close', exact: true }).click();
  await goes(tabs(page));
});

test('Delete closes the tab that has the focus and hands it to the next; the last one to the bar', async () => {
  const made = await run(stage.engine, 'focus');
  const page = await stage.open();
  await row(page, made.name).waitFor();
  await openElsewhere(made, 3);
  await page.keyboard.press('Control+Backquote');
  await expect.poll(() => tabs(page).count()).toBe(3);
  // A shell that is still starting would be asked about.
  for (const at of [0, 1, 2]) {
    await tabs(page).nth(at).click();
    await expect.poll(() => tabs(page).nth(at).getAttribute('aria-selected')).toBe('true');
    await shows(page, /[#$]\s*$/);
  }
  const focusedTab = () => tabs(page).evaluateAll((all) => all.indexOf(document.activeElement as never));
  await tabs(page).nth(1).focus();
  for (const left of [2, 1]) {
    await expect.poll(focusedTab).toBe(1 % (left + 1));
    await page.keyboard.press('Delete');
    await expect.poll(() => tabs(page).count()).toBe(left);
  }
  await expect.poll(focusedTab).toBe(0);
  await page.keyboard.press('Delete');
  await goes(tabs(page));
  const isFocused = () =>
    dock(page)
      .getByRole('button', { name: 'New terminal' })
      .evaluate((button) => button === document.activeElement);
  await expect.poll(isFocused).toBe(true);
});

test('its key hides it and brings it back with the keys in it; its height is kept', async () => {
  const made = await run(stage.engine, 'height');
  const page = await stage.open('/containers', { height: 900 });
  await openShell(page, made);
  await page.keyboard.press('Control+Backquote');
  await goes(dock(page));
  await says(page.getByRole('contentinfo').getByRole('button', { name: /terminal/ }), '1 terminal');
  await page.keyboard.press('Control+Backquote');
  await shows(page, /[#$]\s*$/);
  await type(page, 'echo again-$((1 + 1))');
  await shows(page, /^again-2$/m);
  const height = async () => (await dock(page).boundingBox())?.height ?? 0;
  const before = await height();
  await dock(page).getByRole('separator', { name: 'Height of the dock' }).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(height).toBe(before + 64);
  await page.reload();
  await expect.poll(height).toBe(before + 64);
});

test('beside a log its keys are its own: search goes to the terminal, not to the log', async () => {
  const made = await run(stage.engine, 'beside', {
    Cmd: ['sh', '-c', 'echo in-the-log; trap "exit 0" TERM; sleep 3600 & wait $!'],
  });
  const page = await stage.open('/containers', { height: 900 });
  await openShell(page, made);
  await goTo(page, 'Containers');
  await row(page, made.name).getByRole('link').first().click();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.getByRole('log').getByText('in-the-log', { exact: true }).waitFor();
  await dock(page).locator('.xterm-helper-textarea').focus();
  await page.keyboard.press('Control+Shift+f');
  const find = dock(page).getByRole('searchbox', { name: 'Find' });
  await find.waitFor();
  await expect.poll(() => find.evaluate((box) => box === document.activeElement)).toBe(true);
  for (const key of ['Control+f', 'F3']) await page.keyboard.press(key);
  expect(await find.evaluate((box) => box === document.activeElement)).toBe(true);
});

test('lines are pasted after a question, also where the program asked for brackets, until told not to; Enter opens an ended one again', async () => {
  const made = await run(stage.engine, 'paste');
  const page = await stage.open();
  await openShell(page, made);
  await paste(page, 'echo first-$((1 + 1))\necho second-$((1 + 2))\n');
  const question = page.getByRole('dialog', { name: 'Paste and run?' });
  await says(question, '2 lines');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  expect(await screen(page)).not.toContain('first');
  await paste(page, 'echo first-$((1 + 1))\necho second-$((1 + 2))\n');
  await question.getByRole('button', { name: 'Paste and run' }).click();
  await shows(page, /^first-2$[\s\S]*^second-3$/m);
  const quiet = page.getByRole('dialog', { name: 'Paste these lines?' });
  // It stops to take pastes as text while the question is open.
  await type(page, "printf '\\033[?2004h'; echo on-$((1 + 1)); read x; printf '\\033[?2004l'; echo off-$((1 + 1))");
  await shows(page, /^on-2$/m);
  await paste(page, 'one\nexit 4\n');
  await quiet.waitFor();
  await typeElsewhere(made, '\r');
  await shows(page, /^off-2$/m);
  await quiet.getByRole('button', { name: 'Paste', exact: true }).click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await goes(question);
  await panes(page).getByRole('textbox').focus();
  // As any output can, whoever reads what is pasted.
  await page.keyboard.type("printf '\\033[?2004h'; echo cat-$((1 + 1)); cat\n");
  await shows(page, /^cat-2$/m);
  await paste(page, 'one\ntwo\n');
  await says(quiet, 'If it does not heed that, it runs each line at once');
  await quiet.getByRole('checkbox', { name: 'Do not ask again here for pastes as text' }).check();
  await quiet.getByRole('button', { name: 'Paste', exact: true }).click();
  await goes(quiet);
  await shows(page, /^two$/m);
  await paste(page, 'three\nfour\n');
  await shows(page, /^four$/m);
  expect(await quiet.count()).toBe(0);
  await page.keyboard.press('Control+c');
  await shows(page, /[#$]\s*$/);
  await type(page, 'exit 5');
  await says(panes(page).getByRole('status').filter({ hasText: /\S/ }), 'exit code 5');
  await panes(page).getByRole('textbox').focus();
  await page.keyboard.press('Enter');
  await says(tabs(page), /sh$/);
  await shows(page, /[#$]\s*$/);
});
