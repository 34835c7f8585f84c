import type { App } from 'electron';

/**
 * Whether this is the first Berth on its data folder. A second one hands its command line to the first and ends.
 *
 * `onSecond` gets the second one's arguments.
 */
export function claimInstance(app: App, onSecond: (argv: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_, argv) => onSecond(argv));
  return true;
}
