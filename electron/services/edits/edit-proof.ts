import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerDetails } from '../../common/contract/containers';
import { BerthError } from '../../common/contract/errors';
import type { ContainerId } from '../../common/contract/ids';
import type { Engine, LogChunk } from '../../engine/port';

/** How long a new container has to run before the old one goes. ms */
const proofTime = 10_000;
const pause = 400; // ms
/** Of a health check that leaves them to the engine. ms */
const usual = { interval: 30_000, timeout: 30_000, startPeriod: 0, retries: 3 };

export interface ProofOptions {
  readonly name: string;
  readonly waitHealthy: boolean;
  /** Default `proofTime`. ms */
  readonly time?: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Waits until a container has run for 10 s, or until its health check says healthy.
 *
 * @throws BerthError `edit-exited` when it ended or was started again, `edit-unhealthy` when its check failed or took longer than it
 * may by its own times; `raw` holds its last lines
 */
export async function proveContainer(
  engine: Engine,
  id: ContainerId,
  { name, waitHealthy, time = proofTime, signal }: ProofOptions,
): Promise<void> {
  const began = performance.now();
  let limit: number | undefined;
  for (;;) {
    const details = await inspect(engine, id, name);
    const ran = performance.now() - began;
    if (details.state !== 'running' && details.state !== 'paused') throw await exited(engine, details, ran);
    if (details.restartCount > 0) throw await exited(engine, details, ran);
    // Podman's checks run by timers that many machines lack: there it has only to run.
    const checks = waitHealthy && details.healthcheck !== undefined && engine.identity.capabilities['health-events'];
    if (checks) {
      limit ??= healthLimit(details);
      if (details.health?.status === 'healthy') return;
      if (details.health?.status === 'unhealthy' || ran > limit) throw await unhealthy(engine, details, ran);
    } else if (ran >= time) return;
    await sleep(pause, undefined, { signal });
  }
}

/** What its own times allow, and never less than what one without a check gets. ms */
function healthLimit({ healthcheck = { test: [] } }: Pick<ContainerDetails, 'healthcheck'>): number {
  const { interval, timeout, startPeriod, retries } = { ...usual, ...healthcheck };
  return Math.max(proofTime, startPeriod + (interval + timeout) * retries);
}

async function inspect(engine: Engine, id: ContainerId, name: string): Promise<ContainerDetails> {
  try {
    return await engine.inspectContainer(id);
  } catch (error) {
    // One with --rm takes its own log along.
    if (error instanceof BerthError && error.data.code === 'not-found')
      throw new BerthError('edit-exited', { name, seconds: '0' });
    throw error;
  }
}

async function exited(engine: Engine, details: ContainerDetails, ran: number): Promise<BerthError> {
  const { name, exitCode } = details;
  const seconds = Math.round(ran / 1_000);
  const params = { name, seconds, ...(exitCode !== undefined && { exitCode }) };
  return new BerthError('edit-exited', params, { raw: (await lastLines(engine, details)) || undefined });
}

async function unhealthy(engine: Engine, details: ContainerDetails, ran: number): Promise<BerthError> {
  const said = details.health?.log.at(-1)?.output.trim();
  const raw = [said, await lastLines(engine, details)].filter(Boolean).join('\n');
  return new BerthError(
    'edit-unhealthy',
    { name: details.name, seconds: Math.round(ran / 1_000) },
    { raw: raw || undefined },
  );
}

/** The last of its log, as much as helps. */
async function lastLines(engine: Engine, { id, tty }: ContainerDetails): Promise<string> {
  const parts: Uint8Array[] = [];
  const options = { follow: false, tail: 20, tty, signal: AbortSignal.timeout(3_000) };
  try {
    for await (const { bytes } of engine.containerLog(id, options) as AsyncIterable<LogChunk>) parts.push(bytes);
  } catch {
    // A log driver that can't be read: the exit code has to do.
  }
  const text = Buffer.concat(parts).toString('utf8').trim();
  // The stamp before each line says what the edit's own time says too.
  return text.replace(/^\S+T\S+ /gm, '').slice(-4_000);
}
