/** A log on the page by role and name, and containers that write when they are told to. */
import type { Page } from 'playwright-core';
import type { TestEngine } from '../../engine/engines';
import { goes } from './page';

export const logs = (page: Page) => page.getByRole('region', { name: 'Logs' });
export const log = (page: Page) => logs(page).getByRole('log');
/** How many lines there are, and what the sources do; a notice above the lines is a status too. */
export const status = (page: Page) =>
  logs(page)
    .getByRole('status')
    .filter({ hasText: / lines?\b/ });
export const line = (page: Page, text: string) => log(page).getByText(text, { exact: true });
export const logSearch = (page: Page) => logs(page).getByRole('searchbox', { name: 'Search logs' });
export const logButton = (page: Page, name: string | RegExp) =>
  logs(page).getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

/** The rows that are drawn, from top to bottom, as they stand there. */
export const drawn = (page: Page): Promise<string[]> => log(page).locator('[data-place]').allTextContents();

/** Writes a line each time a file appears: the test says when. */
export const onDemand = (start: string) => ({
  Cmd: [
    'sh',
    '-c',
    `trap 'exit 0' TERM; ${start}; while :; do [ -f /tmp/go ] && { cat /tmp/go; rm /tmp/go; }; sleep 0.05; done`,
  ],
});

/** Runs a command in a container, and waits until it has ended. */
export async function inside({ api }: Pick<TestEngine, 'api'>, id: string, command: readonly string[]): Promise<void> {
  const { body } = await api('POST', `/containers/${id}/exec`, { Cmd: command, AttachStdout: true });
  await api('POST', `/exec/${(body as { Id: string }).Id}/start`, { Detach: false });
}

/** Has such a container write this, and waits until it has. */
export function write(engine: Pick<TestEngine, 'api'>, id: string, text: string): Promise<void> {
  const script = `printf '%s\\n' "$1" > /tmp/next; mv /tmp/next /tmp/go; while [ -f /tmp/go ]; do sleep 0.02; done`;
  return inside(engine, id, ['sh', '-c', script, 'sh', text]);
}

/** Without times: then a row is what the container wrote. */
export async function withoutTimes(page: Page): Promise<void> {
  await logButton(page, 'View').click();
  await page.getByRole('menuitemcheckbox', { name: 'No time' }).click();
  await log(page).focus();
}

/** Has the log read anew, its last 100 lines alone. */
export async function readLast100(page: Page): Promise<void> {
  await logButton(page, /^Range/).click();
  const panel = page.getByRole('dialog', { name: /^Range/ });
  await panel.getByRole('button', { name: 'Last 100', exact: true }).click();
  await page.keyboard.press('Escape');
  await goes(panel);
}
