/** What containers use: in the list for the rows on screen, on a page of its own; their processes, and a signal to one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { type CountingProxy, startCountingProxy } from '../contract/counting-proxy';
import type { TestEngine } from '../engine/engines';
import { sharedDocker } from '../engine/shared';
import { type Berth, startBerth } from './support/berth';
import { run } from './support/containers';
import { row, says } from './support/page';
import { createStage, openPage } from './support/stage';

const stage = createStage(sharedDocker);

/** Some work and some rest, so that the figures move. */
const busy = ['sh', '-c', 'sleep 3001 & while :; do i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; sleep 0.2; done'];
const limited = { Cmd: busy, HostConfig: { NanoCpus: 500_000_000, Memory: 134_217_728, PidsLimit: 100 } };

const cell = (page: Page, name: string, column: string) =>
  row(page, name).evaluate((line, wanted) => {
    const heads = [...(line.closest('[role=grid]')?.querySelectorAll('[role=columnheader]') ?? [])];
    const at = heads.findIndex((head) => head.textContent?.trim() === wanted);
    return line.querySelectorAll('[role=gridcell]')[at]?.textContent ?? `no column ${wanted}`;
  }, column);

/** Within the page's own part: the frame around it has its own test. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run('main'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe('the list', () => {
  test('CPU and memory of what runs, moving; dashes for what does not', async () => {
    const { name, id } = await run(stage.engine, 'usage', limited);
    const page = await stage.open('/containers', { width: 1600 });
    const search = page.getByRole('searchbox', { name: 'Search containers' });
    await search.fill(name);
    await row(page, name).waitFor();
    await expect.poll(() => cell(page, name, 'CPU')).toMatch(/[1-9]\d*\.\d\s%$/);
    expect(await cell(page, name, 'Memory')).toMatch(/\d\s[KM]iB$/);
    const seen = new Set<string>();
    await expect.poll(async () => seen.add(await cell(page, name, 'CPU')).size, { timeout: 20_000 }).toBeGreaterThan(2);
    await stage.engine.api('POST', `/containers/${id}/kill`);
    await expect.poll(() => cell(page, name, 'CPU')).toBe('–');
    expect(await cell(page, name, 'Memory')).toBe('–');
    await stage.engine.api('POST', `/containers/${id}/start`);
    await expect.poll(() => cell(page, name, 'CPU')).toMatch(/[1-9]\d*\.\d\s%$/);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe('a container', () => {
  test('Stats: against what it is allowed, with history, as a table, held still', async () => {
    const { id } = await run(stage.engine, 'stats', limited);
    const page = await stage.open(`/containers/${id}/stats`);
    await page.getByRole('tab', { name: 'Stats', selected: true }).waitFor();
    const chart = (title: string) => page.getByRole('region', { name: title, exact: true });
    await says(chart('CPU').getByRole('heading'), /\d\.\d\s% ?of one core · \d+\.\d\s% of 0\.5 CPUs allowed/);
    await says(chart('Memory').getByRole('heading'), /\d+\s[KM]iB ?of 128\sMiB allowed/);
    await says(chart('Processes').getByRole('heading'), /\d ?of 100 allowed/);
    const drawn = () =>
      chart('CPU')
        .locator('canvas')
        .evaluate((canvas) => (canvas as HTMLCanvasElement).width);
    expect(await drawn()).toBeGreaterThan(100);

    // The pointer on one chart tells the same moment on all.
    const times = () =>
      page.evaluate(() =>
        ['CPU', 'Memory'].map(
          (title) => document.querySelector(`section[aria-label=${title}] h2 > span:nth-of-type(4)`)?.textContent,
        ),
      );
    const lines = () => page.getByRole('table', { name: 'Stats' }).getByRole('row').allTextContents();
    await page.getByRole('button', { name: 'Table' }).click();
    await expect.poll(async () => (await lines()).length).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Table' }).click();
    const over = chart('CPU').locator('.u-over');
    const box = await over.boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 3, (box?.y ?? 0) + 40);
    // The charts move on: both are read in one look.
    const isOneMoment = async () => {
      const [one, other] = await times();
      return one !== undefined && one === other;
    };
    await expect.poll(isOneMoment).toBe(true);
    await page.mouse.move(5, 5);

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Table' }).click();
    const held = await lines();
    expect(held.length).toBeGreaterThan(3);
    expect(held[1]).toMatch(/%.*MiB|%.*KiB/);
    await page.waitForTimeout(2_500);
    expect(await lines()).toEqual(held);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(async () => (await lines()).length).toBeGreaterThan(held.length);

    // What was seen is still there after a reload.
    const before = (await lines()).length;
    await page.reload();
    await page.getByRole('button', { name: 'Table' }).click();
    await expect.poll(async () => (await lines()).length).toBeGreaterThanOrEqual(before);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Table' }).click();
    expect(await faultsOf(page)).toEqual([]);

    await stage.engine.api('POST', `/containers/${id}/kill`);
    await page.getByText('Not running: what is shown is from before').waitFor();
  });

  test('Overview says what it uses now', async () => {
    const { id } = await run(stage.engine, 'now', limited);
    const page = await stage.open(`/containers/${id}/overview`);
    const now = page.getByRole('region', { name: 'Now' });
    await says(now, /CPU\d+\.\d\s% of one core.*Memory\d+\s[KM]iB of 128\sMiB allowed/);
  });

  test('Processes: sorted, and one is killed by clicking', async () => {
    const { id, name } = await run(stage.engine, 'processes', limited);
    const page = await stage.open(`/containers/${id}/processes`);
    const sleeper = page.getByRole('row', { name: /\d (root )?.*sleep 3001/ }).filter({ hasNotText: 'sh -c' });
    await sleeper.waitFor();
    await says(page.getByRole('row').filter({ hasText: 'sh -c' }), /^1root.*main/);
    await page.getByRole('columnheader', { name: 'CPU', exact: true }).getByRole('button').click();
    expect(await faultsOf(page)).toEqual([]);
    await sleeper.hover();
    await sleeper.getByRole('button', { name: 'Kill' }).click();
    const question = page.getByRole('alertdialog', { name: /Send a signal to sleep \(\d+\)\?/ });
    await question.getByRole('combobox', { name: 'Signal' }).selectOption('SIGKILL');
    await says(question.getByRole('region', { name: 'Command' }).locator('pre'), /docker exec .*kill -s KILL \d+/);
    await question.getByRole('button', { name: 'Kill' }).click();
    await sleeper.waitFor({ state: 'detached' });
    const { body } = await stage.engine.api('GET', `/containers/${id}/top`);
    expect(JSON.stringify(body)).not.toContain('"sleep 3001"');

    // The main one takes the container along, and says so first.
    const main = page.getByRole('row').filter({ hasText: 'sh -c' });
    await main.hover();
    await main.getByRole('button', { name: 'Kill' }).click();
    await says(page.getByRole('alertdialog'), `It is the main process of ${name}`);
    await page.getByRole('combobox', { name: 'Signal' }).selectOption('SIGKILL');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Kill' }).click();
    await page.getByText('The container is not running').waitFor();
  });
});

describe('what the engine is asked for', () => {
  let dir: string;
  let engine: TestEngine;
  let proxy: CountingProxy;
  let berth: Berth;
  let browser: Browser;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'berth-stats-'));
    engine = await sharedDocker();
    proxy = await startCountingProxy(join(dir, 'p.sock'), engine.host.replace('unix://', ''));
    berth = await startBerth({ engine: proxy.host });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await berth?.stop();
    await proxy?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Connections that stay, over those of a Berth without a page. */
  const steady = async (wanted: (open: number) => boolean) =>
    expect.poll(() => wanted(proxy.open), { timeout: 30_000, interval: 200 }).toBe(true);

  test('only rows on screen stream, one stream each however many pages; none after leaving', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        run(engine, `many-${index}`, { Cmd: busy, HostConfig: { NanoCpus: 50_000_000 } }),
      ),
    );
    // Room for few rows: the others are below.
    const { page, context } = await openPage(browser, berth, '/containers', { width: 1280, height: 330 });
    await page.getByRole('searchbox', { name: 'Search containers' }).fill('many-');
    await row(page, made[0]?.name ?? '').waitFor();
    // Berth's own are the events and kept sockets for calls: far fewer than there are rows.
    await steady((open) => open > 3);
    const shown = await page.evaluate(() => {
      const grid = document.querySelector('[role=grid]');
      const { top, bottom } = grid?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
      return [...(grid?.querySelectorAll('[data-key^="row "]') ?? [])].filter((line) => {
        const box = line.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      }).length;
    });
    expect(shown).toBeLessThan(9);
    await steady((open) => open > shown);
    const one = proxy.open;
    const others = await Promise.all(
      Array.from({ length: 4 }, () => openPage(browser, berth, '/containers', { width: 1280, height: 330 })),
    );
    for (const other of others) await other.page.getByRole('searchbox', { name: 'Search containers' }).fill('many-');
    for (const other of others) await expect.poll(() => cell(other.page, made[0]?.name ?? '', 'CPU')).toMatch(/\d\s%$/);
    await steady((open) => open - one <= 4);
    for (const { context: own } of [...others, { context }]) await own.close();
    // Sockets of calls are kept a while; the streams are gone.
    await steady((open) => open < shown);
  });
});
