/** A Berth that is not the first on its data folder (faults.md EL-06). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BrowserWindow, session, standIn } from './electron-stand-in';
import { patient } from './start-main';

test('EL-06 the second instance ends without window, services or scheme', async () => {
  standIn.firstInstance = false;
  const dataDir = mkdtempSync(join(tmpdir(), 'berth-desktop-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  process.argv = ['berth', '--data-dir', dataDir, '--no-install'];
  await import('../../electron/main');
  await vi.waitUntil(() => standIn.quits === 1, patient);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(BrowserWindow.all).toEqual([]);
  expect(session.defaultSession.protocol.handlers.size).toBe(0);
});
