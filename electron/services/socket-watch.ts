import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Calls when one of the sockets appears, so that an engine that is started is found at once and nothing has to poll.
 *
 * Best effort: a folder that is not there yet, or on a file system without notices, is left to the next turn. Returns its undo.
 */
export function watchSockets(paths: readonly string[], appeared: () => void): () => void {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = folders.get(dirname(path)) ?? new Set();
    folders.set(dirname(path), names.add(basename(path)));
  }
  const watchers = [...folders].flatMap(([folder, names]) => {
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (event === 'rename' && name !== null && names.has(name)) appeared();
      });
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
