/** The engine is not there, is killed and returns, or loses what is looked at (faults.md EN-01, EN-04, EN-05). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { startDocker } from '../engine/engines';
import { type FakeEngine, startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId } from '../fake-engine/fake-records';
import { accessibilityFaults } from './support/axe';
import { type Berth, startBerth } from './support/berth';
import { run } from './support/containers';
import { status as logStatus } from './support/log-page';
import { engineStatus, goes, goTo, heading, row, says, screen, select, selection } from './support/page';
import { createStage, openPage } from './support/stage';

describe('no engine at the start', () => {
  let dir: string;
  let berth: Berth;
  let browser: Browser;
  let engine: FakeEngine | undefined;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'berth-none-'));
    browser = await launchChromium();
    berth = await startBerth({ engine: `unix://${join(dir, 'engine.sock')}` });
  });
  afterAll(async () => {
    await browser?.close();
    await berth?.stop();
    await engine?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('EN-01 what was tried and why is told, with a next step; an engine that comes appears by itself', async () => {
    const { page, context, read } = await openPage(browser, berth, '/containers');
    await heading(page, 'No engine answered').waitFor();
    const tried = page.getByRole('table', { name: 'What was tried' });
    const line = tried.getByRole('row').filter({ hasText: join(dir, 'engine.sock') });
    await says(line, /there is no|no file|no socket|does not exist/i);
    await says(tried.getByRole('row').filter({ hasText: 'Colima' }), 'not tried: another one was asked for');
    await says(engineStatus(page), /No engine|Connecting|Reconnecting/);
    await page.getByRole('button', { name: 'Look again' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);

    engine = await startFakeEngine({ socket: join(dir, 'engine.sock') });
    engine.put({ id: fakeId(1), name: 'comes-by-itself', state: 'running' });
    await row(page, 'comes-by-itself').waitFor();
    await says(engineStatus(page), 'Connected');
    expect(read()).toEqual([]);
    await context.close();
  });
});

describe('an engine that is killed', () => {
  const stage = createStage(() => startDocker({ seed: 'small' }));

  afterEach(async () => {
    const alive = await stage.engine.api('GET', '/_ping').catch(() => undefined);
    if (!alive) await stage.engine.restart();
  });

  const dimmed = (page: Page) => page.evaluate(() => document.querySelector('[data-stale]') !== null);

  test('EN-05 with list, log and shell open: the truth is told, nothing blanks, all is well again without a click', {
    timeout: 120_000,
  }, async () => {
    const ticking = {
      Cmd: ['sh', '-c', `trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.3 & wait $!; done`],
      HostConfig: { RestartPolicy: { Name: 'always' } },
    };
    const made = await run(stage.engine, 'survivor', ticking);
    const page = await stage.open();
    await row(page, 'web').waitFor();
    await select(page, made.name).check();
    const log = await stage.open(`/containers/${made.id}/logs`);
    await says(logStatus(log), /[1-9]\d* lines · following/);
    const shell = await stage.open(`/containers/${made.id}/terminal`);
    await expect.poll(() => screen(shell)).toMatch(/[#$]\s*$/);
    const rows = await page.getByRole('row').count();

    await stage.engine.kill9();
    await says(engineStatus(page), /Reconnecting/);
    await page
      .getByRole('region', { name: 'The engine stopped answering' })
      .getByText(/What you see is from/)
      .waitFor();
    expect(await dimmed(page)).toBe(true);
    expect(await page.getByRole('row').count()).toBe(rows);
    const stop = selection(page).getByRole('button', { name: /^Stop/ });
    expect(await stop.getAttribute('aria-disabled')).toBe('true');
    expect(await stop.getAttribute('aria-description')).toBe('The engine is not connected');
    await says(shell.getByRole('region', { name: 'Terminal' }).getByRole('status').filter({ hasText: /\S/ }), /lost/);
    await says(logStatus(log), 'the engine is away');
    // The programs' own colours fade with the rest.
    const colours = () => log.getByRole('log').evaluate((lines) => getComputedStyle(lines).filter);
    expect(await colours()).toMatch(/^saturate/);
    expect(await accessibilityFaults(page)).toEqual([]);

    await stage.engine.restart();
    const back = Date.now();
    await says(engineStatus(page), 'Connected');
    await expect.poll(() => stop.getAttribute('aria-disabled')).toBeNull();
    // 5 s and the time that a busy machine takes; how often it is tried is the unit tests' matter.
    expect(Date.now() - back).toBeLessThan(15_000);
    expect(await dimmed(page)).toBe(false);
    await says(row(page, made.name), 'running');
    const count = async () => Number(/(\d+) lines/.exec((await logStatus(log).textContent()) ?? '')?.[1]);
    const seen = await count();
    await expect.poll(count).toBeGreaterThan(seen + 3);
    await says(logStatus(log), 'following');
    await expect.poll(colours).toBe('none');
    await shell.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(() => screen(shell)).toMatch(/[#$]\s*$/);
  });

  test('killed while another page is looked at: Settings go on, and the list is whole when one comes back to it', {
    timeout: 120_000,
  }, async () => {
    const page = await stage.open('/settings');
    await heading(page, 'Settings').waitFor();
    await stage.engine.kill9();
    await says(engineStatus(page), /Reconnecting/);
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
    await goTo(page, 'Containers');
    await row(page, 'web').waitFor();
    await stage.engine.restart();
    await says(engineStatus(page), 'Connected');
    await says(row(page, 'web'), /running|healthy/);
  });

  test('a container removed while its page is open: says so, keeps what was read, leads back', async () => {
    const made = await run(stage.engine, 'removed', { Cmd: ['sh', '-c', 'echo last words; sleep 3600'] });
    const page = await stage.open(`/containers/${made.id}/logs`);
    await page.getByRole('log').getByText('last words', { exact: true }).waitFor();
    await stage.engine.api('DELETE', `/containers/${made.id}?force=1`);
    await page.getByText('This container no longer exists').waitFor();
    await page.getByRole('log').getByText('last words', { exact: true }).waitFor();
    const start = page.getByRole('button', { name: 'Start', exact: true });
    expect(await start.getAttribute('aria-description')).toBe('It no longer exists');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await heading(page, made.name).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Go to Containers' }).click();
    await heading(page, 'Containers').waitFor();
    await goes(row(page, made.name));
  });
});
