import { setTimeout as sleep } from 'node:timers/promises';
import { launchChromium } from '../browser/chromium';
import { startBerth } from './berth';
import { inspect, type NodeInspector } from './node-inspector';
import type { Measured } from './outcome';
import { anonymousMemory } from './processor-time';
import { image, type Stage } from './stage';
import { browserProcesses, openTabs, type Tab } from './tab';

/**
 * P10: how much the memory of Berth's process and of the page's grew after 1,000 changes of view, in per cent of what they had.
 *
 * Counted from the hundredth view on: by then each page was shown some ten times, its code is loaded, what is used most was made into
 * machine code, and as many answers are kept as ever will be. What that took since the twentieth is told beside it. What still grows
 * after that is known from heap snapshots: between the 400th view and the 1,400th the page's heap grew by 1.3 MB, 1.1 MB of it
 * machine code and what belongs to it. Both sides collect their garbage before each look. Counted is memory of their own
 * (RssAnon), so that shared libraries don't make the growth look small; of Berth's that includes what the C library keeps after use
 * (at the 60th view 4 of 17.5 MB were in use, at the 1,000th 4 of 21).
 *
 * The page is steered without Playwright's hold on a page, which records each of its requests in the page's own process.
 */
export async function memory(stage: Stage): Promise<Measured[]> {
  const count = await stage.created(1_000);
  const browser = await launchChromium();
  const berth = await startBerth({ build: stage.build, host: stage.engine.host, nodeArgs: ['--inspect=127.0.0.1:0'] });
  const main = await inspect(berth);
  try {
    const page = await (await openTabs(browser))(berth.link);
    await page.ask('Performance.enable');
    await page.show();
    await page.run(untilListed(count));
    const views = await viewsOf(stage);

    const look = async (): Promise<Memory> => {
      await sleep(stage.quick ? 1_000 : 6_000);
      const [mainHeap, inPage] = [await heapOfMain(main), await heapOfPage(page)];
      // Last: each collection keeps the room that it freed for the next.
      await giveBack(page);
      const rendererMemory = new Map(
        (await browserProcesses(browser))
          .filter(({ kind }) => kind === 'renderer')
          .map(({ pid }) => [pid, anonymousMemory(pid)] as const),
      );
      return { main: anonymousMemory(berth.pid), mainHeap, renderers: rendererMemory, ...inPage };
    };

    await show(page, [...views.slice(0, 20), listView]);
    const fresh = await look();
    await show(page, [...views.slice(20, 100), listView]);
    const start = await look();
    const switches = stage.quick ? 100 : 1_000;
    await show(
      page,
      Array.from({ length: switches }, (_, index) => views[index % views.length] ?? listView),
    );
    await show(page, [listView]);
    const end = await look();

    // The page's own process is the one of the browser's that worked most.
    const [renderer] = (await browserProcesses(browser))
      .filter(({ kind }) => kind === 'renderer')
      .sort((a, b) => b.cpuTime - a.cpuTime);
    const pageOf = ({ renderers }: Memory) => renderers.get(renderer?.pid ?? 0) ?? Number.NaN;
    const before = start.main + pageOf(start);
    const after = end.main + pageOf(end);
    const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
    return [
      {
        id: 'P10',
        what: `growth of memory after ${switches.toLocaleString('en')} view switches, ${count.toLocaleString('en')} containers`,
        unit: '%',
        samples: [(100 * (after - before)) / before],
        goal: { words: '< 10 %', median: 10, below: true },
        notes: [
          `Berth ${mb(start.main)} -> ${mb(end.main)} MB, page ${mb(pageOf(start))} -> ${mb(pageOf(end))} MB`,
          `before, from the 20th view to the 100th: Berth ${mb(fresh.main)} -> ${mb(start.main)} MB, page ${mb(pageOf(fresh))} -> ${mb(pageOf(start))} MB`,
          `live heaps: Berth ${mb(start.mainHeap)} -> ${mb(end.mainHeap)} MB, page ${mb(start.heap)} -> ${mb(end.heap)} MB; DOM nodes ${start.nodes} -> ${end.nodes}, listeners ${start.listeners} -> ${end.listeners}`,
        ],
      },
    ];
  } finally {
    main.close();
    await browser.close();
    await berth.stop();
  }
}

interface Memory {
  /** Bytes. */
  readonly main: number;
  readonly mainHeap: number;
  readonly renderers: ReadonlyMap<number, number>;
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

interface View {
  readonly hash: string;
  /** What the page's heading says then. */
  readonly heading: string;
}

const listView: View = { hash: '#/containers', heading: 'Containers' };

/** A long way through all pages, each container's visited once before any is seen again. */
async function viewsOf({ engine }: Stage): Promise<readonly View[]> {
  const { body } = await engine.api('GET', '/containers/json?all=1');
  const containers = body as { Id: string; Names: string[] }[];
  const { Id: imageId } = (await engine.api('GET', `/images/${image}/json`)).body as { Id: string };
  const tabs = ['overview', 'logs', 'inspect'];
  const others: readonly View[] = [
    { hash: '#/images', heading: 'Images' },
    { hash: `#/images/${encodeURIComponent(imageId)}/overview`, heading: 'sample/shell' },
    { hash: '#/engines', heading: 'Engines' },
    { hash: '#/settings', heading: 'Settings' },
  ];
  return containers.flatMap(({ Id, Names }, index) => [
    listView,
    { hash: `#/containers/${Id}/${tabs[index % tabs.length]}`, heading: (Names[0] ?? '').slice(1) },
    ...others.slice(index % others.length, (index % others.length) + 1),
  ]);
}

/** An expression that waits until the list shows rows and knows of at least `count`. */
const untilListed = (count: number) => `(async () => {
  const end = performance.now() + 60_000;
  const known = () => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;
  while (known() < ${count} || document.querySelectorAll('[role=row][data-key]').length <= 5) {
    if (performance.now() > end) throw new Error('The list never showed its rows');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
})()`;

/** Goes through views at a person's hurry: each is there, and had a moment to ask for what it shows. */
async function show(page: Tab, views: readonly View[]): Promise<void> {
  for (let from = 0; from < views.length; from += 50) {
    await page.run(`(async (some) => {
      for (const { hash, heading } of some) {
        location.hash = hash;
        const end = performance.now() + 10_000;
        while (!document.querySelector('h1')?.textContent?.includes(heading)) {
          if (performance.now() > end) throw new Error(hash + ' never showed ' + heading);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })(${JSON.stringify(views.slice(from, from + 50))})`);
  }
}

/** After a collection, the log store's thread included: the heap and what it holds outside, bytes. */
export async function heapOfMain(main: NodeInspector): Promise<number> {
  // Twice: what a first collection frees may hold more (weak references, buffers).
  for (let round = 0; round < 2; round += 1) {
    await main.send('HeapProfiler.collectGarbage');
    await main.sendToThreads('HeapProfiler.collectGarbage');
  }
  const { result } = await main.send('Runtime.evaluate', {
    expression: '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())',
  });
  return Number((result as { value?: number } | undefined)?.value);
}

/** Has Chromium give back what it has reserved and does not use: that is room, not use, and it comes and goes by chance. */
async function giveBack(page: Tab): Promise<void> {
  await page.ask('Memory.simulatePressureNotification', { level: 'critical' });
  await sleep(1_000);
}

async function heapOfPage(page: Tab): Promise<Pick<Memory, 'heap' | 'nodes' | 'listeners'>> {
  for (let round = 0; round < 2; round += 1) await page.ask('HeapProfiler.collectGarbage');
  const { metrics } = await page.ask<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}
