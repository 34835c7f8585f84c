import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Berth, startBerth } from './berth';
import { chooseAllLines, openLogPage, untilLine, untilStatus } from './log-page';
import { inspect } from './node-inspector';
import type { Measured } from './outcome';
import { heapOfMain } from './p10-memory';
import { anonymousMemory } from './processor-time';
import { type ScriptedFlood, scriptedFlood } from './scripted-flood';
import { image, type Stage } from './stage';
import { percentile } from './statistics';
import { browserProcesses } from './tab';

/** A frame that comes later than this after the one before. ms */
const slow = 50;
/** What all logs may take together is set to this, the least there is: once it is reached memory must not grow. */
const logBytes = 64 * 1024 * 1024;

/**
 * P5: a log floods for 30 s while one scrolls in it: frames that took over 50 ms, and the growth of memory (Berth with its log store, and the page)
 * over that time. It begins when the store is full, since an engine that is followed gives only some 3 MB/s, and one has scrolled for
 * a while. Both sides collect their garbage before each look, as in P10: what waits for that comes and goes by chance.
 *
 * Once as fast as the engine gives, once at 100 MB/s from a scripted one.
 */
export async function flood(stage: Stage): Promise<Measured[]> {
  const { engine } = stage;
  const made = await engine.api('POST', '/containers/create?name=flood', {
    Image: image,
    Cmd: ['sh', '-c', `yes '${'INFO a line as a server writes it '.repeat(3)}'`],
    StopSignal: 'SIGKILL',
    HostConfig: {
      NetworkMode: 'none',
      LogConfig: { Type: 'json-file', Config: { 'max-size': '64m', 'max-file': '2' } },
    },
  });
  const { Id: id } = made.body as { Id: string };
  await engine.api('POST', `/containers/${id}/start`);
  const real = await floodFrom(stage, 'engine', engine.host, id, () => undefined);
  await engine.api('DELETE', `/containers/${id}?force=1`);
  const scripted = await scriptedFlood({ lineBytes: 100, bytesPerSecond: 100e6 });
  try {
    const fast = await floodFrom(stage, '100 MB/s', scripted.host, scripted.container, () => scripted.sent);
    return [...real, ...fast];
  } finally {
    await scripted.stop();
  }
}

async function floodFrom(
  stage: Stage,
  kind: string,
  host: string,
  container: string,
  sent: () => number | undefined,
): Promise<Measured[]> {
  const seconds = stage.quick ? 6 : 30;
  const nodeArgs = ['--inspect=127.0.0.1:0'];
  const berth = await startBerth({ build: stage.build, host, settings: { logBytes }, nodeArgs });
  const main = await inspect(berth);
  try {
    const page = await openLogPage(stage, berth, container);
    const session = await page.context().newCDPSession(page);
    await chooseAllLines(page);
    await untilStatus(page, '\\d{3},\\d{3} lines');
    if (!stage.quick) await untilStatus(page, 'dropped to keep within bounds');
    const renderer = await busiestRenderer(stage);
    const look = async () => {
      await session.send('HeapProfiler.collectGarbage');
      // Room that Chromium has reserved and does not use comes and goes by chance.
      await session.send('Memory.simulatePressureNotification', { level: 'critical' });
      await sleep(1_000);
      const heap = await heapOfMain(main);
      return { heap, berth: anonymousMemory(berth.pid), page: anonymousMemory(renderer) };
    };
    await scrollAbout(page, seconds * 200);
    const first = await look();
    const before = sent();
    const deltas = await framesWhile(page, () => scrollAbout(page, seconds * 1_000));
    const took = sum(deltas) / 1_000;
    const last = await look();
    await page.close();
    const settled = first.berth + first.page;
    const late = last.berth + last.page;
    const sentMore = sent();
    const rate =
      before === undefined || sentMore === undefined
        ? ''
        : `, ${((sentMore - before) / 1e6 / took).toFixed(0)} MB/s taken`;
    return [
      {
        id: `P5 ${kind}`,
        what: `${seconds} s of flood, scrolled: frames over ${slow} ms`,
        unit: '%',
        samples: [(100 * deltas.filter((delta) => delta > slow).length) / deltas.length],
        goal: { words: '< 1 %', median: 1, below: true },
        notes: [
          `${deltas.length} frames, 99 of 100 within ${percentile(deltas, 0.99).toFixed(0)} ms, the longest ${Math.max(...deltas).toFixed(0)} ms${rate}`,
        ],
      },
      {
        id: `P5 ${kind} memory`,
        what: 'growth of memory after the bound',
        unit: 'MB',
        samples: [(late - settled) / 1e6],
        // Two looks at the same process differ by that much: the store's own thread has its garbage.
        goal: { words: '0 (within 5 %)', median: (0.05 * settled) / 1e6 },
        notes: [
          `Berth ${megabytes(first.berth)} -> ${megabytes(last.berth)} MB (of its main thread's heap ${megabytes(first.heap)} -> ${megabytes(last.heap)} MB), page ${megabytes(first.page)} -> ${megabytes(last.page)} MB`,
        ],
      },
    ];
  } finally {
    main.close();
    await berth.stop();
  }
}

