import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBerth } from './berth';
import { untilListed } from './list-page';
import type { Measured } from './outcome';
import type { Stage } from './stage';
import { median } from './statistics';

/** A frame that comes later than this after the one before was seen as a jerk. ms */
const slow = 33;

/**
 * P11: scrolls the list of 10,000 rows for 10 s with the wheel and the keyboard, and counts frames that took over 33 ms.
 *
 * Frames are told by requestAnimationFrame. The same wheel over a page with nothing but one tall picture tells what is the machine's.
 */
export async function scroll(stage: Stage): Promise<Measured[]> {
  const count = await stage.created(10_000);
  const { browser, build, engine } = stage;
  const berth = await startBerth({ build, host: engine.host });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const plain = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await plain.setContent(
      '<!doctype html><div style="height:280000px;background:repeating-linear-gradient(#fff 0 28px,#eee 28px 56px)"></div>',
    );
    await page.goto(berth.link);
    await untilListed(page, count);
    await sleep(2_000);
    const runs: { readonly byWheel: Frames; readonly byKeys: Frames }[] = [];
    const plainRuns: Frames[] = [];
    for (let run = 0; run < (stage.quick ? 1 : 5); run += 1) {
      await plain.bringToFront();
      plainRuns.push(await framesWhile(plain, () => wheel(plain, 5_000)));
      await page.bringToFront();
      const byWheel = await framesWhile(page, () => wheel(page, 6_000));
      const byKeys = await framesWhile(page, () => keys(page, 4_000));
      runs.push({ byWheel, byKeys });
    }
    const share = (...parts: readonly Frames[]) => {
      const deltas = parts.flatMap((part) => part.deltas);
      return (100 * deltas.filter((delta) => delta > slow).length) / deltas.length;
    };
    const parts = runs.flatMap(({ byWheel, byKeys }) => [byWheel, byKeys]);
    const all = parts.flatMap(({ deltas }) => deltas);
    const bare = parts.reduce((sum, { bare: some }) => sum + some, 0);
    const passed = (part: 'byWheel' | 'byKeys') => median(runs.map((run) => run[part].passed));
    return [
      {
        id: 'P11',
        what: `scroll ${count.toLocaleString('en')} rows: frames over 33 ms`,
        unit: '%',
        samples: runs.map(({ byWheel, byKeys }) => share(byWheel, byKeys)),
        baseline: { what: 'a plain page', samples: plainRuns.map((run) => share(run)) },
        goal: { words: '< 1 %', median: 1, below: true },
        notes: [
          `by the wheel ${share(...runs.map(({ byWheel }) => byWheel)).toFixed(2)} % (some ${passed('byWheel')} rows each time), by keys ${share(...runs.map(({ byKeys }) => byKeys)).toFixed(2)} % (${passed('byKeys')} rows)`,
          `${all.length} frames, the longest ${Math.max(...all).toFixed(0)} ms; ${bare} of them without a row in the middle of the list`,
        ],
      },
    ];
  } finally {
    await plain.close();
    await page.close();
    await berth.stop();
  }
}

interface Frames {
  /** ms from each frame to the next. */
  readonly deltas: readonly number[];
  /** Frames at whose start the middle of the list showed no row. */
  readonly bare: number;
  /** Rows' heights that were scrolled over: what tells that it did move. */
  readonly passed: number;
}

async function framesWhile(page: Page, work: () => Promise<void>): Promise<Frames> {
  const watching = await page.evaluateHandle(() => {
    const grid = document.querySelector('[role=grid]');
    const scroller = grid ?? document.scrollingElement ?? document.documentElement;
    const deltas: number[] = [];
    let bare = 0;
    let way = 0;
    let top = scroller.scrollTop;
    let last: number | undefined;
    let going = true;
    const frame = (now: number) => {
      if (!going) return;
      if (last !== undefined) deltas.push(now - last);
      last = now;
      way += Math.abs(scroller.scrollTop - top);
      top = scroller.scrollTop;
      if (grid && !document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[role=row]')) bare += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return {
      end: () => {
        going = false;
        return { deltas, bare, passed: Math.round(way / 28) };
      },
    };
  });
  await work();
  const frames = await watching.evaluate(({ end }) => end());
  await watching.dispose();
  if (frames.passed < 100) throw new Error(`Nothing scrolled: ${frames.passed} rows`);
  return frames;
}

/** Turns the wheel once a frame, about 80 rows a second and then faster and faster, down and half-way up again. */
async function wheel(page: Page, ms: number): Promise<void> {
  await page.mouse.move(640, 400);
  const started = performance.now();
  for (let gone = 0; gone < ms; gone = performance.now() - started) {
    const speed = 40 + 400 * (gone / ms);
    await page.mouse.wheel(0, gone < ms * 0.67 ? speed : -speed);
    await sleep(12);
  }
}

/** Holds Down as a keyboard repeats it, then Page down, then goes to both ends. */
async function keys(page: Page, ms: number): Promise<void> {
  await page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[role=row][data-key]')];
    rows.find((row) => row.getBoundingClientRect().top > innerHeight / 2)?.focus();
  });
  const hold = async (key: string, time: number) => {
    for (const end = performance.now() + time; performance.now() < end; await sleep(30)) await page.keyboard.press(key);
  };
  await hold('ArrowDown', ms * 0.5);
  await hold('PageDown', ms * 0.3);
  await page.keyboard.press('End');
  await sleep(ms * 0.1);
  await page.keyboard.press('Home');
  await sleep(ms * 0.1);
}
