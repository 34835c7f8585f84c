import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineKind } from '../../electron/private-engine/paths';
import { startIn, type TestEngine } from './engines';
import { cleanUpAfterTheDead } from './unique';

/**
 * Where this checkout's shared engines live, between suites and between runs. stop-shared.mjs says the same.
 *
 * Short: Podman refuses deep run directories. The checkout is in it, so that two working copies do not disturb each other.
 */
const dir = join(tmpdir(), `berth-tests-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8)}`);
const users = join(dir, 'users');

/**
 * A Docker engine with the small samples, started once and used by all suites; its `stop` does nothing: stop-shared.mjs ends them.
 *
 * One that an earlier, crashed run left is taken over, and what that run's tests had made on it is removed. Do not `kill9`
 * or `pause` it: `startDocker()` gives one of your own for that.
 */
export const sharedDocker = (): Promise<TestEngine> => shared('docker');

/** The same with Podman. */
export const sharedPodman = (): Promise<TestEngine> => shared('podman');

async function shared(kind: EngineKind): Promise<TestEngine> {
  mkdirSync(users, { recursive: true });
  writeFileSync(join(users, thisProcess()), '');
  const engine = { ...(await startIn(dir, kind, 'small', () => {})), stop: async () => {} };
  await cleanUpAfterTheDead(engine);
  return engine;
}

/** `ID-START`, the start in ticks since the machine's (proc(5), field 22): by its id alone it could be another one later. */
function thisProcess(): string {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return `${process.pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
