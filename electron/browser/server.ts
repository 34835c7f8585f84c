import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Carrier } from '../common/carrier';
import type { PageFiles } from '../shell/page-files';
import type { ShellLog } from '../shell/shell-log';
import { type TransferDoor, ticketOf } from '../shell/transfer-door';
import { refusal } from './guard';
import { plain, stepInPage, strangerPage, type WholeAnswer } from './pages';
import { hangUp, send } from './send';
import { createSlowDown } from './slow-down';
import { createSockets } from './socket';
import { cookieValue, createDoorkeeper } from './token';
import { createTransferRoute } from './transfers';

export interface BrowserServerOptions {
  readonly carrier: Carrier;
  readonly page: PageFiles;
  readonly transfers: TransferDoor;
  /** 0: any free one. */
  readonly port: number;
  readonly log: ShellLog;
  /** A session to know from the start (`npm run dev`). */
  readonly session?: string;
}

export interface BrowserServer {
  readonly port: number;
  /** A fresh link that opens one browser, once. The link before it is worthless from now on. */
  link(): string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Where the page opens its WebSocket (renderer/bridge/carrier.ts). */
const socketPath = '/bridge';

/**
 * Serves the page and the bridge on 127.0.0.1, to browsers that hold this launch's cookie.
 *
 * @throws the listening error, such as EADDRINUSE
 */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const { page, log } = options;
  const doorkeeper = createDoorkeeper(options.session);
  const slowDown = createSlowDown();
  const sockets = createSockets(options.carrier);
  const transfer = createTransferRoute(options.transfers, log);
  const server = createServer({
    // Ours to check, so that a missing Host gets the same 403 as a wrong one.
    requireHostHeader: false,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 5_000,
    // Uploads take their time; whatever else brings a body is hung up on once it is answered.
    requestTimeout: 0,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
  });
  server.maxConnections = 4_000;
  server.maxHeadersCount = 100;

  let port = 0;
  /** Cookies are shared by all ports of a host, so each port has a name of its own; the value is this launch's alone. */
  const cookieName = () => `berth-${port}`;
  const session = (request: IncomingMessage) => cookieValue(request.headers.cookie, cookieName());
  const known = (request: IncomingMessage) => {
    const value = session(request);
    return value !== undefined && doorkeeper.knows(value);
  };

  /** For someone without a right to be here: at once when they showed nothing, slower and slower when they guess. */
  async function strangerAnswer(guessed: boolean): Promise<WholeAnswer> {
    if (!guessed) return strangerPage();
    const wait = slowDown.fail();
    if (wait === undefined) return plain(429, 'Too many wrong tokens', { 'retry-after': '2' });
    await setTimeout(wait, undefined, { ref: false });
    slowDown.done();
    return strangerPage();
  }

  /** The link was pressed: come in with a cookie, or as one who has it already. */
  async function tokenAnswer(request: IncomingMessage, token: string): Promise<WholeAnswer> {
    const fresh = request.method === 'GET' ? doorkeeper.trade(token) : undefined;
    if (fresh === undefined && !known(request)) return strangerAnswer(true);
    const elsewhere = ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']));
    const answer = elsewhere ? stepInPage() : plain(303, 'Come in', { location: '/' });
    if (fresh === undefined) return answer;
    const cookie = `${cookieName()}=${fresh}; HttpOnly; SameSite=Strict; Path=/`;
    return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
  }

  async function answer(request: IncomingMessage): Promise<WholeAnswer> {
    const why = refusal(incoming(request, false), port);
    if (why !== undefined) {
      log.warn('Refused a request', { why });
      return plain(403, 'Refused');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET', { allow: 'GET, HEAD' });
    const { path, token } = target(request);
    if (token !== undefined) return tokenAnswer(request, token);
    if (!known(request)) return strangerAnswer(session(request) !== undefined);
    return page.answer(path);
  }

  /** Why a WebSocket is not opened, or undefined when it may be. */
  async function socketRefusal(request: IncomingMessage): Promise<WholeAnswer | undefined> {
    const why = refusal(incoming(request, true), port);
    if (why !== undefined) {
      log.warn('Refused a WebSocket', { why });
      return plain(403, 'Refused');
    }
    if (!known(request)) return strangerAnswer(session(request) !== undefined);
    if (target(request).path !== socketPath) return plain(404, 'Not found');
    return sockets.full ? plain(503, 'Too many connections') : undefined;
  }

  /** The ticket of a transfer that may be looked at: by one of our own pages, in a known browser. */
  function transferOf(request: IncomingMessage): { ticket: string; session: string } | undefined {
    const ticket = ['GET', 'PUT'].includes(request.method ?? '') ? ticketOf(target(request).path) : undefined;
    if (ticket === undefined || refusal(incoming(request, false), port) !== undefined || !known(request))
      return undefined;
    return { ticket, session: session(request) ?? '' };
  }

  server.on('request', async (request, response) => {
    try {
      const wanted = transferOf(request);
      if (wanted !== undefined) {
        await transfer(request, response, wanted.ticket, wanted.session);
        return;
      }
      if (bringsBody(request)) response.once('finish', () => request.destroy());
      send(request, response, await answer(request));
    } catch (error) {
      log.error('A request failed', { error });
      if (!response.headersSent) send(request, response, plain(500, 'Internal error'));
    }
  });

  server.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = await socketRefusal(request);
    if (refused !== undefined) hangUp(socket, refused);
    else sockets.accept(request, socket, head, session(request) ?? '');
  });

  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
    hangUp(socket, plain(status, 'Not understood'));
  });

  port = await listen(server, options.port);
  return {
    port,
    link: () => `http://127.0.0.1:${port}/?token=${doorkeeper.mint()}`,
    close() {
      sockets.close();
      return new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

/** Nothing but a transfer reads one. */
const bringsBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function incoming(request: IncomingMessage, upgrade: boolean) {
  const { method = '', url = '', headers, rawHeaders } = request;
  return { method, url, headers, rawHeaders, upgrade };
}

function target({ url = '' }: IncomingMessage): { path: string; token: string | undefined } {
  const [path = '', query = ''] = url.split('?', 2);
  const token = path === '/' ? new URLSearchParams(query).get('token') : undefined;
  return { path, token: token ?? undefined };
}
