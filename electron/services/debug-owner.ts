/**
 * Whose a debug container is, in its label: so that one which a crashed Berth left is found and removed, and never one of a Berth
 * that lives, be it another window's, another user's or another machine's.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export const debugLabel = 'dev.berth.debug';

/**
 * Where a process's number means the same. A name alone does not tell: many machines are called `ubuntu`, WSL is called as its Windows, and
 * a sandbox as what it runs on, with process numbers of its own.
 */
const machine = [hostname(), process.platform, machineId(), processSpace()].filter(Boolean).join('.');

/** Hashed, since machine-id(5) is not to be shown to others. */
function machineId(): string | undefined {
  try {
    return createHash('sha256')
      .update(`berth ${readFileSync('/etc/machine-id', 'utf8')}`)
      .digest('hex')
      .slice(0, 12);
  } catch {
    return undefined;
  }
}

/** pid_namespaces(7) */
function processSpace(): string | undefined {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
  } catch {
    return undefined;
  }
}

/** `machine/pid/start`: a process's number comes again after its end, its start time with it does not. */
export function debugOwner(pid = process.pid): string {
  return `${machine}/${pid}/${startOf(pid) ?? ''}`;
}

/** Whether the Berth that made it is gone for certain. Of another machine's nothing is known here. */
export function isOrphan(owner: string): boolean {
  const [, made, pid, start] = /^(.*)\/(\d+)\/(\d*)$/.exec(owner) ?? [];
  if (made !== machine || pid === undefined) return false;
  if (!isThere(Number(pid))) return true;
  return start !== '' && startOf(Number(pid)) !== start;
}

/** In ticks since the machine came up (proc_pid_stat(5), field 22); undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
