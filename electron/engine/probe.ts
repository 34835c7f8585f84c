import { lstat, stat } from 'node:fs/promises';
import type { AttemptOutcome } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import { parseAddress } from './address';
import { negotiate } from './connect';
import { createConnection } from './connection';
import { socketError } from './errors';
import type { EngineAddress } from './port';

/**
 * Whether an engine answers at an address, and why not: no file, a file of another kind, refused, denied, silent, not an engine.
 *
 * @param timeout ms
 */
export async function probe(address: EngineAddress, timeout: number, signal?: AbortSignal): Promise<AttemptOutcome> {
  try {
    const missing = await lookAtSocket(address);
    if (missing) return missing;
    const connection = createConnection(address);
    try {
      negotiate(await connection.ping(timeout, signal));
      return { kind: 'connected' };
    } finally {
      connection.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BerthError) return { kind: 'failed', error: error.data };
    throw error;
  }
}

/** Says more of a unix socket that can't be used than connecting to it would. Undefined: there is one. */
async function lookAtSocket(address: EngineAddress): Promise<AttemptOutcome | undefined> {
  const target = parseAddress(address);
  if (target.kind !== 'socket' || !target.path.startsWith('/')) return undefined;
  try {
    return (await stat(target.path)).isSocket() ? undefined : { kind: 'not-a-socket' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw socketError(error, address.url);
    // A link to a socket that is gone: Docker Desktop leaves one when it is stopped.
    const dangling = await lstat(target.path).then(
      () => true,
      () => false,
    );
    return dangling ? { kind: 'failed', error: socketError(error, address.url).data } : { kind: 'no-socket' };
  }
}
