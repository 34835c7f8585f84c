import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isOurs, isTransfer } from './scheme';

/**
 * What a page may do in a window: show itself and talk over its port.
 *
 * Source of the list: https://www.electronjs.org/docs/latest/tutorial/security
 */
export const hardenedPreferences: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

/** Copying is all that a page needs leave for; reading the clipboard happens by the person's own paste. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permitted.has(permission) && contents !== null && isOurs(contents.getURL()));
  });
  session.setPermissionCheckHandler((_, permission, origin) => permitted.has(permission) && isOurs(origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!isTransfer(item.getURL())) event.preventDefault();
  });
}

/** Asks the person whether an address may be opened outside of Berth, and does it. */
export type AskToOpen = (url: string, from: WebContents) => void;

/** Holds for every page that this process ever makes, whoever makes it. */
export function hardenAllContents(app: App, ask: AskToOpen): void {
  app.on('web-contents-created', (_, contents) => {
    const refuse = (event: { preventDefault(): void }, url: string) => {
      if (isOurs(url)) return;
      event.preventDefault();
      if (isWeb(url)) ask(url, contents);
    };
    contents.on('will-navigate', (event) => refuse(event, event.url));
    contents.on('will-redirect', (event) => refuse(event, event.url));
    // Frames show nothing at all, ours included.
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isWeb(url)) ask(url, contents);
      return { action: 'deny' };
    });
  });
}

/** What a browser shows; `file:`, `javascript:`, `smb:` and programs' own schemes may do anything. */
function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
