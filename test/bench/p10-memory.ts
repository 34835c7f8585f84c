import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium';
import { startBerth } from './berth';
import { untilListed } from './list-page';
import { inspect, type NodeInspector } from './node-inspector';
import type { Measured } from './outcome';
import { anonymousMemory } from './processor-time';
import { image, type Stage } from './stage';
import { browserProcesses } from './tab';

/**
 * P10: how much the memory of Berth's process and of the page's grew after 1,000 changes of view, in per cent of what they had.
 *
 * Taken after every view was shown once, since code that is loaded when first needed is no growth; both sides collect their garbage
 * before each look. Counted is memory of their own (RssAnon), so that shared libraries don't make the growth look small.
 */
export async function memory(stage: Stage): Promise<Measured[]> {
  const count = await stage.created(1_000);
  const browser = await launchChromium();
  const berth = await startBerth({ build: stage.build, host: stage.engine.host, nodeArgs: ['--inspect=127.0.0.1:0'] });
  const main = await inspect(berth);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(berth.link);
    await untilListed(page, count);
    const views = await viewsOf(stage);

    const look = async (): Promise<Memory> => {
      await sleep(stage.quick ? 1_000 : 6_000);
      await giveBack(session);
      const [mainHeap, inPage] = [await heapOfMain(main), await heapOfPage(session)];
      const rendererMemory = new Map(
        (await browserProcesses(browser))
          .filter(({ kind }) => kind === 'renderer')
          .map(({ pid }) => [pid, anonymousMemory(pid)] as const),
      );
      return { main: anonymousMemory(berth.pid), mainHeap, renderers: rendererMemory, ...inPage };
    };

    await show(page, views.slice(0, 20));
    await show(page, [{ hash: '#/containers', heading: 'Containers' }]);
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

/** Goes through views at a person's hurry: each is there, and had a moment to ask for what it shows. */
async function show(page: Page, views: readonly View[]): Promise<void> {
  for (let from = 0; from < views.length; from += 50) {
    await page.evaluate(
      async (some) => {
        for (const { hash, heading } of some) {
          location.hash = hash;
          const end = performance.now() + 10_000;
          while (!document.querySelector('h1')?.textContent?.includes(heading)) {
            if (performance.now() > end) throw new Error(`${hash} never showed ${heading}`);
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
      },
      views.slice(from, from + 50),
    );
  }
}

async function heapOfMain(main: NodeInspector): Promise<number> {
  // Twice: what a first collection frees may hold more (weak references, buffers).
  for (let round = 0; round < 2; round += 1) await main.send('HeapProfiler.collectGarbage');
  const { result } = await main.send('Runtime.evaluate', {
    expression: '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())',
  });
  return Number((result as { value?: number } | undefined)?.value);
}

/** Has Chromium give back what it has reserved and does not use: that is room, not use, and it comes and goes by chance. */
async function giveBack(session: CDPSession): Promise<void> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await sleep(1_000);
}

async function heapOfPage(session: CDPSession): Promise<Pick<Memory, 'heap' | 'nodes' | 'listeners'>> {
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}
