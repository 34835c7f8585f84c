import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBerth } from './berth';
import { bigLog, rarePattern, rareWord } from './big-log';
import { chooseAllLines, openLogPage, searchFor, untilStatus } from './log-page';
import { dockerCommand } from './machine';
import type { Measured } from './outcome';
import type { Stage } from './stage';
import { median } from './statistics';

/**
 * P4: from words in the search box until all hits among 1,000,000 lines are counted on screen; what one has typed waits 60 ms for more.
 *
 * Upper and lower case count as the same, which is how Berth searches by itself: for grep too.
 */
export async function searchLog(stage: Stage): Promise<Measured[]> {
  const { id, lines } = await bigLog(stage);
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-log-'));
  const file = join(folder, 'lines');
  const berth = await startBerth({ build: stage.build, host: stage.engine.host });
  try {
    const out = openSync(file, 'w');
    const env = { ...process.env, DOCKER_HOST: stage.engine.host };
    spawnSync(dockerCommand, ['logs', id], { env, stdio: ['ignore', out, 'ignore'] });
    closeSync(out);
    const page = await openLogPage(stage, berth, id);
    await chooseAllLines(page);
    await untilStatus(page, `^${lines.toLocaleString('en')} lines`);
    const runs = stage.quick ? 1 : 5;
    const literal = await compare(page, runs, rareWord, lines / 1_000, ['-ciF', rareWord, file]);
    await page.getByRole('button', { name: 'Regular expression' }).click();
    const regex = await compare(page, runs, rarePattern, lines / 100, ['-ciE', rarePattern, file]);
    await page.close();
    const outcome = (kind: string, { samples, baseline }: Compared, times: number): Measured => ({
      id: `P4 ${kind}`,
      what: `${kind} search over ${lines.toLocaleString('en')} lines`,
      unit: 'ms',
      samples,
      baseline: { what: 'grep -ci', samples: baseline },
      goal: { words: `<= ${times} x`, median: median(baseline) * times },
      notes: [],
    });
    return [outcome('literal', literal, 3), outcome('regex', regex, 8)];
  } finally {
    await berth.stop();
    rmSync(folder, { recursive: true });
  }
}

/** ms */
interface Compared {
  readonly samples: number[];
  readonly baseline: number[];
}

async function compare(page: Page, runs: number, words: string, hits: number, args: readonly string[]) {
  const compared: Compared = { samples: [], baseline: [] };
  for (let run = 0; run < runs; run += 1) {
    compared.baseline.push(await grep(args, hits));
    compared.samples.push(await searchFor(page, words, hits));
    // Forgotten, or the next would find it done.
    await page.getByRole('searchbox', { name: 'Search logs' }).fill('');
    await sleep(500);
  }
  return compared;
}

async function grep(args: readonly string[], hits: number): Promise<number> {
  const began = performance.now();
  // Into a pipe: grep stops at the first hit when nobody reads it.
  const child = spawn('grep', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await once(child, 'close');
  if (Number(said) !== hits) throw new Error(`grep counted ${said.trim()} and not ${hits}`);
  return performance.now() - began;
}
