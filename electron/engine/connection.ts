/**
 * HTTP to one engine: calls with a JSON answer, streams, and connections taken over ("hijacked") for a terminal.
 *
 * Plain node:http and not dockerode's modem, which was tried and can't be kept from following a redirect to any host
 * (RE-10), from reading DOCKER_HOST and DOCKER_CERT_PATH whatever address it is given, from gathering answers without a
 * bound (RE-05), and which loses output when a taken-over connection is half-closed.
 */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BerthError } from '../common/contract/errors';
import { parseAddress, shownAddress, type Target } from './address';
import { createAgents, type EngineAgents } from './agents';
import { bytesOf, openCall, openSocket, StaleSocket } from './call';
import { answerError, type CallSubject, notAnswering, socketError, unreadable } from './errors';
import type { EngineAddress } from './port';
import { askRaw, RawBody } from './raw-stream';
import { readBody } from './read-body';
import { upgraded } from './upgraded';

interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly about?: CallSubject;
  /** Waits as long as the engine answers pings: for verbs whose work takes its time. */
  readonly patient?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Parsed; undefined for an empty body (Podman answers some calls so). */
  readonly body: unknown;
  /** The body as it came. */
  readonly text: string;
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface Connection {
  /** As shown to people. */
  readonly address: string;
  /** The version that goes before each path, such as `1.44`; none until it is negotiated. */
  version: string | undefined;
  /** @throws BerthError for every status of 400 and above, and for redirects, which are never followed */
  call(method: Method, path: string, options?: CallOptions): Promise<Answer>;
  /** The answer's bytes, read from the socket as they are taken. Leaving the loop closes the socket. */
  stream(method: Method, path: string, options: CallOptions & { signal: AbortSignal }): Promise<AsyncIterable<Buffer>>;
  /** `stream` for a GET whose answer is a flood of small pieces: they come gathered, and cost a fraction. */
  flood(path: string, options: CallOptions & { signal: AbortSignal }): Promise<AsyncIterable<Buffer>>;
  /**
   * Sends bytes as they come, no faster than the engine takes them. When the body throws, the request is cut, which an engine
   * that unpacks a tar sees as an end in the middle.
   */
  upload(
    path: string,
    body: AsyncIterable<Uint8Array>,
    options: Omit<CallOptions, 'body'> & { signal: AbortSignal },
  ): Promise<void>;
  /** A connection that carries raw bytes both ways from here on. */
  hijack(path: string, options?: CallOptions): Promise<Duplex>;
  ping(timeout: number, signal?: AbortSignal): Promise<Answer>;
  /** Calls in flight reject, streams and terminals break, sockets close. */
  close(): void;
}

/** ms. A silent engine is told within 10 s (EN-06), which is `silence`, `fresh` and `ping` together. */
export interface ConnectionTimes {
  /** A call waits so long before it wonders. */
  readonly silence: number;
  /** A ping's answer counts so long for every other call. */
  readonly fresh: number;
  readonly ping: number;
  /** No call that is not `patient` takes longer. */
  readonly most: number;
}

const usual: ConnectionTimes = { silence: 4_500, fresh: 1_000, ping: 4_000, most: 60_000 };

