import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Berth {
  readonly child: ChildProcess;
  readonly pid: number;
  /** `performance.now()` of this process just before the spawn, and when the ready line came. */
  readonly spawnedAt: number;
  readonly readyAt: number;
  /** Opens a browser, once. */
  readonly link: string;
  /** Where Node's inspector listens, when it was asked for. */
  readonly inspector: string | undefined;
  stop(): Promise<void>;
}

export interface BerthStart {
  /** A folder with `dist/`. */
  readonly build: string;
  /** DOCKER_HOST */
  readonly host: string;
  readonly nodeArgs?: readonly string[];
  /** What a person has set before. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Starts a built Berth in the browser shell, with a data folder of its own, and waits for its ready line. */
export async function startBerth({ build, host, nodeArgs = [], settings }: BerthStart): Promise<Berth> {
  const dataDir = mkdtempSync(join(tmpdir(), 'berth-bench-data-'));
  if (settings) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const args = ['--engine', host, '--no-install', '--no-open', '--data-dir', dataDir];
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, [...nodeArgs, join(build, 'dist/serve.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  let inspector: string | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-10_000);
    inspector ??= /Debugger listening on (ws:\S+)/.exec(words)?.[1];
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const link = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /^Berth is ready at (\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`Berth ended before it was ready:\n${words}`)));
  });
  return {
    child,
    pid: child.pid ?? 0,
    spawnedAt,
    readyAt: performance.now(),
    link,
    get inspector() {
      return inspector;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
