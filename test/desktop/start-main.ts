/** Runs the real main.ts on the stand-in, with a data folder of its own and an engine that does not exist. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { app, BrowserWindow } from './electron-stand-in';

/** For what is waited for: a second, as vitest has it, is little on a busy machine. */
export const patient = { timeout: 20_000 };

export async function startMain(args: readonly string[] = []): Promise<{ window: BrowserWindow; dataDir: string }> {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'berth-desktop-')), 'data');
  process.argv = ['berth', '--engine', 'unix:///nowhere/docker.sock', '--no-install', '--data-dir', dataDir, ...args];
  await import('../../electron/main');
  const window = await vi.waitUntil(() => BrowserWindow.all[0], patient);
  return { window, dataDir };
}

/** Quits, waits until everything is closed, and removes the data folder. */
export async function quitMain(exits: readonly number[], dataDir: string): Promise<void> {
  app.quit();
  await vi.waitUntil(() => exits.length > 0, patient);
  rmSync(dirname(dataDir), { recursive: true, force: true });
}
