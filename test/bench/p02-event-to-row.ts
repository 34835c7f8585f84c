import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBerth } from './berth';
import { untilListed } from './list-page';
import type { Measured } from './outcome';
import { comparePageClock } from './page-clock';
import { openRawEvents, type RawEvents } from './raw-events';
import { asleep, type Stage } from './stage';
import { median, percentile } from './statistics';

/**
 * P2: from an engine's event until the row it concerns has changed on screen: the DOM was changed, and the frame after that is done.
 *
 * Counted from the engine's own time stamp of the event. That is stricter than the budget, which counts from when the event can be
 * read off the raw socket; how long that takes (a subscription of this process) is the baseline.
 */
export async function eventToRow(stage: Stage, wanted: number): Promise<Measured[]> {
  const count = await stage.created(wanted);
  const { browser, build, engine } = stage;
  const berth = await startBerth({ build, host: engine.host });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const events = await openRawEvents(engine.socket);
  try {
    await page.goto(berth.link);
    await untilListed(page, count);
    await sleep(2_000);
    const before = await comparePageClock(page);
    const changes: Change[] = [];
    for (let round = 0; round < (stage.quick ? 1 : 10); round += 1) {
      changes.push(...(await lifeOfOne(stage, page, events, `${count}-${round}`)));
    }
    const after = await comparePageClock(page);
    const offset = (before.offset + after.offset) / 2;
    const delays = (of: (change: Change) => number) => changes.map((change) => of(change) - offset - change.eventAt);
    const drawn = delays(({ drawnAt }) => drawnAt);
    const inDom = delays(({ domAt }) => domAt);
    const perAction = [...new Set(changes.map(({ action }) => action))].map((action) => {
      const some = drawn.filter((_, index) => changes[index]?.action === action);
      return `${action} ${median(some).toFixed(0)}`;
    });
    return [
      {
        id: `P2 at ${count.toLocaleString('en')}`,
        what: 'engine event to changed row',
        unit: 'ms',
        samples: drawn,
        baseline: { what: 'raw socket', samples: changes.map(({ lag }) => lag) },
        goal: { words: 'median <= 100 ms, p95 <= 250 ms', median: 100, p95: 250 },
        notes: [
          `until the DOM changed: median ${median(inDom).toFixed(0)}, p95 ${percentile(inDom, 0.95).toFixed(0)} ms; medians by event: ${perAction.join(', ')} ms`,
          `the two clocks agree within ${(Math.max(before.within, after.within) + Math.abs(before.offset - after.offset)).toFixed(1)} ms`,
        ],
      },
    ];
  } finally {
    events.close();
    await page.close();
    await berth.stop();
  }
}

interface Change {
  readonly action: string;
  /** Our clock. */
  readonly eventAt: number;
  /** Of the raw socket. */
  readonly lag: number;
  /** The page's clock. */
  readonly domAt: number;
  readonly drawnAt: number;
}

/** What a row has to look like: there with this text in it, or not there. */
interface Look {
  readonly name: string;
  readonly text: string | undefined;
}

/** Creates, renames, starts, kills and deletes one container, whose name sorts it to the top of the list, on screen. */
async function lifeOfOne({ engine }: Stage, page: Page, events: RawEvents, id: string): Promise<Change[]> {
  const born = `a-born-${id}`;
  const name = `a-name-${id}`;
  const changes: Change[] = [];

  async function step(action: string, of: string, look: Look, method: string, path: string, body?: unknown) {
    // The moments must not fall into step with anything that Berth or the engine does regularly.
    await sleep(250 + Math.random() * 200);
    await page.evaluate(expectRow, look);
    const event = events.next(action, of);
    const [{ at, lag }, seen, answer] = await Promise.all([
      event,
      page.evaluate(() => window.benchSeen),
      engine.api(method, path, body),
    ]).catch((error) => {
      throw new Error(`${action} of ${of}`, { cause: error });
    });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status}`);
    changes.push({ action, eventAt: at, lag, domAt: seen?.domAt ?? Number.NaN, drawnAt: seen?.drawnAt ?? Number.NaN });
  }

  await step('create', born, { name: born, text: 'created' }, 'POST', `/containers/create?name=${born}`, asleep);
  await step('rename', name, { name, text: 'created' }, 'POST', `/containers/${born}/rename?name=${name}`);
  await step('start', name, { name, text: 'running' }, 'POST', `/containers/${name}/start`);
  await step('die', name, { name, text: 'exit 137' }, 'POST', `/containers/${name}/kill`);
  await step('destroy', name, { name, text: undefined }, 'DELETE', `/containers/${name}`);
  return changes;
}

declare global {
  interface Window {
    /** In the page: when the row looked as expected, by `performance.now()`. */
    benchSeen?: Promise<{ domAt: number; drawnAt: number }>;
  }
}

/** Runs in the page: looks at each change of the list until the row is as expected. Throws when it is already. */
function expectRow({ name, text }: Look): void {
  const grid = document.querySelector('[role=grid]');
  if (!grid) throw new Error('There is no list');
  const asExpected = () => {
    const row = [...grid.querySelectorAll('[role=row][data-key]')].find(
      (one) => one.querySelector('a')?.textContent === name,
    );
    if (text === undefined) return row === undefined;
    const { top = -1, bottom = 0 } = row?.getBoundingClientRect() ?? {};
    return row?.textContent?.includes(text) === true && top >= 0 && bottom <= innerHeight;
  };
  if (asExpected()) throw new Error(`${name} looks as expected before anything happened`);
  window.benchSeen = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} never looked as expected`)), 20_000);
    const observer = new MutationObserver(() => {
      const domAt = performance.now();
      if (!asExpected()) return;
      observer.disconnect();
      clearTimeout(timer);
      // A frame's callbacks run before it is painted; a message sent from there is read once it is done.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve({ domAt, drawnAt: performance.now() });
        port2.postMessage('');
      });
    });
    observer.observe(grid, { subtree: true, childList: true, characterData: true });
  });
}
