import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Daemon, daemonStatus, socketAnswers, startDetached, untilReady } from './daemon';
import { answers, engineRequest } from './engine-http';
import { PrivateEngineError } from './errors';
import { findProgram, type Report } from './install';
import { withLock } from './lock';
import { makeBridge, planNetwork, readForwarding, restoreNetwork } from './network';
import { type EnginePaths, makeRunDir } from './paths';
import { containerProcesses, endLeftovers, gone, ofDirs, processes, signal, unmountBelow } from './processes';
import { bootId, readState, writeState } from './state';

/** Berth's own dockerd, with its own containerd: everything below one directory, nothing shared with a Docker of the machine. */
export function dockerDaemon(paths: EnginePaths, report: Report): Daemon {
  const dirs = [paths.base, paths.run];
  const mine = (program: string) =>
    ofDirs(processes(), dirs).find(({ argv }) => basename(argv[0] ?? '') === program)?.pid;

  async function start(): Promise<void> {
    if (await answers(paths.socket)) return report('The engine is already running');
    checkCanRun();
    await cleanUp();
    mkdirSync(paths.data, { recursive: true });
    makeRunDir(paths);
    const network = planNetwork(paths);
    makeBridge(paths, network);
    writeState(paths, {
      bridge: network.bridge,
      forwarding: network.shared ? undefined : readForwarding(),
      bootId: bootId(),
    });
    if (network.shared) report(`Another Docker is on this machine: using a bridge of its own, ${network.bridge}`);
    const containerd = await startContainerd();
    // An empty configuration of our own, else the machine's /etc/docker/daemon.json joins in.
    writeFileSync(paths.config, '{}\n');
    const child = startDetached(
      findProgram('dockerd') ?? 'dockerd',
      [
        '--config-file',
        paths.config,
        '--data-root',
        paths.data,
        '--exec-root',
        join(paths.run, 'exec'),
        '--pidfile',
        paths.pid,
        '--containerd',
        containerd,
        '-H',
        `unix://${paths.socket}`,
        ...network.args,
      ],
      paths.log,
    );
    await untilReady(child, paths.log, socketAnswers(paths));
    report('The engine is running');
  }

  /** Own containerd rather than the one dockerd would start: dockerd takes a running system containerd, and the containers of the machine's Docker with it. */
  async function startContainerd(): Promise<string> {
    const socket = join(paths.run, 'containerd', 'containerd.sock');
    const config = join(paths.base, 'containerd.toml');
    const log = join(paths.base, 'containerd-log');
    writeFileSync(
      config,
      `version = 2
root = ${JSON.stringify(join(paths.base, 'containerd'))}
state = ${JSON.stringify(join(paths.run, 'containerd'))}
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
address = ${JSON.stringify(socket)}
`,
    );
    const child = startDetached(findProgram('containerd') ?? 'containerd', ['--config', config], log);
    await untilReady(child, log, () => accepts(socket));
    return socket;
  }

  function checkCanRun(): void {
    if (process.platform !== 'linux')
      throw new PrivateEngineError('unsupported-platform', { platform: process.platform });
    if (findProgram('dockerd') === undefined) throw new PrivateEngineError('not-installed', { what: 'dockerd' });
    if (process.getuid?.() !== 0) throw new PrivateEngineError('needs-root', { what: 'dockerd' });
  }

  async function stop(): Promise<void> {
    const pid = mine('dockerd');
    if (pid !== undefined) {
      report('Stopping the engine');
      signal(pid, 'SIGCONT'); // a stopped one would never see the next signal
      signal(pid, 'SIGTERM');
      // The daemon gives each container its stop timeout. Those still there after 3 s end now; through the kernel rather than
      // the API, so that the daemon does not take them as stopped by the person and restarts them next time as their policy says.
      for (const end = Date.now() + 20_000; !(await gone([pid], 3_000)) && Date.now() < end; ) {
        for (const container of containerProcesses(dirs)) signal(container, 'SIGKILL');
      }
    }
    await cleanUp();
    report('The engine is stopped');
  }

  /** What a stopped, killed or crashed daemon leaves: shims, containers, containerd, mounts, bridges, the pid file. */
  async function cleanUp(): Promise<void> {
    await endLeftovers(dirs);
    unmountBelow(dirs);
    // Nothing lives in it any more; a fresh one is what the daemon finds after a reboot, and it knows to handle that.
    rmSync(paths.run, { recursive: true, force: true });
    const state = readState(paths);
    if (state.bridge === undefined) return;
    if (state.bootId === bootId()) await restoreNetwork(paths, state);
    writeState(paths, {});
  }

  return {
    start: () => withLock(paths.lock, start),
    stop: () => withLock(paths.lock, stop),
    status: () => daemonStatus(paths, mine('dockerd')),
  };
}

/** True when something listens on a socket; containerd speaks gRPC there, so any reaction to HTTP/1 but a refusal will do. */
async function accepts(socket: string): Promise<boolean> {
  try {
    await engineRequest(socket, { method: 'GET', path: '/', timeout: 1_000 });
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code !== 'ENOENT' && code !== 'ECONNREFUSED';
  }
}
