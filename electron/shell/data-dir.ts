import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ShellLog } from './shell-log';

/** The platform's own place for an application's data. An XDG_DATA_HOME that is not absolute is ignored, as its specification says. */
function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'berth');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'berth');
  return join(env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share'), 'berth');
}

/**
 * The folder Berth keeps its own things in, closed to other users of the machine.
 *
 * A folder that the person named and that was there before keeps its mode (it may be shared for a reason); a warning says
 * that it is open. One that can't be made is no reason not to start: services work without it and tell the page.
 */
export function openDataDir(named: string | undefined, log: ShellLog): string {
  const folder = resolve(named ?? defaultDataDir());
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made === undefined && named === undefined) chmodSync(folder, 0o700);
    if (process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0) {
      log.warn('Other users of this machine can look into the data folder', { folder });
    }
  } catch (error) {
    log.warn('The data folder cannot be used; Berth will forget its settings', {
      folder,
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    });
  }
  return folder;
}
