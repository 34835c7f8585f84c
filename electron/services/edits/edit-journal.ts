import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EditStep } from '../../common/contract/container-edit';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import type { RunSpec } from '../../common/contract/run-spec';
import { writeAtomic } from '../atomic-file';

/** All that is needed to go on with an edit, or to take it back, by whoever finds it. */
export interface EditRecord {
  readonly version: 1;
  readonly id: string;
  readonly engine: EngineId;
  readonly startedAt: number;
  /** The one that was begun last. */
  readonly step: EditStep;
  readonly old: {
    readonly id: ContainerId;
    readonly name: string;
    readonly ran: boolean;
    /** Absent in records of Berths that did not keep it. */
    readonly paused?: boolean;
    /** Makes it anew, should it be gone: the engine removes one with `--rm` when it stops. */
    readonly spec: RunSpec;
    /** Its name while it is put aside. */
    readonly aside: string;
  };
  /** The new one. Its name until it takes its place is nobody else's: by that it is found when the engine had no time to say its id. */
  readonly made: { readonly id?: ContainerId; readonly name: string; readonly firstName: string };
  readonly spec: RunSpec;
  /** Flags that `spec` does not say and that the old one has. */
  readonly carried: readonly string[];
  /** The old one's own record of these. */
  readonly carriedFrom: unknown;
  readonly start: boolean;
  readonly waitHealthy: boolean;
}

/**
 * Edits under way, a file each, written through to the disk before each step. They hold values of environment variables: mode 0600, and
 * gone with the edit's end.
 */
export interface EditJournal {
  all(): readonly EditRecord[];
  /** Resolves once it is on the disk. */
  write(record: EditRecord): Promise<void>;
  remove(id: string): void;
}

/** Without a folder that can be written nothing is kept, and no edit may begin. */
export function createEditJournal(dataDir: string): EditJournal {
  const dir = join(dataDir, 'edits');
  const pathOf = (id: string) => join(dir, `${id}.json`);
  return {
    all() {
      let names: readonly string[];
      try {
        names = readdirSync(dir);
      } catch {
        return [];
      }
      return names.filter((name) => name.endsWith('.json')).flatMap((name) => read(join(dir, name)) ?? []);
    },
    async write(record) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      await writeAtomic(pathOf(record.id), JSON.stringify(record));
    },
    remove(id) {
      rmSync(pathOf(id), { force: true });
    },
  };
}

function read(path: string): EditRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as EditRecord;
    const whole = record.version === 1 && typeof record.old?.id === 'string' && typeof record.made?.name === 'string';
    return whole ? record : undefined;
  } catch {
    return undefined; // a stranger's file
  }
}
