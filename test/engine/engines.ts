import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineAnswer, engineRequest } from '../../electron/private-engine/engine-http';
import type { EngineKind } from '../../electron/private-engine/paths';
import { createPrivateEngine, type PrivateEngine } from '../../electron/private-engine/private-engine';
import { gone, isAlive, signal } from '../../electron/private-engine/processes';
import type { SeedSize } from '../../electron/private-engine/seed/seed';

/** A real engine of a test's own, which the test may ill-treat. */
export interface TestEngine {
  readonly kind: EngineKind;
  /** `unix:///…`, as DOCKER_HOST takes it. */
  readonly host: string;
  /** The path in `host`. */
  readonly socket: string;
  readonly dir: string;
  /** One request, as it comes: `path` begins with `/` and may name a version; any status is an answer. */
  api(method: string, path: string, body?: unknown): Promise<EngineAnswer>;
  /** As a crash would: SIGKILL to the daemon alone. Its socket file, shims and containers stay behind. */
  kill9(): Promise<void>;
  /** SIGSTOP: connections are accepted, nothing answers. */
  pause(): Promise<void>;
  /** SIGCONT after `pause`. */
  resume(): Promise<void>;
  /** Has it running again: after a `kill9` or `pause` too. The address stays the same. */
  restart(): Promise<void>;
  /** Stops it. One that has its own directory also removes that. */
  stop(): Promise<void>;
}

export interface TestEngineOptions {
  /** Default `none`. */
  readonly seed?: SeedSize | 'none';
}

/** A Docker engine of its own in a new temporary directory. Stop it in the same hook's opposite (`afterAll`). */
export const startDocker = (options: TestEngineOptions = {}): Promise<TestEngine> => startOwn('docker', options);

/** The same with Podman's service. */
export const startPodman = (options: TestEngineOptions = {}): Promise<TestEngine> => startOwn('podman', options);

const prefix = 'berth-test-';

async function startOwn(kind: EngineKind, { seed = 'none' }: TestEngineOptions): Promise<TestEngine> {
  await sweep();
  const dir = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(dir, 'owner'), String(process.pid));
  return startIn(dir, kind, seed, () => rmSync(dir, { recursive: true, force: true }));
}

/** Installs what is missing, starts and seeds an engine in `dir`; one that is there already is taken as it is. */
export async function startIn(
  dir: string,
  kind: EngineKind,
  seed: SeedSize | 'none',
  afterStop: () => void,
): Promise<TestEngine> {
  const engine = testedEngine(dir, kind);
  const socket = engine.host.replace('unix://', '');
  const send = async (name: NodeJS.Signals) => {
    const { pid } = await engine.status();
    if (pid === undefined) throw new Error(`No ${kind} daemon runs in ${dir}`);
    signal(pid, name);
    return pid;
  };
  await engine.install();
  await engine.start();
  if (seed !== 'none') await engine.seed(seed);
  return {
    kind,
    host: engine.host,
    socket,
    dir,
    api: (method, path, body) => engineRequest(socket, { method, path, body }),
    kill9: async () => {
      if (!(await gone([await send('SIGKILL')], 5_000))) throw new Error('The daemon survived SIGKILL');
    },
    pause: async () => void (await send('SIGSTOP')),
    resume: async () => void (await send('SIGCONT')),
    restart: async () => {
      if ((await engine.status()).state === 'running') await engine.stop();
      await engine.start();
    },
    stop: async () => {
      await engine.stop();
      afterStop();
    },
  };
}

/** Its progress is shown with BERTH_TEST_VERBOSE=1. */
function testedEngine(dir: string, kind: EngineKind): PrivateEngine {
  return createPrivateEngine({
    dir,
    kind,
    log: (line) => {
      if (process.env.BERTH_TEST_VERBOSE === '1') process.stderr.write(`${kind}: ${line}\n`);
    },
  });
}

/** Ends and removes engines whose test run died before it could. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dir = join(tmpdir(), name);
    const owner = join(dir, 'owner');
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, 'utf8')))) continue;
    for (const kind of ['docker', 'podman'] as const) await testedEngine(dir, kind).stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
