/** Many logs and shells while the engine dies, the page is reloaded in a flood, or they come and go (faults.md EN-05, ST-14, ST-18). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { startDocker } from '../engine/engines';
import { type FakeEngine, startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId } from '../fake-engine/fake-records';
import { type Berth, startBerth } from './support/berth';
import { type Made, run } from './support/containers';
import { log, status } from './support/log-page';
import { says, screen } from './support/page';
import { createStage, openPage } from './support/stage';

/** How many lines the status speaks of. */
const lineCount = async (page: Page) =>
  Number(/^([\d,]+) lines?/.exec((await status(page).textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? 0);

describe('an engine that is killed', () => {
  const stage = createStage(() => startDocker({ seed: 'small' }));

  /** Counts on where it stopped when it is started again: its file stays. */
  const counting = {
    Cmd: [
      'sh',
      '-c',
      `trap 'exit 0' TERM; i=$(cat /tmp/i 2>/dev/null || echo 0); while :; do i=$((i+1)); echo $i > /tmp/i; echo "count $i."; sleep 0.2 & wait $!; done`,
    ],
    HostConfig: { RestartPolicy: { Name: 'always' } },
  };

  test('EN-05 with three logs followed and three shells open: no line is lost or doubled, shells say that they ended', {
    timeout: 150_000,
  }, async () => {
    const made: Made[] = await Promise.all(['one', 'two', 'three'].map((name) => run(stage.engine, name, counting)));
    const followed = await Promise.all(made.map(({ id }) => stage.open(`/containers/${id}/logs`)));
    const shells = await Promise.all(made.map(({ id }) => stage.open(`/containers/${id}/terminal`)));
    for (const page of followed) await says(status(page), /^[1-9]\d* lines? .*following/);
    for (const page of shells) await expect.poll(() => screen(page)).toMatch(/[#$]\s*$/);

    await stage.engine.kill9();
    for (const page of followed) await says(status(page), 'the engine is away');
    for (const page of shells) {
      await says(page.getByRole('region', { name: 'Terminal' }).getByRole('tab'), /lost/);
    }
    await stage.engine.restart();
    for (const page of followed) {
      await says(status(page), 'following');
      const before = await lineCount(page);
      await expect.poll(() => lineCount(page)).toBeGreaterThan(before + 2);
    }
    for (const { id, name } of made) {
      // What the engine itself has, once it has at least all that the page shows.
      const page = followed[made.findIndex((one) => one.id === id)] as Page;
      const shown = numbersIn((await log(page).textContent()) ?? '');
      const { body } = await stage.engine.api('GET', `/containers/${id}/logs?stdout=1`);
      const written = numbersIn(String(body));
      // The page draws the end of it: from its first line on nothing may be missing or there twice.
      const from = written.indexOf(shown[0] ?? Number.NaN);
      expect(from, name).toBeGreaterThanOrEqual(0);
      expect(shown, name).toEqual(written.slice(from, from + shown.length));
    }
    const [shell] = shells as [Page];
    await shell.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(() => screen(shell)).toMatch(/[#$]\s*$/);
  });

  const numbersIn = (text: string) => [...text.matchAll(/count (\d+)\./g)].map(([, number]) => Number(number));
});

describe('a scripted engine', () => {
  let dir: string;
  let berth: Berth;
  let browser: Browser;
  let engine: FakeEngine;
  let undo: () => void = () => undefined;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'berth-sessions-'));
    engine = await startFakeEngine({ socket: join(dir, 'engine.sock') });
    [browser, berth] = await Promise.all([launchChromium(), startBerth({ engine: engine.host })]);
  });
  afterEach(() => undo());
  afterAll(async () => {
    await browser?.close();
    await berth?.stop();
    await engine?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  /** One stream for events, and sockets that are kept for the next call. */
  const quiet = () => expect.poll(() => engine.connections.open).toBeLessThanOrEqual(5);

  /** Of each log stream that is open now, the container's number. */
  const open: number[] = [];
  function onLog(write: (number: number) => Buffer | undefined): void {
    const timers = new Set<NodeJS.Timeout>();
    const off = engine.on(({ path }, response) => {
      const [, id] = /^\/containers\/([0-9a-f]{64})\/logs$/.exec(path) ?? [];
      if (id === undefined) return false;
      response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream' });
      const number = Number.parseInt(id, 16);
      open.push(number);
      const timer = setInterval(() => {
        const bytes = write(number);
        // Who does not read gets no more, as from a real one.
        if (bytes && !response.writableNeedDrain) response.write(bytes);
      }, 10);
      timers.add(timer);
      response.on('close', () => {
        clearInterval(timer);
        open.splice(open.indexOf(number), 1);
      });
      return true;
    });
    // Streams that are kept open for a while must not flood on into the next test.
    undo = () => {
      off();
      for (const timer of timers) clearInterval(timer);
    };
  }

  test('ST-18 a page that is reloaded in the midst of a flood goes on with it', {
    timeout: 120_000,
  }, async () => {
    engine.put({ id: fakeId(1), name: 'flood', state: 'running' });
    let written = 0;
    onLog(() => {
      const lines = Array.from({ length: 300 }, () => {
        written += 1;
        return frame(`a line of a flood, ${written}`);
      });
      return Buffer.concat(lines);
    });
    const { page, context, read } = await openPage(browser, berth, `/containers/${fakeId(1)}/logs`);
    for (let time = 0; time < 3; time += 1) {
      await expect.poll(() => lineCount(page)).toBeGreaterThan(20_000);
      await page.reload();
    }
    await log(page).getByText('a line of a flood').first().waitFor();
    expect(read()).toEqual([]);
    await context.close();
  });

  test('ST-14 fifty logs opened one after another all show their lines; then no connection is left behind', {
    timeout: 120_000,
  }, async () => {
    const ids = Array.from({ length: 50 }, (_, index) => fakeId(100 + index));
    for (const [index, id] of ids.entries()) engine.put({ id, name: `log-${index}`, state: 'running' });
    const written = new Set<number>();
    onLog((number) => {
      if (written.has(number)) return undefined;
      written.add(number);
      return frame(`I am number ${number}`);
    });
    const { page, context, read } = await openPage(browser, berth, '/containers');
    for (const id of ids) {
      written.clear();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/containers/${id}/logs`);
      await log(page)
        .getByText(`I am number ${Number.parseInt(id, 16)}`, { exact: true })
        .waitFor();
    }
    await expect.poll(() => open.filter((number) => number >= 100).length).toBeLessThanOrEqual(2);
    await page.evaluate(() => {
      location.hash = '#/containers';
    });
    // Those of the reloaded page too: a log that nobody watches is kept for half a minute.
    await expect.poll(() => open, { timeout: 45_000 }).toEqual([]);
    await quiet();
    expect(read()).toEqual([]);
    await context.close();
  });
});

/** A line on standard output with a stamp of now. */
function frame(text: string): Buffer {
  const line = Buffer.from(`${new Date().toISOString().replace('Z', '000000Z')} ${text}\n`);
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(line.length, 4);
  return Buffer.concat([header, line]);
}
