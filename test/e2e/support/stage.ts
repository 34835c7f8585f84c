/** What every file of this suite stands on: an engine, a Berth on it, a browser, and fresh pages. */
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../../browser/chromium';
import type { TestEngine } from '../../engine/engines';
import { cleanup } from '../../engine/unique';
import { type Berth, startBerth } from './berth';
import { networkChanged, watchFaults } from './page-faults';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  /** Faults that belong to the test: a WebSocket that fails while Berth is down. */
  readonly expected?: RegExp;
}

export interface Stage {
  readonly engine: TestEngine;
  readonly berth: Berth;
  /** Opens `#/containers` and the like in a context of its own, which is closed after the test. */
  open(path?: string, options?: PageOptions): Promise<Page>;
}

/**
 * Has them started before a file's first test and stopped after its last.
 *
 * A test fails that leaves its page with an error in the console, a violated policy, an uncaught error or a failed request.
 * After each, settings are as at first, terminals closed, and what it made on the engine under `unique` names is removed.
 */
export function createStage(start: () => Promise<TestEngine>): Stage {
  let engine: TestEngine | undefined;
  let berth: Berth | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const faults: (() => readonly string[])[] = [];

  beforeAll(async () => {
    [engine, browser] = await Promise.all([start(), launchChromium()]);
    berth = await startBerth({ engine: engine.host });
  });
  afterEach(async () => {
    const found = faults.splice(0).flatMap((read) => read());
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await berth?.reset();
    if (engine) await cleanup(engine);
    expect(found, 'faults of the page').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await berth?.stop();
    await engine?.stop();
  });

  return {
    get engine() {
      return there(engine);
    },
    get berth() {
      return there(berth);
    },
    async open(path = '/containers', options = {}) {
      const { page, context, read } = await openPage(there(browser), there(berth), path, options);
      contexts.push(context);
      faults.push(read);
      return page;
    },
  };
}

/** A page on a Berth, in a context of its own. `read` tells what went wrong on it. */
export async function openPage(browser: Browser, berth: Berth, path: string, options: PageOptions = {}) {
  // High: lists draw what is in view, and other suites may have left rows on the shared engine.
  const { width = 1280, height = 1_800, expected } = options;
  // Without motion nothing is looked at half-way through a change of colour.
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(30_000);
  await context.addCookies([{ ...(await berth.cookie()), url: berth.url }]);
  const page = await context.newPage();
  const read = await watchFaults(page, expected);
  await load(page, `${berth.url}#${path}`);
  return { page, context, read };
}

/** Again when the machine's network changed under it, three times at most. */
async function load(page: Page, url: string): Promise<void> {
  let dropped = false;
  const listen = (request: Request) => {
    dropped ||= request.failure()?.errorText === networkChanged;
  };
  page.on('requestfailed', listen);
  await page.goto(url).catch((error: Error) => {
    if (!error.message.includes(networkChanged)) throw error;
  });
  for (let tries = 1; dropped && tries < 3; tries += 1) {
    dropped = false;
    await page.goto('about:blank');
    await page.goto(url);
  }
  page.off('requestfailed', listen);
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The stage stands only within tests');
  return value;
}
