import { type Protocol, protocol } from 'electron';
import type { PageFiles } from '../shell/page-files';
import type { ShellLog } from '../shell/shell-log';
import { type TransferDoor, ticketOf, transferPath } from '../shell/transfer-door';
import { serveTransfer } from './transfers';

/**
 * The page's own scheme.
 *
 * On `file:` every file of the machine would be of our origin, and there would be no headers to put a policy in.
 */
const scheme = 'berth-app';

/** The page's origin; nothing else is ever shown in a window. */
const pageOrigin = `${scheme}://berth`;
export const pageUrl = `${pageOrigin}/`;
/** All windows of one Berth are one person's. */
export const desktopSession = 'desktop';

/** Has to be called before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true } },
  ]);
}

export function servePage(
  on: Pick<Protocol, 'handle'>,
  page: PageFiles,
  transfers?: { readonly door: TransferDoor; readonly log: ShellLog },
): void {
  on.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const ticket = url.host === 'berth' ? ticketOf(url.pathname) : undefined;
    if (ticket !== undefined && transfers) return serveTransfer(request, ticket, desktopSession, transfers);
    // `pathname` is still percent-encoded; what it names is looked up in a list, never joined to a folder.
    const path = url.host === 'berth' && request.method === 'GET' ? url.pathname : '/..';
    const { status, headers, body } = await page.answer(path);
    return new Response(new Uint8Array(body), { status, headers });
  });
}

/** Only what was asked for with a ticket is ever saved to disk. */
export const isTransfer = (url: string) => url.startsWith(`${pageOrigin}${transferPath}`);

export function isOurs(url: string): boolean {
  return url === pageOrigin || url.startsWith(pageUrl);
}
