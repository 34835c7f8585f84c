import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startBerth } from './berth';
import { bigLog, rareWord } from './big-log';
import { chooseAllLines, openLogPage, reopenLogPage, searchFor, untilLine, untilStatus } from './log-page';
import { dockerCommand } from './machine';
import type { Measured } from './outcome';
import { processorTime } from './processor-time';
import type { Stage } from './stage';
import { median } from './statistics';

/**
 * P3: from the choice of "All lines" until all 1,000,000 are counted, the first is on screen, and a search has counted its hits.
 *
 * The page shows the newest 10,000 before; those are thrown away, and the engine is asked for everything anew.
 */
export async function loadLog(stage: Stage): Promise<Measured[]> {
  const { id, lines } = await bigLog(stage);
  const berth = await startBerth({ build: stage.build, host: stage.engine.host });
  try {
    const loads: Load[] = [];
    const baseline: number[] = [];
    const page = await openLogPage(stage, berth, id);
    for (let run = 0; run < (stage.quick ? 1 : 5); run += 1) {
      baseline.push(await dockerLogs(stage.engine.host, id));
      await reopenLogPage(page, id);
      const before = processorTime([berth.pid]);
      const began = await chooseAllLines(page);
      await untilStatus(page, `^${lines.toLocaleString('en')} lines`);
      const counted = performance.now() - began;
      await page.getByRole('log', { name: 'Lines' }).focus();
      await page.keyboard.press('Home');
      await untilLine(page, 'request 0000001 GET');
      const scrolled = performance.now() - began;
      await searchFor(page, rareWord, lines / 1_000);
      loads.push({
        counted,
        scrolled,
        searched: performance.now() - began,
        processor: processorTime([berth.pid]) - before,
      });
    }
    await page.close();
    const of = (part: keyof Load) => loads.map((load) => load[part]);
    const base = median(baseline);
    return [
      {
        id: 'P3',
        what: `load ${lines.toLocaleString('en')} log lines, first on screen, searched`,
        unit: 'ms',
        samples: of('searched'),
        baseline: { what: 'docker logs', samples: baseline },
        goal: { words: '<= 1.15 x', median: base * 1.15 },
        notes: [
          `of it, until all lines are counted ${median(of('counted')).toFixed(0)} ms, until the first is on screen ${median(of('scrolled')).toFixed(0)} ms; Berth's process worked ${median(of('processor')).toFixed(0)} ms`,
        ],
      },
    ];
  } finally {
    await berth.stop();
  }
}

/** ms since the choice. */
interface Load {
  readonly counted: number;
  readonly scrolled: number;
  readonly searched: number;
  /** ms of processor time. */
  readonly processor: number;
}

/** ms of `docker logs ID > /dev/null` on the same engine. */
async function dockerLogs(host: string, id: string): Promise<number> {
  const began = performance.now();
  const child = spawn(dockerCommand, ['logs', id], { env: { ...process.env, DOCKER_HOST: host }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`docker logs ended with ${code}`);
  return performance.now() - began;
}
