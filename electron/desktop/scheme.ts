import { type Protocol, protocol } from 'electron';
import type { PageFiles } from '../shell/page-files';

/**
 * The page's own scheme.
 *
 * On `file:` every file of the machine would be of our origin, and there would be no headers to put a policy in.
 */
const scheme = 'berth-app';

/** The page's origin; nothing else is ever shown in a window. */
export const pageOrigin = `${scheme}://berth`;
export const pageUrl = `${pageOrigin}/`;

/** Has to be called before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function servePage(on: Pick<Protocol, 'handle'>, page: PageFiles): void {
  on.handle(scheme, async (request) => {
    const url = new URL(request.url);
    // `pathname` is still percent-encoded; what it names is looked up in a list, never joined to a folder.
    const path = url.host === 'berth' && request.method === 'GET' ? url.pathname : '/..';
    const { status, headers, body } = await page.answer(path);
    return new Response(new Uint8Array(body), { status, headers });
  });
}

export function isOurs(url: string): boolean {
  return url === pageOrigin || url.startsWith(pageUrl);
}
