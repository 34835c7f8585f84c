import type { ErrorCode, ErrorData } from '@common/contract/errors';
import { ORPCError } from '@orpc/client';

/** The page's one error of its own: the connection to Berth's main process is down, so nothing was asked. */
export class LinkLostError extends Error {
  constructor() {
    super('The connection to Berth itself is down');
    this.name = 'LinkLostError';
  }
}

/** What a page can be told went wrong: the contract's codes, and the lost link, which main can't tell. */
export type PageErrorCode = ErrorCode | 'link-lost';
export type PageError = Omit<ErrorData, 'code'> & { readonly code: PageErrorCode };

/** Anything that a call or a stream threw, as data for `errorWords`. */
export function asError(thrown: unknown): PageError {
  if (thrown instanceof LinkLostError) return { code: 'link-lost', params: {} };
  if (thrown instanceof ORPCError) return asCoded(thrown);
  return {
    code: 'internal',
    params: {},
    raw: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  };
}

function asCoded(error: ORPCError<string, unknown>): PageError {
  if (error.code === 'BERTH' && isErrorData(error.data)) return error.data;
  if (error.code === 'NOT_FOUND') return { code: 'unknown-verb', params: { verb: error.message } };
  if (error.code === 'UNAUTHORIZED') return { code: 'unauthorized', params: {} };
  return { code: 'internal', params: {}, raw: `${error.code}: ${error.message}` };
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null && 'code' in data && 'params' in data;
}

/** Cancelled is not an error: what a person or an unmounted component ended is shown nowhere. */
export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}
