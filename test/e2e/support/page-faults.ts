import type { Page } from 'playwright-core';

/**
 * Chromium drops what it is loading when an interface of the machine comes or goes, as one does with each container that
 * the tests start: no fault of the page. `openPage` loads again.
 */
export const networkChanged = 'net::ERR_NETWORK_CHANGED';

/**
 * Listens for what a person would not see and a developer would: errors in the console, policy violations, uncaught errors,
 * failed requests.
 *
 * @param expected those that belong to the test
 * @returns reads what was found
 */
export async function watchFaults(page: Page, expected?: RegExp): Promise<() => readonly string[]> {
  const found: string[] = [];
  const add = (text: string) => {
    if (!expected?.test(text) && !text.includes(networkChanged)) found.push(text);
  };
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      console.error(`policy violated: ${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => add(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => add('the page crashed'));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What a page was still loading when it was left.
    if (why !== 'net::ERR_ABORTED') add(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) add(`status ${response.status()}: ${response.url()}`);
  });
  return () => found;
}
