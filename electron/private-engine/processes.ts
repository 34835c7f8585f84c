import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly argv: readonly string[];
}

/** Programs an engine leaves behind; nothing else is ever ended, whatever its command line says (`… --dir DIR` names it too). */
const programs = /^(dockerd|containerd|containerd-shim.*|docker-proxy|podman|conmon)$/;

/** All processes of this machine that /proc shows. */
export function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in brackets may hold spaces and brackets: what counts starts after the last one.
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const argv = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return [{ pid: Number(name), parent: Number(parent), argv }];
      } catch {
        return []; // gone meanwhile
      }
    });
}

/** Pure: the engine programs among `all` whose arguments name a path at or below one of `dirs`. */
export function ofDirs(all: readonly Process[], dirs: readonly string[]): Process[] {
  const names = (argument: string) =>
    dirs.some((dir) => {
      const at = argument.indexOf(dir);
      const after = argument[at + dir.length];
      return at >= 0 && (after === undefined || after === '/');
    });
  return all.filter(({ argv }) => programs.test(basename(argv[0] ?? '')) && argv.slice(1).some(names));
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // already gone
  }
}

export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

/** True once none of `pids` is left; false when one still is after `timeout` milliseconds. */
export async function gone(pids: readonly number[], timeout: number): Promise<boolean> {
  for (const end = Date.now() + timeout; ; await sleep(30)) {
    if (!pids.some(isAlive)) return true;
    if (Date.now() > end) return false;
  }
}

/** The first processes of the containers: children of the shims and conmons of `dirs`. */
export function containerProcesses(dirs: readonly string[]): number[] {
  const all = processes();
  const keepers = new Set(
    ofDirs(all, dirs)
      .filter(({ argv }) => /^(containerd-shim|conmon)/.test(basename(argv[0] ?? '')))
      .map(({ pid }) => pid),
  );
  return all.filter(({ parent, pid }) => keepers.has(parent) && !keepers.has(pid)).map(({ pid }) => pid);
}

/**
 * Ends whatever an engine left running: container processes first (a killed shim only orphans them), then daemons and shims.
 *
 * Repeats until nothing is found, because a shim may be just starting another one.
 */
export async function endLeftovers(dirs: readonly string[]): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    const left = [...containerProcesses(dirs), ...ofDirs(processes(), dirs).map(({ pid }) => pid)];
    if (left.length === 0) return;
    for (const pid of left) signal(pid, 'SIGKILL');
    await gone(left, 3_000);
  }
}

/** Pure: mount points at or below `dirs` in the text of /proc/mounts, deepest last mounted first. */
export function mountsBelow(text: string, dirs: readonly string[]): string[] {
  return text
    .split('\n')
    .map((line) =>
      (line.split(' ')[1] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(Number.parseInt(octal, 8)),
      ),
    )
    .filter((point) => dirs.some((dir) => point === dir || point.startsWith(`${dir}/`)))
    .reverse();
}

/** Takes off every mount left below `dirs`; lazily, when something still holds it. */
export function unmountBelow(dirs: readonly string[]): void {
  for (const point of mountsBelow(readFileSync('/proc/mounts', 'utf8'), dirs)) {
    try {
      execFileSync('umount', ['-l', point], { stdio: 'ignore' });
    } catch {
      // went with the one above it
    }
  }
}
