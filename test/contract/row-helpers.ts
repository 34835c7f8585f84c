/** What the conformance suite's rows share. */
import { expect } from 'vitest';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { TestEngine } from '../engine/engines';
import { unique } from '../engine/unique';
import type { Client } from './carriers';

export interface Stage {
  readonly client: Client;
  readonly engine: EngineId;
  readonly real: TestEngine;
}

export type Row = (stage: Stage) => Promise<void>;

export const missing = 'f'.repeat(64) as ContainerId;

/** The first value of a stream that satisfies; the stream is ended. */
export async function until<T>(stream: AsyncIterable<T>, wanted: (value: T) => boolean, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No such value within 30 s: ${what}`)), 30_000);
  });
  const search = async () => {
    for await (const value of stream) if (wanted(value)) return value;
    throw new Error(`The stream ended without: ${what}`);
  };
  try {
    return await Promise.race([search(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same stream, of which the first part may be taken without ending it. */
export function kept<T>(stream: AsyncIterator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => ({ next: () => stream.next() }) };
}

export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (error) => error?.data?.code ?? error,
  );
}

/** Those that `make` made and nobody has taken away yet. */
const made = new Set<ContainerId>();

/**
 * Takes away what `make` made, after each row.
 *
 * One row's container works without a pause, and hundreds that sleep are no less of a load: the later a row, the busier its engine.
 */
export async function clearAway({ api }: Pick<TestEngine, 'api'>): Promise<void> {
  const ids = [...made];
  made.clear();
  await Promise.all(ids.map((id) => api('DELETE', `/containers/${id}?force=1&v=1`)));
}

/** A container of the test's own. */
export async function make(
  { real }: Stage,
  cmd: string,
  run = true,
): Promise<{ readonly id: ContainerId; readonly name: string }> {
  const name = unique('conform');
  const created = await real.api('POST', `/containers/create?name=${name}`, {
    Image: 'sample/shell:1',
    Cmd: ['sh', '-c', cmd],
    StopSignal: 'SIGKILL',
  });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const id = (created.body as { Id: string }).Id as ContainerId;
  made.add(id);
  if (run) expect((await real.api('POST', `/containers/${id}/start`)).status).toBeLessThan(300);
  return { id, name };
}

export const sleeps = 'sleep 300';

export async function stateOf({ client, engine }: Stage, id: ContainerId): Promise<string> {
  return client.containers.inspect({ engine, id }).then(
    (details) => details.state,
    (error) => error.data.code,
  );
}
