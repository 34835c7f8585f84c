/** Docker contexts as the CLI keeps them under `~/.docker`: read, never written. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asBoolean, asRecord, asText, type Raw } from './normalize/raw';
import type { EngineAddress } from './port';

export type DockerContext =
  /** None is chosen, or the CLI's own `default`, which means DOCKER_HOST or the usual socket. */
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly name: string; readonly address: EngineAddress }
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: string };

/**
 * The context that `docker` would use now.
 *
 * Source: https://docs.docker.com/engine/manage-resources/contexts/ and cli/context/store: `contexts/meta/SHA256(name)/meta.json`,
 * key files in `contexts/tls/SHA256(name)/docker/`.
 *
 * @param dir `DOCKER_CONFIG`, else `~/.docker`
 */
export function currentDockerContext(
  dir: string,
  environment: Readonly<Record<string, string | undefined>>,
): DockerContext {
  const config = readJson(join(dir, 'config.json'));
  const chosen = environment.DOCKER_CONTEXT || undefined;
  if (chosen === undefined && config.kind === 'unreadable') {
    return { kind: 'unreadable', name: 'config.json', reason: config.reason };
  }
  const name = chosen ?? (config.kind === 'read' ? asText(config.value.currentContext) : '');
  return name === '' || name === 'default' ? { kind: 'none' } : readDockerContext(dir, name);
}

function readDockerContext(dir: string, name: string): DockerContext {
  const folder = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(dir, 'contexts', 'meta', folder, 'meta.json'));
  if (meta.kind === 'missing') return { kind: 'unreadable', name, reason: 'it does not exist' };
  if (meta.kind === 'unreadable') return { kind: 'unreadable', name, reason: meta.reason };
  const endpoint = asRecord(asRecord(meta.value.Endpoints).docker);
  const url = asText(endpoint.Host);
  if (url === '') return { kind: 'unreadable', name, reason: 'it names no host' };
  const keys = join(dir, 'contexts', 'tls', folder, 'docker');
  const tls = tlsFiles(keys, !asBoolean(endpoint.SkipTLSVerify));
  return { kind: 'found', name, address: { url, ...(tls && url.startsWith('tcp') && { tls }) } };
}

/** The key files of a folder, as the CLI names them; undefined when there are none. */
export function tlsFiles(dir: string, verify: boolean): EngineAddress['tls'] {
  const file = (name: string) => (existsSync(join(dir, name)) ? join(dir, name) : undefined);
  const [ca, cert, key] = [file('ca.pem'), file('cert.pem'), file('key.pem')];
  return ca || cert || key ? { ca, cert, key, verify } : undefined;
}

type JsonFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly value: Raw }
  | { readonly kind: 'unreadable'; readonly reason: string };

function readJson(path: string): JsonFile {
  try {
    // Editors on Windows put a byte order mark before it.
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { kind: 'read', value: value as Raw };
    return { kind: 'unreadable', reason: `${path} is not a JSON object` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', reason: code === undefined ? `${path}: ${message}` : `${path}: ${code}` };
  }
}
