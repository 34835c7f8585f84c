import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBerth } from './berth';
import { dockerCommand } from './machine';
import type { Measured } from './outcome';
import { processorTime } from './processor-time';
import { asleep, type Stage } from './stage';
import { median } from './statistics';

const lineBytes = 100;
const file = '/tmp/much';

/**
 * P6: from Enter after `cat` of 50 MB in a container's shell until the line after it is painted. And: Ctrl-C in the middle of a flood that has no end,
 * until the next prompt is painted.
 */
export async function terminal(stage: Stage): Promise<Measured[]> {
  const { engine, build, browser, quick } = stage;
  const lines = (quick ? 5e6 : 50e6) / lineBytes;
  const made = await engine.api('POST', '/containers/create?name=terminal', asleep);
  const { Id: id } = made.body as { Id: string };
  await engine.api('POST', `/containers/${id}/start`);
  const format = `%0${lineBytes - 1}d\\n`;
  await docker(engine.host, [
    'exec',
    id,
    'awk',
    `BEGIN { for (i = 1; i <= ${lines}; i++) printf "${format}", i > "${file}" }`,
  ]);
  const berth = await startBerth({ build, host: engine.host });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    page.setDefaultTimeout(120_000);
    await page.goto(`${berth.link}#/containers/${id}/terminal`);
    await untilPrompt(page);
    const baseline: number[] = [];
    const painted: number[] = [];
    const processor: number[] = [];
    const stopped: number[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run += 1) {
      baseline.push(await docker(engine.host, ['exec', '-t', id, 'cat', file]));
      await page.keyboard.type(`cat ${file}; echo end-$((${run} + 1))`);
      const before = processorTime([berth.pid]);
      const began = performance.now();
      await page.keyboard.press('Enter');
      await untilShown(page, `^end-${run + 1}$`);
      painted.push(performance.now() - began);
      processor.push(processorTime([berth.pid]) - before);
      await untilPrompt(page);
    }
    for (let run = 0; run < (quick ? 2 : 10); run += 1) {
      await page.keyboard.type(`yes ${'flood '.repeat(12)}`);
      await page.keyboard.press('Enter');
      await untilShown(page, '^flood');
      await sleep(1_000);
      const began = performance.now();
      await page.keyboard.press('Control+c');
      await untilPrompt(page);
      stopped.push(performance.now() - began);
      await page.keyboard.type('clear');
      await page.keyboard.press('Enter');
      await sleep(200);
    }
    return [
      {
        id: 'P6',
        what: `${(lines * lineBytes) / 1e6} MB through a terminal to the last painted line`,
        unit: 'ms',
        samples: painted,
        baseline: { what: 'docker exec -t', samples: baseline },
        goal: { words: '<= 1.5 x', median: 1.5 * median(baseline) },
        notes: [`Berth’s process worked ${median(processor).toFixed(0)} ms of it`],
      },
      {
        id: 'P6 Ctrl-C',
        what: 'Ctrl-C in a flood until the prompt is painted',
        unit: 'ms',
        samples: stopped,
        goal: { words: '<= 200 ms', median: 200 },
        notes: [],
      },
    ];
  } finally {
    await page.close();
    await berth.stop();
    await engine.api('DELETE', `/containers/${id}?force=1`);
  }
}

/** Waits, in the page, until a row of the screen matches. */
async function untilShown(page: Page, pattern: string): Promise<void> {
  await page.waitForFunction(
    (words) => {
      const wanted = new RegExp(words);
      return [...document.querySelectorAll('.xterm-rows > div')].some((row) =>
        wanted.test(row.textContent?.trimEnd() ?? ''),
      );
    },
    pattern,
    { polling: 'raf' },
  );
}

/** Waits until the last row with text is a prompt. */
async function untilPrompt(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent?.trimEnd() ?? '');
      return /[#$]$/.test(rows.findLast((row) => row !== '') ?? '');
    },
    undefined,
    { polling: 'raf' },
  );
}

/** ms that a docker command takes, its output to /dev/null. */
async function docker(host: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(dockerCommand, args, { env: { ...process.env, DOCKER_HOST: host }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`docker ${args[0]} ended with ${code}`);
  return performance.now() - began;
}
