import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PrivateEngineError } from './errors';
import type { EngineKind } from './paths';

export interface Availability {
  /** `dockerd` is installed. */
  readonly docker: boolean;
  /** `podman` is installed. */
  readonly podman: boolean;
  /** Berth could install one here: Debian or a relative of it, and we are root. */
  readonly canInstall: boolean;
}

/** `(line)`: one line of progress, as a person would want to read it in a log. */
export type Report = (line: string) => void;

const programs: Record<EngineKind, string> = { docker: 'dockerd', podman: 'podman' };

/** Never their recommended packages: with them, Podman's install once took a browser off the machine. */
const packages: Record<EngineKind, readonly string[]> = {
  docker: ['docker.io', 'iptables'],
  podman: ['podman', 'netavark', 'aardvark-dns', 'catatonit', 'runc'],
};

/** Another apt may be at work, most of all right after a boot: seconds to wait for it. */
const patience = ['-o', 'DPkg::Lock::Timeout=120'];

/** Where daemons live that a user's PATH may leave out. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

/** Full path of a program, looked for on PATH and where daemons live; undefined when it is not installed. */
export function findProgram(name: string, path = process.env.PATH ?? ''): string | undefined {
  return [...path.split(delimiter), ...systemFolders]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Pure: whether an /etc/os-release describes Debian or one of its relatives. */
export function isDebian(osRelease: string): boolean {
  return osRelease
    .split('\n')
    .some((line) => /^ID(_LIKE)?=/.test(line) && /\b(debian|ubuntu)\b/.test(line.replace(/^ID(_LIKE)?=/, '')));
}

export function available(): Availability {
  const linux = process.platform === 'linux';
  return {
    docker: linux && findProgram(programs.docker) !== undefined,
    podman: linux && findProgram(programs.podman) !== undefined,
    canInstall:
      linux &&
      process.getuid?.() === 0 &&
      existsSync('/usr/bin/apt-get') &&
      existsSync('/etc/os-release') &&
      isDebian(readFileSync('/etc/os-release', 'utf8')),
  };
}

/**
 * Installs an engine's packages with apt; returns at once when its daemon is already there.
 *
 * Nothing is removed from the machine for it (`--no-remove`), and the machine's own Docker service is neither started now
 * nor at the next boot: Berth starts its own daemon on its own data.
 */
export async function install(kind: EngineKind, report: Report): Promise<void> {
  if (findProgram(programs[kind]) !== undefined) return;
  if (process.platform !== 'linux')
    throw new PrivateEngineError('unsupported-platform', { platform: process.platform });
  if (!available().canInstall) {
    throw new PrivateEngineError(process.getuid?.() === 0 ? 'not-installed' : 'needs-root', { what: programs[kind] });
  }
  report(`Installing ${packages[kind].join(', ')} with apt`);
  // One list of the mirrors may fail while the one that counts is fine: the install decides.
  await run('apt-get', ['update', ...patience], report).catch((error: Error) => report(error.message));
  const allowServices = forbidServices();
  const hadContainerd = findProgram('containerd') !== undefined;
  try {
    await run(
      'apt-get',
      ['install', '--yes', '--no-install-recommends', '--no-remove', ...patience, ...packages[kind]],
      report,
    );
  } finally {
    allowServices();
  }
  if (kind === 'docker' && existsSync('/run/systemd/system')) {
    const services = ['docker.service', 'docker.socket', ...(hadContainerd ? [] : ['containerd.service'])];
    await run('systemctl', ['disable', ...services], report);
  }
  report(`Installed ${programs[kind]}`);
}

/**
 * Debian starts a daemon as part of its install unless /usr/sbin/policy-rc.d says no (invoke-rc.d(8)).
 *
 * Returns what takes our file away again; one that is already there is the machine's own decision and stays as it is.
 */
function forbidServices(): () => void {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
}

/** Runs a program to its end, reporting what it prints; `install-failed` with its last lines when it fails. */
function run(program: string, args: readonly string[], report: Report, cwd = '/'): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });
    const last: string[] = [];
    const take = (chunk: Buffer) => {
      for (const line of chunk
        .toString()
        .split('\n')
        .filter((text) => text.trim() !== '')) {
        report(line);
        last.push(line);
        if (last.length > 8) last.shift();
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => fail(new PrivateEngineError('install-failed', { detail: error.message })));
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new PrivateEngineError('install-failed', { what: program, detail: last.join('\n') }));
    });
  });
}

/**
 * A statically linked program out of a Debian package, without installing the package: works for anyone and leaves the machine as it is.
 *
 * Returns the path of `member` once it lies below `folder`; a second call finds it there.
 */
export async function unpackFromDebian(name: string, member: string, folder: string, report: Report): Promise<string> {
  const file = join(folder, name, member);
  if (existsSync(file)) return file;
  report(`Fetching ${name}`);
  mkdirSync(folder, { recursive: true });
  const fetch = () =>
    run('sh', ['-c', 'rm -f "$0"_*.deb && apt-get download -q -o APT::Sandbox::User=root "$0"', name], report, folder);
  // A machine that never ran `apt-get update` has no list to find it in.
  await fetch().catch(async () => {
    await run('apt-get', ['update'], report);
    await fetch();
  });
  await run('sh', ['-c', 'dpkg-deb -x "$0"_*.deb "$0" && rm -f "$0"_*.deb', name], report, folder);
  return file;
}
