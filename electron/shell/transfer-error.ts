import { BerthError, type ErrorData } from '../common/contract/errors';
import { guardingHeaders } from './content-policy';
import type { ShellLog } from './shell-log';

export const transferHeaders: Readonly<Record<string, string>> = {
  ...guardingHeaders,
  // Even an HTML file of a container is only ever saved, never run in our origin.
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** Why a transfer was refused or broke, as the page's other errors: `{ code, params, raw }`. */
export function transferError(error: unknown, log: ShellLog): { readonly status: number; readonly body: string } {
  if (error instanceof BerthError) {
    return { status: error.data.code === 'expired' ? 404 : 400, body: JSON.stringify(error.data) };
  }
  log.error('A transfer failed', { error });
  return { status: 500, body: JSON.stringify({ code: 'internal', params: {} } satisfies ErrorData) };
}
