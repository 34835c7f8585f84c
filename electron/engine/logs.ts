import type { ContainerId } from '../common/contract/ids';
import { Demux } from './demux';
import type { EngineContext } from './engine';
import { unreadable } from './errors';
import type { LogChunk } from './port';

export interface LogOptions {
  readonly follow: boolean;
  readonly tail?: number;
  readonly since?: string;
  readonly until?: string;
  readonly tty: boolean;
  readonly signal: AbortSignal;
}

/**
 * A container's log, standard output and error told apart unless it has a TTY.
 *
 * `tty` decides how the bytes are read: what engines say in Content-Type is wrong on half of them.
 */
export async function* containerLog(
  { connection }: EngineContext,
  id: ContainerId,
  { follow, tail, since, until, tty, signal }: LogOptions,
): AsyncGenerator<LogChunk, void, undefined> {
  const query = { stdout: true, stderr: true, timestamps: true, follow, tail: tail ?? 'all', since, until };
  const about = { noun: 'container', name: id } as const;
  const bytes = await connection.flood(`/containers/${id}/logs`, { query, signal, about });
  const demux = new Demux({ log: true });
  for await (const chunk of bytes) {
    if (tty) yield { stream: 'tty', bytes: chunk };
    else yield* demux.push(chunk);
  }
  if (demux.isCut) throw unreadable('the log ended within a frame');
}