/** HTTP to one engine, at the API version that it and Berth share. Every failure is a coded error; `close` ends all that is open. */
export function createConnection(given: EngineAddress, times: ConnectionTimes = usual): Connection {
  const target = parseAddress(given);
  const address = shownAddress(given.url);
  const agents: EngineAgents = createAgents(target, address);
  const client = agents.secure ? https : http;
  const open = new Set<(reason: Error) => void>();
  let closed: BerthError | undefined;

  /** Sends, and resolves at the head of the answer. The call stays open until `done`. */
  function send(method: Method, path: string, options: CallOptions, agent: http.Agent, more: http.OutgoingHttpHeaders) {
    if (closed) throw closed;
    const body = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
    const request = client.request({
      ...agents.request,
      agent,
      method,
      path: pathOf(connection.version, path, options.query),
      headers: {
        ...agents.request.headers,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(method !== 'GET' && { 'Content-Length': body?.length ?? 0 }),
        ...more,
      },
    });
    const call = openCall(request, options.signal, open, (error) => socketError(error, address));
    request.end(body);
    return call;
  }

  async function refuse(response: http.IncomingMessage, method: Method, path: string, about?: CallSubject) {
    const text = await readBody(response);
    const call = `${method} ${path.replace(/[0-9a-f]{64}/g, 'ID')}`;
    const { statusCode: status = 0 } = response;
    if (status < 400) return unreadable(`it redirects to ${response.headers.location ?? 'nowhere'}`);
    return answerError({ status, text, call, about });
  }

  let asking: Promise<unknown> | undefined;
  let aliveAt = Number.NEGATIVE_INFINITY;

  /** One ping for all that wonder: a thousand waiting calls are no reason for a thousand pings. */
  function askAlive(): Promise<unknown> {
    asking ??= connection
      .ping(times.ping)
      .then(() => {
        aliveAt = performance.now();
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  /** Ends a call whose engine says nothing: sooner when it does not answer pings, later in any case. */
  function watchSilence(cancel: (reason: Error) => void, patient: boolean): () => void {
    const began = performance.now();
    let over = false;
    let timer: NodeJS.Timeout;
    const lookIn = (delay: number) => {
      if (!over) timer = setTimeout(look, delay);
    };
    const look = () => {
      const now = performance.now();
      if (!patient && now - began >= times.most) return cancel(notAnswering(now - began));
      const fresh = aliveAt + times.fresh - now;
      if (fresh > 0) return lookIn(fresh);
      askAlive().then(
        () => lookIn(times.silence),
        (error: Error) => over || cancel(error),
      );
    };
    lookIn(times.silence);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }

  async function callOnce(method: Method, path: string, options: CallOptions, agent = agents.calls): Promise<Answer> {
    const call = send(method, path, options, agent, {});
    const stopWatching = watchSilence(call.cancel, options.patient ?? false);
    try {
      const response = await call.response;
      const { statusCode: status = 0, headers } = response;
      if (status >= 300 && status !== 304) throw await refuse(response, method, path, options.about);
      const text = await readBody(response);
      return { status, headers, text, body: text.trim() === '' ? undefined : parse(text, headers) };
    } catch (error) {
      throw call.reason(error);
    } finally {
      stopWatching();
      call.done();
    }
  }

  const connection: Connection = {
    address,
    version: undefined,

    async call(method, path, options = {}) {
      // What changes something gets a socket of its own: a kept one may be closing, and to send twice could do it twice.
      if (method !== 'GET' && method !== 'HEAD') return await callOnce(method, path, options, agents.streams);
      try {
        return await callOnce(method, path, options);
      } catch (error) {
        if (!(error instanceof StaleSocket)) throw error;
        // On a socket of its own, which can't be stale.
        return await callOnce(method, path, options, agents.streams);
      }
    },

    async stream(method, path, options) {
      const call = send(method, path, options, agents.streams, {});
      const stopWatching = watchSilence(call.cancel, true);
      try {
        const response = await call.response;
        if ((response.statusCode ?? 0) >= 300) throw await refuse(response, method, path, options.about);
        return bytesOf(response, call, () => response.destroy());
      } catch (error) {
        call.done();
        throw call.reason(error);
      } finally {
        stopWatching();
      }
    },

    async flood(path, options) {
      if (closed) throw closed;
      if (!agents.plain) return await connection.stream('GET', path, options);
      const body = new RawBody(agents.plain);
      const call = openSocket(body.socket, options.signal, open, (error) => socketError(error, address));
      const stopWatching = watchSilence(call.cancel, true);
      let bytes: AsyncIterable<Buffer> | undefined;
      try {
        bytes = await askRaw(body, pathOf(connection.version, path, options.query), hostOf(target));
      } catch (error) {
        throw call.reason(error);
      } finally {
        stopWatching();
        if (!bytes) call.done();
      }
      if (bytes) return bytesOf(bytes, call, () => body.socket.destroy());
      return await connection.stream('GET', path, options);
    },

    async upload(path, body, options) {
      if (closed) throw closed;
      const request = client.request({
        ...agents.request,
        agent: agents.streams,
        method: 'PUT',
        path: pathOf(connection.version, path, options.query),
        headers: { ...agents.request.headers, 'Content-Type': 'application/x-tar', 'Transfer-Encoding': 'chunked' },
      });
      const call = openCall(request, options.signal, open, (error) => socketError(error, address));
      let cut: { readonly error: unknown } | undefined;
      // The answer may come before the body is through: an engine that refuses says so at once.
      pipeline(body, request).catch((error) => {
        cut = { error };
      });
      try {
        const response = await call.response;
        if ((response.statusCode ?? 0) >= 300) throw await refuse(response, 'PUT', path, options.about);
        await readBody(response);
      } catch (error) {
        throw request.writableFinished || error instanceof BerthError
          ? call.reason(error)
          : (cut?.error ?? call.reason(error));
      } finally {
        request.destroy();
        call.done();
      }
    },

    async hijack(path, options = {}) {
      // Podman upgrades only when this is the one Connection header; Node then adds none of its own.
      const upgrade = { Connection: 'Upgrade', Upgrade: 'tcp' };
      const call = send('POST', path, options, agents.streams, upgrade);
      const stopWatching = watchSilence(call.cancel, true);
      try {
        const answer = await Promise.race([call.upgrade, call.response]);
        if ('head' in answer) {
          call.doneWith(answer.socket);
          if (answer.head.length > 0) answer.socket.unshift(answer.head);
          return answer.socket;
        }
        if ((answer.statusCode ?? 0) >= 300) throw await refuse(answer, 'POST', path, options.about);
        const stream = upgraded(answer);
        call.doneWith(stream);
        return stream;
      } catch (error) {
        call.done();
        throw call.reason(error);
      } finally {
        stopWatching();
      }
    },

    async ping(timeout, signal) {
      // On a socket of its own: the shared ones may all be waiting for the very engine that is asked.
      const call = send('GET', '/_ping', { signal }, agents.streams, {});
      const timer = setTimeout(() => call.cancel(notAnswering(timeout)), timeout);
      try {
        const response = await call.response;
        const { statusCode: status = 0, headers } = response;
        if (status >= 300) throw await refuse(response, 'GET', '/_ping');
        return { status, headers, text: await readBody(response), body: undefined };
      } catch (error) {
        throw call.reason(error);
      } finally {
        clearTimeout(timer);
        call.done();
      }
    },

    close() {
      closed ??= new BerthError('engine-unreachable', { address, reason: 'the connection was closed' });
      for (const cancel of [...open]) cancel(closed);
      agents.calls.destroy();
      agents.streams.destroy();
    },
  };
  return connection;
}

/** The Host header. One made of a socket's path is refused by newer engines. */
function hostOf(target: Target): string {
  if (target.kind !== 'tcp') return 'engine';
  return `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
}

function pathOf(version: string | undefined, path: string, query: CallOptions['query'] = {}): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) words.set(key, typeof value === 'boolean' ? String(Number(value)) : String(value));
  }
  const asked = words.size > 0 ? `?${words}` : '';
  return `${version === undefined ? '' : `/v${version}`}${path}${asked}`;
}

function parse(text: string, headers: http.IncomingHttpHeaders): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const type = headers['content-type'] ?? 'no type';
    // Some answers are words: `OK`.
    if (type.startsWith('text/plain')) return undefined;
    throw unreadable(`it is not JSON (${type})`, text.slice(0, 200));
  }
}
