import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStaticElf } from '../../common/std/static-elf';
import { PrivateEngineError } from '../errors';
import { findProgram, type Report, unpackFromDebian } from '../install';
import type { EnginePaths } from '../paths';

export interface Busybox {
  readonly binary: Buffer;
  /** Names it answers to: sh, ls, httpd, … */
  readonly applets: readonly string[];
}

/** The one program that all sample images consist of: the machine's own static busybox, else the one of Debian's package. */
export async function findBusybox(paths: EnginePaths, report: Report): Promise<Busybox> {
  const installed = findProgram('busybox');
  const file =
    installed !== undefined && isStaticElf(readFileSync(installed))
      ? installed
      : await unpackFromDebian('busybox-static', 'bin/busybox', join(paths.dir, 'tools'), report).catch(
          (error: Error) => {
            throw new PrivateEngineError('seed-failed', { what: 'busybox-static', detail: error.message });
          },
        );
  const applets = execFileSync(file, ['--list'])
    .toString()
    .split('\n')
    .filter((name) => name !== '' && name !== 'busybox');
  return { binary: readFileSync(file), applets };
}
