import { readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as z from 'zod';
import { type Settings, settingsSchema } from '../common/contract/settings';
import type { Notices } from './app';
import { reasonOf, writeAtomic } from './atomic-file';
import type { Log } from './log';
import { os } from './os';
import { createValueFeed } from './value-feed';

/** Unknown fields are a newer Berth's: kept, and not shown to the page. */
const keeping = settingsSchema.loose();

interface SettingsDeps {
  /** Undefined: nothing can be written, settings live as long as the process. */
  readonly dataDir: string | undefined;
  readonly notices: Notices;
  readonly log: Log;
}

/** What a person set: read at once, written whole or not at all. What can't be read is set aside, never overwritten. */
export function createSettings({ dataDir, notices, log }: SettingsDeps) {
  const path = dataDir === undefined ? undefined : join(dataDir, 'settings.json');
  let whole = path === undefined ? keeping.parse({}) : read(path);
  const feed = createValueFeed<Settings>(settingsSchema.parse(whole));
  let writing: Promise<void> = Promise.resolve();
  let due = false;
  /** Saves asked for and not yet on disk. */
  let unwritten = 0;

  function read(file: string): z.infer<typeof keeping> {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return keeping.parse({});
      return setAside(file, error);
    }
    try {
      // Editors on Windows put a byte order mark first.
      return keeping.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
    } catch (error) {
      return setAside(file, error);
    }
  }

  function setAside(file: string, error: unknown): z.infer<typeof keeping> {
    const copy = `${file}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}.bad`;
    try {
      renameSync(file, copy);
      notices.add({ kind: 'settings-set-aside', copy });
    } catch {
      notices.add({ kind: 'settings-set-aside', copy: file });
    }
    log.warn('The settings could not be read and are set aside', { copy, error });
    return keeping.parse({});
  }

  /** One write at a time; what changes meanwhile goes into the next one. */
  function save(): void {
    if (path === undefined || due) return;
    due = true;
    unwritten += 1;
    writing = writing.then(async () => {
      due = false;
      try {
        await writeAtomic(path, `${JSON.stringify(whole, undefined, 2)}\n`);
      } catch (error) {
        log.warn('The settings could not be written', { path, error });
        notices.add({ kind: 'data-dir-unwritable', path: dirname(path), reason: reasonOf(error) });
      }
      unwritten -= 1;
    });
  }

  const verbs = {
    watch: os.settings.watch.handler(({ signal }) => feed.watch(signal)),
    change: os.settings.change.handler(({ input }) => {
      // Another instance on this data dir may have written since: its other fields stay, of the same one the last wins.
      const base = path === undefined ? whole : (fromDisk(path) ?? whole);
      const named = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      whole = keeping.parse({ ...base, ...named });
      feed.set(settingsSchema.parse(whole));
      save();
      return feed.get();
    }),
  };

  function fromDisk(file: string): z.infer<typeof keeping> | undefined {
    if (unwritten > 0) return undefined; // ours is newer
    try {
      return keeping.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  return { verbs, get: feed.get, listen: feed.listen, close: () => writing };
}
