import type { EngineProduct } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import { compareVersions, newestApi, oldestApi } from './api-version';
import { capabilitiesOf } from './capabilities';
import { type Answer, type Connection, createConnection } from './connection';
import { createEngine } from './engine';
import { unreadable } from './errors';
import { isContainerdStore } from './normalize/info';
import { platformOf } from './normalize/platform';
import { asRecord, asText, asWord, type Raw } from './normalize/raw';
import type { ConnectEngine, EngineIdentity } from './port';

/** ms for each step of the handshake. */
const patience = 8_000;

/**
 * Opens an engine: `/_ping` for the API version and the clock, `/version` for what it is.
 *
 * Nothing is kept from an earlier connection: an engine may come back as another version (EN-08).
 */
export const connectEngine: ConnectEngine = async (id, address, signal) => {
  const connection = createConnection(address);
  try {
    return createEngine(id, connection, await shakeHands(connection, signal));
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Sets the connection's API version and tells who is there. */
export async function shakeHands(connection: Connection, signal?: AbortSignal): Promise<EngineIdentity> {
  const asked = Date.now();
  const ping = await connection.ping(patience, signal);
  const clockOffset = clockOffsetOf(ping.headers.date, asked, Date.now());
  const apiVersion = negotiate(ping);
  connection.version = apiVersion;
  const product: EngineProduct = ping.headers['libpod-api-version'] === undefined ? 'docker' : 'podman';
  const [version, containerdStore] = await Promise.all([
    askVersion(connection, signal),
    hasContainerdStore(connection, product, apiVersion, signal),
  ]);
  const least = asWord(version.MinAPIVersion);
  if (product === 'docker' && least !== undefined && compareVersions(least, newestApi) > 0) throw tooNew(least);
  const name = asText(version.Version) || header(ping, 'libpod-api-version') || serverVersion(ping) || 'unknown';
  return {
    product,
    version: name,
    apiVersion,
    platform: platformOf(asText(version.Os) || header(ping, 'ostype') || 'linux', asText(version.Arch)),
    capabilities: capabilitiesOf({ product, apiVersion, version: name, containerdStore }),
    clockOffset,
  };
}

const tooNew = (theirs: string) => new BerthError('engine-too-new', { theirs, ours: newestApi });

const header = (answer: Answer, name: string) => asText(answer.headers[name]);

/** `Docker/20.10.24 (linux)` -> `20.10.24` */
const serverVersion = (ping: Answer) => /\/(\S+)/.exec(header(ping, 'server'))?.[1];

/** The smaller of theirs and ours. */
export function negotiate(ping: Answer): string {
  const theirs = header(ping, 'api-version');
  if (!/^\d+\.\d+$/.test(theirs)) throw unreadable('what answers is not an engine', ping.text.slice(0, 200));
  if (compareVersions(theirs, oldestApi) < 0) throw new BerthError('engine-too-old', { theirs, ours: oldestApi });
  return compareVersions(theirs, newestApi) > 0 ? newestApi : theirs;
}

/**
 * Engine clock minus ours, ms; the header counts whole seconds, so anything within that is "none".
 *
 * @param asked our clock when the question left, and `answered` when the answer came
 */
export function clockOffsetOf(date: string | undefined, asked: number, answered: number): number {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return 0;
  // They looked at some moment between; their header was cut down to the second.
  const offset = theirs + 500 - (asked + answered) / 2;
  return Math.abs(offset) <= 1_000 + (answered - asked) / 2 ? 0 : Math.round(offset);
}

/** Podman's `/version` fails when its conmon can't run, though all else works: the ping's headers stand in. */
async function askVersion(connection: Connection, signal: AbortSignal | undefined): Promise<Raw> {
  try {
    return asRecord((await connection.call('GET', '/version', { signal })).body);
  } catch (error) {
    if (error instanceof BerthError && error.data.code === 'engine-error') return {};
    throw error;
  }
}

/** Only a Docker of 1.44 on can have it; only there the slower `/info` is asked. */
async function hasContainerdStore(
  connection: Connection,
  product: EngineProduct,
  apiVersion: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (product !== 'docker' || compareVersions(apiVersion, '1.44') < 0) return false;
  return isContainerdStore((await connection.call('GET', '/info', { signal })).body);
}
