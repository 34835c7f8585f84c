import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** GiB */
  readonly memory: number;
  readonly kernel: string;
  readonly node: string;
}

export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.version,
});

/** The load average of the last minute: what else the machine was busy with. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/** The command that baselines are made with: the one that belongs to Debian's engine before any other. */
export const dockerCommand = existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';

export function dockerVersion(): string {
  return spawnSync(dockerCommand, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? 'none';
}
