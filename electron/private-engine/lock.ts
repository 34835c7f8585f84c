import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrivateEngineError } from './errors';
import { isAlive } from './processes';

/**
 * Runs `work` while no other process holds the lock file: two starts of one engine at once must make one engine.
 *
 * A holder that died without leaving is noticed by its pid. Waits up to `timeout` milliseconds, then `busy`.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, timeout = 120_000): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  for (const end = Date.now() + timeout; !take(path); await sleep(100)) {
    const holder = Number(readLock(path));
    if (holder > 0 && !isAlive(holder)) rmSync(path, { force: true });
    else if (Date.now() > end) throw new PrivateEngineError('busy', { pid: String(holder) });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
