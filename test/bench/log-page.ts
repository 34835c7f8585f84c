import type { Page } from 'playwright-core';
import type { Berth } from './berth';
import type { Stage } from './stage';

const region = '[aria-label="Logs"]';

/** A page that shows a container's log from its end, as it opens by itself. */
export async function openLogPage({ browser }: Stage, berth: Berth, container: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(120_000);
  await page.goto(`${berth.link}#/containers/${container}/logs`);
  await untilStatus(page, '\\d lines');
  return page;
}

/** Leaves the log and comes back to it: it is opened anew. The page stays, as its link opens one browser only. */
export async function reopenLogPage(page: Page, container: string): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/containers';
  });
  await page.getByRole('grid', { name: 'Containers' }).waitFor();
  await page.evaluate((id) => {
    location.hash = `#/containers/${id}/logs`;
  }, container);
  await untilStatus(page, '\\d lines');
}

/** Chooses all lines: what was loaded goes, and the log is read from its first line. When that was, of `performance.now()`. */
export async function chooseAllLines(page: Page): Promise<number> {
  const logs = page.getByRole('region', { name: 'Logs' });
  const range = logs.getByRole('button', { name: 'Range' });
  await ((await range.count()) > 0 ? range : logs.getByRole('button', { name: 'View' })).click();
  const choice = page.getByText('All lines', { exact: true });
  await choice.waitFor();
  const began = performance.now();
  await choice.click();
  await page.keyboard.press('Escape');
  return began;
}

/** Waits, in the page, until the log's status says something. */
export async function untilStatus(page: Page, pattern: string): Promise<void> {
  await page.waitForFunction(
    ([within, words]) =>
      new RegExp(words ?? '').test(document.querySelector(`${within} [role=status]`)?.textContent ?? ''),
    [region, pattern],
    { polling: 'raf' },
  );
}

/** Waits, in the page, until a line with this text is drawn. */
export async function untilLine(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    ([within, words]) => document.querySelector(`${within} [role=log]`)?.textContent?.includes(words ?? ''),
    [region, text],
    { polling: 'raf' },
  );
}

/** Puts words into the search box, as pasted: a key each would be a search each. ms until all hits are counted on screen. */
export async function searchFor(page: Page, words: string, hits: number): Promise<number> {
  const counted = `(?:^|\\D)${hits.toLocaleString('en')} hits?(?! · searching)`;
  const box = page.getByRole('searchbox', { name: 'Search logs' });
  await box.focus();
  return page.evaluate(
    async ([text, pattern, within]) => {
      const input = document.activeElement as HTMLInputElement;
      const status = document.querySelector(`${within} [role=status]`);
      const wanted = new RegExp(pattern ?? '');
      const end = performance.now() + 60_000;
      const began = performance.now();
      // React listens for the event and reads the value that the element itself was given.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      while (!wanted.test(status?.textContent ?? '')) {
        if (performance.now() > end) throw new Error(`The status never said ${pattern}: ${status?.textContent}`);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.now() - began;
    },
    [words, counted, region],
  );
}
