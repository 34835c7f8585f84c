import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from './atomic-file';

/**
 * Why nothing can be kept in the data folder, in the system's short word (EACCES, EROFS …); undefined when all is well.
 *
 * The shell chose, made and closed the folder (electron/shell/data-dir.ts); this asks once more, where it counts.
 */
export function dataDirProblem(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** A place for what need not outlive the process, where the data folder can't be used. */
export function temporaryDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'berth-'));
}
