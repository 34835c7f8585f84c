/** How sockets to an engine are opened. One pair of agents belongs to one connection and dies with it. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { BerthError } from '../common/contract/errors';
import type { Target } from './address';
import type { EngineAddress } from './port';
import { SshAgent } from './ssh';

export interface EngineAgents {
  /** Short calls: few sockets, kept alive. */
  readonly calls: http.Agent;
  /** Streams and terminals: a socket each, so that a hundred logs never keep a verb waiting. */
  readonly streams: http.Agent;
  /** What `http.request` needs besides the agent. */
  readonly request: http.RequestOptions;
  readonly secure: boolean;
  /** A socket of its own to the engine, where nothing but bytes goes over it: not through TLS or ssh. */
  readonly plain?: (onread: net.OnReadOpts) => net.Socket;
}

const callSockets = 16;
/** ms. Sooner than an engine closes an idle socket, so that no call is sent into one that is just going. */
const idle = 4_000;

/** Node's agents for one target, by what runs over them, so that a stream never keeps a call waiting. */
export function createAgents(target: Target, address: string): EngineAgents {
  const calls: http.AgentOptions = { keepAlive: true, maxSockets: callSockets, maxFreeSockets: 4, timeout: idle };
  if (target.kind === 'socket') {
    return {
      calls: new http.Agent(calls),
      streams: new http.Agent(),
      // A Host header made of the socket's path is refused by newer engines.
      request: { socketPath: target.path, headers: { Host: 'engine' } },
      secure: false,
      plain: (onread) => net.connect({ path: target.path, onread }),
    };
  }
  if (target.kind === 'ssh') {
    const request = { host: target.host, headers: { Host: 'engine' } };
    return {
      calls: new SshAgent(target, address, { keepAlive: true, maxSockets: 4, maxFreeSockets: 2 }),
      streams: new SshAgent(target, address, {}),
      request,
      secure: false,
    };
  }
  const request = { host: target.host, port: target.port };
  if (!target.tls) {
    return {
      calls: new http.Agent(calls),
      streams: new http.Agent(),
      request,
      secure: false,
      plain: (onread) => net.connect({ host: target.host, port: target.port, onread }),
    };
  }
  const secrets = readPem(target.tls);
  return {
    calls: new https.Agent({ ...calls, ...secrets }),
    streams: new https.Agent(secrets),
    request,
    secure: true,
  };
}

/** @throws BerthError `engine-unreachable` naming the file */
function readPem({ ca, cert, key, verify }: NonNullable<EngineAddress['tls']>): https.AgentOptions {
  const read = (path: string | undefined) => {
    if (path === undefined) return undefined;
    try {
      return readFileSync(path);
    } catch (cause) {
      const reason = `${path} could not be read`;
      throw new BerthError('engine-unreachable', { address: path, reason }, { cause });
    }
  };
  return { ca: read(ca), cert: read(cert), key: read(key), rejectUnauthorized: verify };
}