/** P5 too: all of a log of 10,000,000 lines, read as fast as it comes, then gone through from first to last in 200 leaps. */
export async function tenMillion(stage: Stage): Promise<Measured[]> {
  const lines = stage.quick ? 1_000_000 : 10_000_000;
  const source: ScriptedFlood = await scriptedFlood({ lineBytes: 60, lines });
  const berth: Berth = await startBerth({ build: stage.build, host: source.host });
  try {
    const page = await openLogPage(stage, berth, source.container);
    const began = await chooseAllLines(page);
    await untilStatus(page, `^${lines.toLocaleString('en')} lines`);
    const loaded = performance.now() - began;
    await page.getByRole('log', { name: 'Lines' }).focus();
    await page.keyboard.press('Home');
    await untilLine(page, `line ${'1'.padStart(9, '0')} `);
    const leaps = await page.evaluate(leapThrough, 200);
    await page.keyboard.press('End');
    await untilLine(page, `line ${String(lines).padStart(9, '0')} `);
    await page.close();
    return [
      {
        id: 'P5 long',
        what: `${lines.toLocaleString('en')} lines from first to last: a leap until its lines are drawn`,
        unit: 'ms',
        samples: leaps,
        goal: { words: 'median <= 50 ms, p95 <= 250 ms', median: 50, p95: 250 },
        notes: [
          `all ${lines.toLocaleString('en')} read in ${(loaded / 1_000).toFixed(1)} s, gone through in ${(sum(leaps) / 1_000).toFixed(1)} s; Berth then held ${(anonymousMemory(berth.pid) / 1e6).toFixed(0)} MB`,
        ],
      },
    ];
  } finally {
    await berth.stop();
    await source.stop();
  }
}

/** In the page: sets the scroll bar to each place and waits for a line of about there. ms of each. */
async function leapThrough(count: number): Promise<number[]> {
  const log = document.querySelector('[aria-label="Logs"] [role=log]') as HTMLElement;
  const took: number[] = [];
  const shown = () => /line (\d{9}) /.exec(log.textContent ?? '')?.[1];
  for (let leap = 1; leap <= count; leap += 1) {
    const before = shown();
    const began = performance.now();
    log.scrollTop = ((log.scrollHeight - log.clientHeight) * leap) / (count + 1);
    while (shown() === undefined || shown() === before) {
      if (performance.now() - began > 20_000) throw new Error(`No line was drawn after leap ${leap}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    took.push(performance.now() - began);
  }
  return took;
}

/** Turns the wheel up and down within the log, every now and then back to its end. */
async function scrollAbout(page: Page, ms: number): Promise<void> {
  await page.mouse.move(640, 400);
  const began = performance.now();
  for (let turn = 0; performance.now() - began < ms; turn += 1) {
    await page.mouse.wheel(0, turn % 120 < 80 ? -240 : 300);
    if (turn % 300 === 299) await page.keyboard.press('End');
    await sleep(12);
  }
}

async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.getByRole('log', { name: 'Lines' }).focus();
  const watching = await page.evaluateHandle(() => {
    const deltas: number[] = [];
    let last: number | undefined;
    let going = true;
    const frame = (now: number) => {
      if (!going) return;
      if (last !== undefined) deltas.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return {
      end: () => {
        going = false;
        return deltas;
      },
    };
  });
  await work();
  const deltas = await watching.evaluate(({ end }) => end());
  await watching.dispose();
  return deltas;
}

/** The page's own process is the one of the browser's that worked most. */
async function busiestRenderer({ browser }: Stage): Promise<number> {
  const renderers = (await browserProcesses(browser)).filter(({ kind }) => kind === 'renderer');
  return renderers.sort((a, b) => b.cpuTime - a.cpuTime)[0]?.pid ?? 0;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
