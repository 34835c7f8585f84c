import { BerthError } from '../common/contract/errors';
import type { EngineAddress } from './port';

/** An address taken apart: what has to be opened to talk to the engine. */
export type Target =
  | { readonly kind: 'socket'; readonly path: string } // a unix socket or a named pipe
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: EngineAddress['tls'] }
  | { readonly kind: 'ssh'; readonly host: string; readonly port?: number; readonly user?: string };

const refused = (reason: string) => new BerthError('bad-input', { field: 'address', reason });

/**
 * Takes an address apart as DOCKER_HOST and a context's `Host` give it.
 *
 * A bare absolute path means its socket, `host:port` means tcp, as the docker CLI reads them.
 *
 * @throws BerthError `bad-input` {field, reason}
 */
export function parseAddress({ url, tls }: EngineAddress): Target {
  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/s.exec(url) ?? [];
  if (url.includes('\0')) throw refused('it has a NUL in it');
  if (scheme === undefined) {
    if (url.startsWith('/')) return { kind: 'socket', path: url };
    return parseNetwork(`tcp://${url}`, tls);
  }
  if (scheme === 'unix') {
    if (!rest?.startsWith('/')) throw refused('a unix socket needs an absolute path');
    return { kind: 'socket', path: rest };
  }
  if (scheme === 'npipe') {
    if (!rest) throw refused('a named pipe needs a path');
    return { kind: 'socket', path: rest.replace(/\//g, '\\') };
  }
  if (scheme === 'tcp' || scheme === 'http' || scheme === 'https') {
    return parseNetwork(`tcp://${rest}`, scheme === 'https' ? (tls ?? { verify: true }) : tls);
  }
  if (scheme === 'ssh') return parseSsh(url);
  throw refused(`${scheme}:// is not a kind of address Berth knows`);
}

function parseUrl(url: string): URL {
  // `tcp:` has no host rules of its own in the URL standard; http's are what is meant.
  const [scheme = ''] = url.split(':', 1);
  try {
    return new URL(`http${url.slice(scheme.length)}`);
  } catch {
    throw refused('it is not a URL');
  }
}

function parseNetwork(url: string, tls: EngineAddress['tls']): Target {
  const { hostname, port, pathname } = parseUrl(url);
  if (pathname !== '/') throw refused('it has a path');
  // The URL class drops port 80, http's own.
  const given = port === '' && /:80\/?$/.test(url) ? '80' : port;
  const host = hostname.replace(/^\[|\]$/g, '');
  return { kind: 'tcp', host, port: given === '' ? (tls ? 2376 : 2375) : Number(given), ...(tls && { tls }) };
}

function parseSsh(url: string): Target {
  const { hostname, port, username, password, pathname } = parseUrl(url);
  if (password !== '') throw refused('an ssh address takes no password: use a key or the ssh agent');
  if (pathname !== '/') throw refused('it has a path');
  const user = decodeURIComponent(username);
  // ssh would read either as a flag.
  if (hostname.startsWith('-') || user.startsWith('-')) throw refused('host and user can’t begin with a dash');
  return {
    kind: 'ssh',
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port && { port: Number(port) }),
    ...(user && { user }),
  };
}

/** The address as it may be shown and sent: without what a person put in as a password. */
export function shownAddress(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/, '$1@');
}
