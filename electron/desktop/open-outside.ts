import { BrowserWindow, dialog, shell } from 'electron';
import type { AskToOpen } from './hardening';

/** Labels and names of containers can hold links: the person sees the whole address before it is opened. */
export function createAskToOpen(): AskToOpen {
  let asking = false;
  return async (url, from) => {
    // A page that asks a hundred times gets one question.
    if (asking) return;
    asking = true;
    try {
      const window = BrowserWindow.fromWebContents(from);
      const question = {
        type: 'question' as const,
        message: 'Open this address in the browser?',
        detail: url.slice(0, 2_000),
        buttons: ['Open', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      };
      const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
      if (response === 0) await shell.openExternal(url);
    } finally {
      asking = false;
    }
  };
}
