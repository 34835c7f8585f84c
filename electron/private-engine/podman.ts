import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Daemon, daemonStatus, socketAnswers, startDetached, untilReady } from './daemon';
import { answers, engineRequest } from './engine-http';
import { PrivateEngineError } from './errors';
import { findProgram, type Report } from './install';
import { withLock } from './lock';
import { ownBridge } from './network';
import { type EnginePaths, makeRunDir } from './paths';
import { endLeftovers, gone, ofDirs, processes, signal, unmountBelow } from './processes';
import { bootId, readState, writeState } from './state';

/** Berth's own Podman service on its own storage. Podman's containers live without it, so a stop has to end them one by one. */
export function podmanDaemon(paths: EnginePaths, report: Report): Daemon {
  const dirs = [paths.base, paths.run];
  const servicePid = () =>
    ofDirs(processes(), dirs).find(({ argv }) => basename(argv[0] ?? '') === 'podman' && argv.includes('service'))?.pid;

  async function start(): Promise<void> {
    if (await answers(paths.socket)) return report('The engine is already running');
    if (process.platform !== 'linux')
      throw new PrivateEngineError('unsupported-platform', { platform: process.platform });
    const podman = findProgram('podman');
    if (podman === undefined) throw new PrivateEngineError('not-installed', { what: 'podman' });
    const silent = servicePid();
    if (silent !== undefined) {
      signal(silent, 'SIGKILL');
      await gone([silent], 3_000);
    }
    if (readState(paths).bootId !== bootId()) forgetRun();
    rmSync(paths.socket, { force: true });
    for (const folder of [paths.data, join(paths.base, 'networks')]) mkdirSync(folder, { recursive: true });
    makeRunDir(paths);
    writeConfig();
    writeState(paths, { bootId: bootId() });
    const child = startDetached(
      podman,
      [...globalArgs(), 'system', 'service', '--time', '0', `unix://${paths.socket}`],
      paths.log,
      {
        CONTAINERS_CONF: paths.config,
        PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
      },
    );
    await untilReady(child, paths.log, socketAnswers(paths));
    report('The engine is running');
  }

  function globalArgs(): string[] {
    const runc = findProgram('runc');
    return [
      // crun refuses the hybrid cgroups that some machines still have.
      ...(runc === undefined ? [] : ['--runtime', runc]),
      ...['--root', paths.data, '--runroot', join(paths.run, 'root'), '--tmpdir', join(paths.run, 'tmp')],
      ...['--network-config-dir', join(paths.base, 'networks')],
      ...['--cgroup-manager', 'cgroupfs', '--events-backend', 'file'],
    ];
  }

  function writeConfig(): void {
    // Podman asks for more open files than a container or a locked-down machine may give, and then starts nothing.
    const files = Math.min(16_384, hardLimit('Max open files'));
    const tasks = Math.min(8_192, hardLimit('Max processes'));
    writeFileSync(
      paths.config,
      `[containers]\ndefault_ulimits = ["nofile=${files}:${files}", "nproc=${tasks}:${tasks}"]\n[network]\nnetwork_backend = "netavark"\n`,
    );
    // A file of this name replaces Podman's built-in network, whose bridge podman0 and subnet belong to the machine's own Podman.
    const { name, subnet, gateway } = ownBridge(paths.base);
    writeFileSync(
      join(paths.base, 'networks', 'podman.json'),
      JSON.stringify({
        name: 'podman',
        id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9',
        driver: 'bridge',
        network_interface: name,
        created: '2026-01-15T10:00:00Z',
        subnets: [{ subnet, gateway }],
        ipv6_enabled: false,
        internal: false,
        dns_enabled: false,
        ipam_options: { driver: 'host-local' },
      }),
    );
  }

  async function stop(): Promise<void> {
    const pid = servicePid();
    if (pid !== undefined) {
      report('Stopping the engine');
      signal(pid, 'SIGCONT');
      await stopContainers(paths.socket);
      signal(pid, 'SIGTERM');
      await gone([pid], 5_000);
    }
    await endLeftovers(dirs);
    forgetRun();
    report('The engine is stopped');
  }

  /** Unmounts, and forgets what ran: Podman takes a missing run directory for a reboot and sets its containers' states right. */
  function forgetRun(): void {
    unmountBelow(dirs);
    rmSync(paths.run, { recursive: true, force: true });
  }

  return {
    start: () => withLock(paths.lock, start),
    stop: () => withLock(paths.lock, stop),
    status: () => daemonStatus(paths, servicePid()),
  };
}

/** Through the API, so that networks and port rules go with the containers; 8 at a time, 1 s for each to go by itself. */
async function stopContainers(socket: string): Promise<void> {
  try {
    const { body } = await engineRequest(socket, { method: 'GET', path: '/containers/json', timeout: 10_000 });
    const ids = (body as { Id: string }[]).map(({ Id }) => Id);
    const next = async (): Promise<void> => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        await engineRequest(socket, { method: 'POST', path: `/containers/${id}/stop?t=1`, timeout: 15_000 });
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
  } catch {
    // A service that does not answer: what is left is ended as processes.
  }
}

function hardLimit(name: string): number {
  const line =
    readFileSync('/proc/self/limits', 'utf8')
      .split('\n')
      .find((text) => text.startsWith(name)) ?? '';
  const hard = Number(line.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isFinite(hard) ? hard : Number.MAX_SAFE_INTEGER;
}
