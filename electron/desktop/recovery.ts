import { app, type BrowserWindow, dialog } from 'electron';
import type { ShellLog } from '../shell/shell-log';

/** A page that crashes more often than this in a minute would crash again at once: then the person is asked. */
const patience = { times: 3, within: 60_000 };

/** Brings the page back when its process is gone. Sessions, logs and jobs live in main and are still there. */
export function recoverFromCrashes(window: BrowserWindow, log: ShellLog): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', async (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('The page crashed', { reason, exitCode });
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < patience.within), now];
    if (crashes.length > patience.times) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        message: "Berth's window keeps crashing",
        detail: 'What runs in the background goes on. Try again, or quit Berth.',
        buttons: ['Try again', 'Quit'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response === 1) return app.quit();
      crashes = [];
    }
    window.webContents.reload();
  });
}

/** What else can fail without ending Berth: said in the log, and gone on with. */
export function surviveFaults(log: ShellLog): void {
  app.on('child-process-gone', (_, { type, reason }) => log.error('A process of the window ended', { type, reason }));
  process.on('uncaughtException', (error) => log.error('A fault in main', { error }));
  process.on('unhandledRejection', (error) => log.error('A fault in main', { error }));
}
