import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { ShellLog } from '../shell/shell-log';
import { hardenedPreferences } from './hardening';
import { recoverFromCrashes } from './recovery';
import { pageUrl } from './scheme';
import { placeOn, readPlace, smallest, writePlace } from './window-place';

export interface WindowOptions {
  readonly dataDir: string;
  readonly preload: string;
  readonly icon: string;
  readonly log: ShellLog;
  /** Where to begin, as a hash route. */
  readonly route?: string;
}

/** The window, at its remembered place, shown once it has painted. */
export function openWindow({ dataDir, preload, icon, log, route = '' }: WindowOptions): BrowserWindow {
  const file = join(dataDir, 'window.json');
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const areas = [main, ...others].map(({ workArea }) => workArea);
  const { maximized, ...bounds } = placeOn(areas, readPlace(file));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Berth',
    icon,
    // Shown once it has painted: no white flash.
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...hardenedPreferences, preload },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writePlace(file, { ...window.getNormalBounds(), maximized: window.isMaximized() }));
  recoverFromCrashes(window, log);
  void window.loadURL(`${pageUrl}${route}`);
  return window;
}

/** In front, whatever it was before. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
