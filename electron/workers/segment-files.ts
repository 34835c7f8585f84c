/** Keeps segments as files in a folder of this process, under the data directory; what a dead process left is removed. */
import type { Buffer } from 'node:buffer';
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SegmentFile, SegmentStorage } from './log-segment';

export class SegmentFiles implements SegmentStorage {
  readonly #folder: string;
  #next = 0;
  #made = false;

  /** `root`: the logs' folder of the data directory. */
  constructor(root: string, name = `${process.pid}-${Date.now().toString(36)}`) {
    this.#folder = join(root, name);
    removeLeftOvers(root);
  }

  write(bytes: Buffer): SegmentFile {
    if (!this.#made) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#made = true;
    const path = join(this.#folder, String(this.#next));
    this.#next += 1;
    const file = openSync(path, 'wx+', 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (error) {
      closeSync(file);
      unlinkSync(path);
      throw error;
    }
    return {
      read(into, offset, length) {
        for (let at = 0; at < length; ) {
          const count = readSync(file, into, at, length - at, offset + at);
          if (count === 0) throw new Error(`A log segment is shorter than it was: ${path}`);
          at += count;
        }
      },
      remove() {
        closeSync(file);
        rmSync(path, { force: true });
      },
    };
  }

  close(): void {
    if (this.#made) rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Removes what processes that are gone left under `root`. */
export function removeLeftOvers(root: string): void {
  let names: string[];
  try {
    names = readdirSync(root);
  } catch {
    return; // the first start: there is no such folder yet
  }
  for (const name of names) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    // Another Berth on this data directory may be alive; ours under the same pid is from a worker that died.
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
