import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownBridge } from '../../electron/private-engine/network';
import { type EngineKind, enginePaths } from '../../electron/private-engine/paths';
import { createPrivateEngine } from '../../electron/private-engine/private-engine';
import { mountsBelow, ofDirs, processes } from '../../electron/private-engine/processes';
import { startDocker, startPodman, type TestEngine } from './engines';

interface Listed {
  readonly Names: string[];
  readonly State: string;
  readonly Status: string;
  readonly Ports?: { PrivatePort: number; PublicPort?: number }[];
}

async function containers(engine: TestEngine): Promise<Map<string, Listed>> {
  const { body } = await engine.api('GET', '/containers/json?all=1');
  return new Map((body as Listed[]).map((container) => [container.Names[0]?.replace('/', '') ?? '', container]));
}

async function until<T>(what: () => Promise<T>, fine: (value: T) => boolean, seconds = 30): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; ; await sleep(200)) {
    const value = await what();
    if (fine(value) || Date.now() > end) return value;
  }
}

const statusOf = (dir: string, kind: EngineKind) => createPrivateEngine({ dir, kind, log: () => {} }).status();

/** What must not be left of an engine: its programs, its mounts, its bridge. */
function leftovers(dir: string, kind: EngineKind) {
  const { base, run } = enginePaths(kind, dir);
  return {
    processes: ofDirs(processes(), [base, run]).map(({ argv }) => argv.join(' ')),
    mounts: mountsBelow(readFileSync('/proc/mounts', 'utf8'), [base, run]),
    bridges: readdirSync('/sys/class/net').filter((name) => name === ownBridge(base).name),
  };
}
const nothing = { processes: [], mounts: [], bridges: [] };

describe.each([
  { kind: 'docker', start: startDocker },
  { kind: 'podman', start: startPodman },
] as const)('$kind', ({ kind, start }) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start({ seed: 'small' });
  });
  afterAll(() => engine?.stop());

  it('has the small samples in their states', async () => {
    const settled = (list: Map<string, Listed>) => list.get('exit3')?.State === 'exited';
    const states = Object.fromEntries(
      [...(await until(() => containers(engine), settled))].map(([name, { State }]) => [name, State]),
    );
    expect(states).toEqual({
      web: 'running',
      logger: 'running',
      shell: 'running',
      distroless: 'running',
      exit3: 'exited',
      // Running for 5 s, then waiting to be restarted: `restarting` on Docker, `stopped` or `exited` on Podman.
      restarts: expect.stringMatching(/^(running|restarting|stopped|exited)$/),
      'shop-web-1': 'running',
      'shop-db-1': 'running',
      'shop-cache-1': 'running',
    });
    const { body } = await engine.api('GET', '/containers/exit3/json');
    expect(body).toMatchObject({ State: { ExitCode: 3 } });
  });

  it('serves the web sample on a published port, healthy', async () => {
    const healthy = async () => {
      const { body } = await engine.api('GET', '/containers/web/json');
      return (body as { State: { Health: { Status: string } } }).State.Health.Status;
    };
    const port = (await containers(engine))
      .get('web')
      ?.Ports?.find(({ PrivatePort }) => PrivatePort === 8080)?.PublicPort;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('It works');
    expect(await until(healthy, (status) => status === 'healthy')).toBe('healthy');
  });

  it('makes nothing twice', async () => {
    const before = await statusOf(engine.dir, kind);
    const ids = async () =>
      ((await engine.api('GET', '/containers/json?all=1')).body as { Id: string }[]).map(({ Id }) => Id).sort();
    const idsBefore = await ids();
    const again = createPrivateEngine({ dir: engine.dir, kind, log: () => {} });
    await Promise.all([again.start(), again.start()]);
    await again.seed('small');
    expect(await again.status()).toEqual(before);
    expect(await ids()).toEqual(idsBefore);
  });

  it('starts again after it was killed', async () => {
    await engine.kill9();
    expect((await statusOf(engine.dir, kind)).state).toBe('stopped');
    await engine.restart();
    const running = (list: Map<string, Listed>) => list.get('logger')?.State === 'running';
    expect((await until(() => containers(engine), running)).get('logger')?.State).toBe('running');
  });

  it('says when it is silent, and answers after it goes on', async () => {
    await engine.pause();
    expect((await statusOf(engine.dir, kind)).state).toBe('silent');
    await engine.resume();
    expect((await statusOf(engine.dir, kind)).state).toBe('running');
  });

  it('replaces a daemon that never answers again', async () => {
    await engine.pause();
    await engine.restart();
    expect((await statusOf(engine.dir, kind)).state).toBe('running');
  });

  it('leaves nothing when it is stopped after it was killed', async () => {
    await engine.kill9();
    await createPrivateEngine({ dir: engine.dir, kind, log: () => {} }).stop();
    expect(leftovers(engine.dir, kind)).toEqual(nothing);
    await engine.restart();
  });

  it('stops twice and leaves nothing but its data', async () => {
    const own = createPrivateEngine({ dir: engine.dir, kind, log: () => {} });
    await own.stop();
    await own.stop();
    expect(leftovers(engine.dir, kind)).toEqual(nothing);
    expect((await own.status()).state).toBe('stopped');
    await own.start();
    expect([...(await containers(engine)).keys()]).toContain('exit3');
  });
});

it('lives in a directory too long for a socket', async () => {
  const top = mkdtempSync(join(tmpdir(), 'berth-long-'));
  const dir = join(top, 'a-very-long-name-'.repeat(7), 'with spaces and ünïcode');
  const engine = createPrivateEngine({ dir, kind: 'docker', log: () => {} });
  try {
    await engine.install();
    await engine.start();
    expect((await engine.status()).state).toBe('running');
    expect(Buffer.byteLength(engine.host.replace('unix://', ''))).toBeLessThanOrEqual(107);
  } finally {
    await engine.stop();
    rmSync(top, { recursive: true, force: true });
  }
  expect(leftovers(dir, 'docker')).toEqual(nothing);
});

it('says so when its directory cannot be used', async () => {
  const top = mkdtempSync(join(tmpdir(), 'berth-file-'));
  try {
    writeFileSync(join(top, 'file'), '');
    const engine = createPrivateEngine({ dir: join(top, 'file'), kind: 'docker', log: () => {} });
    await expect(engine.start()).rejects.toMatchObject({ code: 'dir-unusable', params: { dir: join(top, 'file') } });
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});
