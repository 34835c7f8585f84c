import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startBerth } from './berth';
import { untilListed } from './list-page';
import { dockerCommand } from './machine';
import type { Measured } from './outcome';
import type { Stage } from './stage';
import { median } from './statistics';

/**
 * P1: from the spawn of a built Berth until the list of 1,000 containers is on screen and answers to a key.
 *
 * The browser already runs, with an empty page in a fresh profile: its caches are cold. Berth's data folder is empty.
 */
export async function launch(stage: Stage): Promise<Measured[]> {
  const count = await stage.created(1_000);
  const launches: Launch[] = [];
  const baseline: number[] = [];
  // In turns, so that whatever else the machine does meets both.
  for (let run = 0; run < (stage.quick ? 1 : 5); run += 1) {
    baseline.push(await dockerPs(stage.engine.host));
    launches.push(await launchOnce(stage, count));
  }
  const of = (part: keyof Launch) => launches.map((one) => one[part]);
  return [
    {
      id: 'P1',
      what: `launch to an interactive list of ${count.toLocaleString('en')}`,
      unit: 'ms',
      samples: of('interactive'),
      baseline: { what: 'docker ps -a', samples: baseline },
      goal: { words: '<= 1.5 s + baseline', median: 1_500, overBaseline: true },
      notes: [
        `of it, until the ready line ${median(of('ready')).toFixed(0)} ms, until rows are on screen ${median(of('rows')).toFixed(0)} ms`,
      ],
    },
  ];
}

/** Milliseconds since the spawn. */
interface Launch {
  readonly ready: number;
  readonly rows: number;
  readonly interactive: number;
}

async function launchOnce({ browser, build, engine }: Stage, count: number): Promise<Launch> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const berth = await startBerth({ build, host: engine.host });
  try {
    await page.goto(berth.link, { waitUntil: 'commit' });
    await untilListed(page, count);
    const rows = performance.now();
    // A key that the page has to answer: down from the first row, and the focus has to arrive at the second.
    await page.evaluate(() => document.querySelector<HTMLElement>('[role=row][data-key]')?.focus());
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '3', undefined, {
      polling: 'raf',
    });
    const interactive = performance.now();
    return {
      ready: berth.readyAt - berth.spawnedAt,
      rows: rows - berth.spawnedAt,
      interactive: interactive - berth.spawnedAt,
    };
  } finally {
    await context.close();
    await berth.stop();
  }
}

/** Milliseconds that `docker ps -a` takes on the same engine. */
async function dockerPs(host: string): Promise<number> {
  const started = performance.now();
  const child = spawn(dockerCommand, ['ps', '-a'], { env: { ...process.env, DOCKER_HOST: host }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`docker ps -a ended with ${code}`);
  return performance.now() - started;
}
