import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where each platform keeps an application's own data. */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Berth');
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Berth');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'berth');
}

/**
 * Makes the folder and closes it to others.
 *
 * Returns why nothing can be written there, in the system's words; undefined when all is well.
 */
export function prepareDataDir(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(path);
    if (process.platform !== 'win32' && uid === process.getuid?.() && (mode & 0o077) !== 0) chmodSync(path, 0o700);
    accessSync(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
