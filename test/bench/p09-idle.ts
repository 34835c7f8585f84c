import { setTimeout as sleep } from 'node:timers/promises';
import { ofDirs, processes } from '../../electron/private-engine/processes';
import { launchChromium } from '../browser/chromium';
import { startBerth } from './berth';
import type { Measured } from './outcome';
import { processorTime } from './processor-time';
import type { Stage } from './stage';
import { median } from './statistics';
import { browserProcesses, openTabs } from './tab';

/**
 * P9: what Berth costs while nobody does anything, in per cent of one core, with 100 running containers.
 *
 * Counted: Berth's process, and what the browser and the engine (its daemons and shims) take beyond what they take alone,
 * the browser then showing an empty page. First with the list on screen, then with another tab in front of it.
 */
export async function idle(stage: Stage): Promise<Measured[]> {
  const count = await stage.running(100);
  // One of its own, in which nothing else was shown yet.
  const browser = await launchChromium();
  const engineProcesses = ofDirs(processes(), [stage.engine.dir]).map(({ pid }) => pid);
  const window = stage.quick ? 3_000 : 15_000;
  const windows = stage.quick ? 1 : 5;

  async function measure(berth: number | undefined): Promise<Shares[]> {
    // Starting and drawing are over, and so is what is done soon after.
    await sleep(stage.quick ? 2_000 : 10_000);
    const shares: Shares[] = [];
    for (let run = 0; run < windows; run += 1) {
      const all = await browserProcesses(browser);
      const pids = all.map(({ pid }) => pid);
      const renderers = all.filter(({ kind }) => kind === 'renderer').map(({ pid }) => pid);
      const now = () => ({
        at: performance.now(),
        berth: berth === undefined ? 0 : processorTime([berth]),
        browser: processorTime(pids),
        pages: processorTime(renderers),
        engine: processorTime(engineProcesses),
      });
      const before = now();
      await sleep(window);
      const after = now();
      const share = (part: keyof Shares) => (100 * (after[part] - before[part])) / (after.at - before.at);
      shares.push({ berth: share('berth'), browser: share('browser'), pages: share('pages'), engine: share('engine') });
    }
    return shares;
  }

  try {
    const open = await openTabs(browser);
    const empty = await open('about:blank');
    const alone = await measure(undefined);

    const berth = await startBerth({ build: stage.build, host: stage.engine.host });
    try {
      const list = await open(berth.link);
      await list.show();
      await list.run(`new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('no list')), 30000);
        setInterval(() => document.querySelectorAll('[role=row][data-key]').length > 5 && resolve(1), 50);
      })`);
      // The look above must not go on while idleness is measured.
      await list.run('(() => { for (let id = setInterval(() => {}, 1e6); id > 0; id -= 1) clearInterval(id); })()');
      const shownAs = await list.run<string>('document.visibilityState');
      const shown = await measure(berth.pid);
      await empty.show();
      const hiddenAs = await list.run<string>('document.visibilityState');
      if (shownAs !== 'visible' || hiddenAs !== 'hidden') throw new Error(`The page is ${shownAs}, then ${hiddenAs}`);
      const hidden = await measure(berth.pid);
      return [
        outcome(`P9 shown`, `idle, ${count} running, list on screen`, alone, shown, {
          words: '< 2 % of a core',
          median: 2,
          below: true,
        }),
        outcome(`P9 hidden`, `idle, ${count} running, page hidden`, alone, hidden, {
          words: '< 0.3 % of a core',
          median: 0.3,
          below: true,
        }),
      ];
    } finally {
      await berth.stop();
    }
  } finally {
    await browser.close();
  }
}

/** Per cent of one core. */
interface Shares {
  readonly berth: number;
  readonly browser: number;
  /** The part of it that its pages' own processes take; the rest is the browser's own, also without Berth, and uneven. */
  readonly pages: number;
  readonly engine: number;
}

function outcome(
  id: string,
  what: string,
  alone: readonly Shares[],
  shares: readonly Shares[],
  goal: Measured['goal'],
): Measured {
  const of = (all: readonly Shares[], part: keyof Shares) => median(all.map((one) => one[part]));
  const browserAlone = of(alone, 'browser');
  const engineAlone = of(alone, 'engine');
  const text = (value: number) => value.toFixed(2);
  return {
    id,
    what,
    unit: '%',
    // Less than alone is noise, not a gift.
    samples: shares.map(
      ({ berth, browser, engine }) => berth + Math.max(0, browser - browserAlone) + Math.max(0, engine - engineAlone),
    ),
    baseline: { what: 'engine alone', samples: alone.map(({ engine }) => engine) },
    goal,
    notes: [
      `medians: Berth ${text(of(shares, 'berth'))} %, browser ${text(of(shares, 'browser'))} % (its pages ${text(of(shares, 'pages'))} %; with an empty page alone ${text(browserAlone)} %), engine ${text(of(shares, 'engine'))} % (alone ${text(engineAlone)} %)`,
    ],
  };
}
