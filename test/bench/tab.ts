import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';

/** A tab of the browser itself, without Playwright's hold on it. */
export interface Tab {
  /** The value of an expression in the page; promises are waited for. */
  run<T>(expression: string): Promise<T>;
  /** Asks its DevTools. */
  ask<T>(method: string, params?: object): Promise<T>;
  /** Puts it in front of the window's other tabs, which are hidden then. */
  show(): Promise<void>;
}

/**
 * Opens tabs of one window.
 *
 * Playwright tells all its pages that they are focused and visible (Emulation.setFocusEmulationEnabled), so none of them can ever be
 * hidden. Tabs of the browser's default context are not taken over by it; they are steered here over the browser's own session.
 */
export async function openTabs(browser: Browser): Promise<(url: string) => Promise<Tab>> {
  const session = await browser.newBrowserCDPSession();
  return async (url) => {
    const { targetId } = await session.send('Target.createTarget', { url });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    const waiting = new Map<number, (answer: Answer) => void>();
    let count = 0;
    session.on('Target.receivedMessageFromTarget', (told) => {
      if (told.sessionId !== sessionId) return;
      const answer = JSON.parse(told.message) as Answer;
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    const ask = <T>(method: string, params: object = {}) =>
      new Promise<T>((resolve, reject) => {
        count += 1;
        waiting.set(count, ({ result, error }) => {
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as T);
        });
        const message = JSON.stringify({ id: count, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    const tab: Tab = {
      ask,
      async run<T>(expression: string): Promise<T> {
        const params = { expression, returnByValue: true, awaitPromise: true };
        const { result, exceptionDetails } = await ask<Evaluated>('Runtime.evaluate', params);
        if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
        return result?.value as T;
      },
      async show() {
        await session.send('Target.activateTarget', { targetId });
      },
    };
    // What is asked of the empty document before it would be lost with it.
    const end = performance.now() + 30_000;
    while (url !== 'about:blank' && !(await tab.run<boolean>(isLoaded).catch(() => false))) {
      if (performance.now() > end) throw new Error(`${url} did not load`);
      await sleep(20);
    }
    return tab;
  };
}

const isLoaded = "location.href !== 'about:blank' && document.readyState === 'complete'";

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: unknown;
}

export interface BrowserProcess {
  readonly pid: number;
  /** `browser`, `renderer`, `GPU`, … */
  readonly kind: string;
  /** Seconds. */
  readonly cpuTime: number;
}

/** The processes that the browser consists of. */
export async function browserProcesses(browser: Browser): Promise<readonly BrowserProcess[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.map(({ id, type, cpuTime }) => ({ pid: id, kind: type, cpuTime }));
}
