/** The built app in the real Electron, where its binary is. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Looked for on disk: resolving the package would start its downloader. */
function binary(): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron';
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

const executablePath = binary();
if (executablePath === undefined) process.stdout.write('no Electron binary: not run\n');

describe.skipIf(executablePath === undefined)('the real Electron (skipped where its binary is not)', () => {
  let app: ElectronApplication;
  let page: Page;
  let dataDir: string;

  beforeAll(async () => {
    await (await import(join(root, 'scripts/lib/prepare.mjs'))).prepare();
    dataDir = mkdtempSync(join(tmpdir(), 'berth-electron-'));
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const own = ['--engine', 'unix:///nowhere/docker.sock', '--no-install', '--data-dir', dataDir];
    app = await _electron.launch({ executablePath, args: [...sandbox, root, ...own] });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    await app?.close();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  });

  test('shows our page, which reaches main over its port', async () => {
    expect(page.url()).toMatch(/^berth-app:\/\/berth\//);
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    // The engine's state comes over the port alone.
    await page.getByText('/nowhere/docker.sock').first().waitFor();
  });

  test('EL-01 EL-02 the page is shut in: no Node, no window of its own, no other site', async () => {
    expect(await page.evaluate(() => [typeof globalThis.process, 'require' in globalThis])).toEqual([
      'undefined',
      false,
    ]);
    expect(await page.evaluate(() => window.open('file:///etc/passwd'))).toBeNull();
    await page.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    expect(page.url()).toMatch(/^berth-app:\/\/berth\//);
    expect(app.windows().length).toBe(1);
    const state = await page.evaluate(() =>
      navigator.permissions.query({ name: 'geolocation' }).then((it) => it.state),
    );
    expect(state).toBe('denied');
  });

  test('the policy forbids code that is not ours', async () => {
    await expect(page.evaluate("new Function('return 1')()")).rejects.toThrow(/unsafe-eval|Content Security Policy/i);
  });
});
