import { existsSync } from 'node:fs';
import type { Daemon, EngineStatus } from './daemon';
import { dockerDaemon } from './docker';
import { PrivateEngineError } from './errors';
import { type Availability, available, install, type Report } from './install';
import { defaultDir, type EngineKind, enginePaths } from './paths';
import { podmanDaemon } from './podman';
import { type SeedSize, seed } from './seed/seed';

export interface PrivateEngineOptions {
  /** Everything of the engine is below it. Default: `<platform data dir>/berth/private-engine`. */
  readonly dir?: string;
  /** Default: Docker where dockerd is installed or nothing is, else Podman; one that was made here before wins. */
  readonly kind?: EngineKind;
  /** Progress, one line at a time. */
  readonly log: Report;
}

export interface PrivateEngine {
  readonly kind: EngineKind;
  /** Its address, for DOCKER_HOST: `unix:///…`. The same before, during and after it runs. */
  readonly host: string;
  /**
   * Installs the daemon's packages if they are missing: Debian and its relatives, as root.
   *
   * @throws PrivateEngineError `needs-root`, `not-installed` (no apt here), `install-failed`
   */
  install(): Promise<void>;
  /**
   * Starts the engine and waits until it answers; returns at once when it does already. Installs nothing.
   *
   * Cleans up after one that was killed. The engine outlives this process.
   * @throws PrivateEngineError `not-installed`, `needs-root`, `start-failed`, `unsupported-platform`, `busy`, `dir-unusable`
   */
  start(): Promise<void>;
  /** Stops it with its containers: leaves no process and no mount, keeps the data. Fine when it does not run. */
  stop(): Promise<void>;
  status(): Promise<EngineStatus>;
  /**
   * Makes the sample images and containers that are missing, and starts those that should run. The engine must run.
   *
   * @throws PrivateEngineError `seed-failed`
   */
  seed(size: SeedSize): Promise<void>;
  /** What could be started or installed on this machine. */
  available(): Availability;
  /** The same engine, telling its progress elsewhere: to the person who asked for it just now. */
  reportingTo(log: Report): PrivateEngine;
}

const unusable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG']);

/** Berth's own engine. Makes nothing until `start()`. */
export function createPrivateEngine({
  dir = defaultDir(),
  kind = chooseKind(dir),
  log,
}: PrivateEngineOptions): PrivateEngine {
  const paths = enginePaths(kind, dir);
  const daemon: Daemon = kind === 'docker' ? dockerDaemon(paths, log) : podmanDaemon(paths, log);
  /** A full disk or a file in the way is the person's to mend: it gets a code rather than a stack. */
  async function usable(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (syscall === undefined || !unusable.has(code ?? '')) throw error;
      throw new PrivateEngineError('dir-unusable', { dir: paths.dir, detail: message });
    }
  }
  return {
    kind,
    host: `unix://${paths.socket}`,
    install: () => install(kind, log),
    start: () => usable(daemon.start),
    stop: () => usable(daemon.stop),
    status: daemon.status,
    seed: (size) => usable(() => seed(paths, size, log)),
    available,
    reportingTo: (report) => createPrivateEngine({ dir, kind, log: report }),
  };
}

function chooseKind(dir: string): EngineKind {
  const { docker, podman } = available();
  if (docker && existsSync(enginePaths('docker', dir).data)) return 'docker';
  if (podman && existsSync(enginePaths('podman', dir).data)) return 'podman';
  return podman && !docker ? 'podman' : 'docker';
}
