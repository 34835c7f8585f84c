import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Opens the person's browser at a link.
 *
 * The link's token would be seen by everyone in the list of processes, so the browser is given a file that only this user
 * can read and that steps on to the link. Returns what takes the file away.
 * @throws when the file can't be written
 */
export function openBrowser(link: string, folder: string): () => void {
  const file = join(folder, 'open.html');
  const remove = () => rmSync(file, { force: true });
  remove();
  const html = `<!doctype html><meta charset="utf-8"><title>Berth</title><meta http-equiv="refresh" content="0;url=${link}">`;
  writeFileSync(file, html, { mode: 0o600, flag: 'wx' });
  const [program, ...args] = opener(pathToFileURL(file).href);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // Without a browser the line on the terminal is still there to press.
  child.on('error', () => undefined);
  child.unref();
  setTimeout(remove, 30_000).unref();
  return remove;
}

/** Whether there is a screen to open a browser on. */
export function hasDisplay(platform = process.platform, env: NodeJS.ProcessEnv = process.env): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function opener(url: string): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url];
  // `start` is a word of cmd; its first quoted argument would be a window title.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""', url];
  return ['xdg-open', url];
}
