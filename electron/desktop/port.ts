import { ipcMain, type WebContents } from 'electron';
import type { Carrier } from '../common/carrier';
import { portChannel } from '../common/port-handover';
import type { ShellLog } from '../shell/shell-log';
import { pageSession } from '../shell/transfer-door';
import { desktopSession, isOurs } from './scheme';

/**
 * Serves the router on the port that a page's preload sends.
 *
 * `isWindow` tells whether it comes from one of our windows. Only its main frame with our own page counts: a subframe or a
 * page of another origin gets no answer at all.
 */
export function serveOverPorts(carrier: Carrier, isWindow: (contents: WebContents) => boolean, log: ShellLog): void {
  ipcMain.on(portChannel, ({ sender, senderFrame, ports }) => {
    const [port, ...others] = ports;
    for (const other of others) other.close();
    if (port === undefined) return;
    const frame = senderFrame;
    if (frame === null || frame !== sender.mainFrame || !isOurs(frame.url) || !isWindow(sender)) {
      log.warn('Refused a port', { from: frame?.origin });
      port.close();
      return;
    }
    carrier.overMessagePort(port, (work) => pageSession.run(desktopSession, work));
    port.start();
  });
}
