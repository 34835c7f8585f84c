import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './engine-http';
import { PrivateEngineError } from './errors';
import type { EnginePaths } from './paths';

export interface EngineStatus {
  readonly kind: EnginePaths['kind'];
  /** running: answers; silent: a process is there, but it does not answer; stopped: neither. */
  readonly state: 'running' | 'silent' | 'stopped';
  readonly host: string;
  readonly pid?: number;
}

/** What docker.ts and podman.ts both give. */
export interface Daemon {
  /** Returns at once when it already answers; cleans up after one that died first. */
  start(): Promise<void>;
  /** Leaves no process, mount or bridge of it; data stays. Returns at once when nothing runs. */
  stop(): Promise<void>;
  status(): Promise<EngineStatus>;
}

/**
 * Starts a program in its own session, so that neither the terminal's Ctrl-C nor our end reaches it.
 *
 * Output goes to `log`; that of the run before is kept as `log.1`.
 */
export function startDetached(
  program: string,
  args: readonly string[],
  log: string,
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const file = openSync(log, 'a');
  const child = spawn(program, args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', file, file],
    env: { ...process.env, ...env },
  });
  closeSync(file);
  child.on('error', () => {}); // told by the missing pid
  child.unref();
  return child;
}

/** Waits until `ready`; `start-failed` with the end of the log when the process ends first or `timeout` milliseconds pass. */
export async function untilReady(
  child: ChildProcess,
  log: string,
  ready: () => Promise<boolean>,
  timeout = 60_000,
): Promise<void> {
  for (const end = Date.now() + timeout; !(await ready()); await sleep(40)) {
    const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > end) throw new PrivateEngineError('start-failed', { log, detail: lastLines(log) });
  }
}

export const socketAnswers = (paths: EnginePaths) => () => answers(paths.socket);

function lastLines(file: string, count = 12): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

export async function daemonStatus(paths: EnginePaths, pid: number | undefined): Promise<EngineStatus> {
  const running = await answers(paths.socket);
  const state = running ? 'running' : pid === undefined ? 'stopped' : 'silent';
  return { kind: paths.kind, state, host: `unix://${paths.socket}`, pid };
}
