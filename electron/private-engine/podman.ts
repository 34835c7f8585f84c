import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Daemon, daemonStatus, socketAnswers, startDetached, untilReady } from './daemon';
import { answers } from './engine-http';
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
  const environment = { CONTAINERS_CONF: paths.config, PODMAN_IGNORE_CGROUPSV1_WARNING: '1' };
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
      environment,
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
      signal(pid, 'SIGCONT'); // a stopped one would never see the next signal
      signal(pid, 'SIGTERM');
      if (!(await gone([pid], 5_000))) signal(pid, 'SIGKILL');
    }
    if (ofDirs(processes(), dirs).length > 0) await stopContainers();
    await endLeftovers(dirs);
    forgetRun();
    report('The engine is stopped');
  }

  /**
   * Through the program, which needs no service: also after that was killed, the network namespaces, bridges and port rules
   * go with the containers. Each has 1 s to go by itself; what does not is ended as a process afterwards.
   */
  async function stopContainers(): Promise<void> {
    const podman = findProgram('podman') ?? 'podman';
    await new Promise<void>((done) => {
      execFile(
        podman,
        [...globalArgs(), 'stop', '--all', '--time', '1'],
        { env: { ...process.env, ...environment }, timeout: 120_000 },
        () => done(),
      );
    });
    // Each container's conmon starts a clean-up of its own, which takes the network away.
    await gone(
      ofDirs(processes(), dirs).map(({ pid }) => pid),
      10_000,
    );
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

function hardLimit(name: string): number {
  const line =
    readFileSync('/proc/self/limits', 'utf8')
      .split('\n')
      .find((text) => text.startsWith(name)) ?? '';
  const hard = Number(line.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isFinite(hard) ? hard : Number.MAX_SAFE_INTEGER;
}
