import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Carrier, hardFrameLimit } from '../common/carrier';
import { pageSession } from '../shell/transfer-door';

/** Connections at once: a person has a few windows. */
const socketLimit = 64;

/** A connection that did not answer a ping for this long is gone (a laptop that slept, a killed browser). */
const pingEvery = 30_000;

export interface Sockets {
  /** Takes over a connection that passed the guard and the doorkeeper. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, session: string): void;
  /** Whether one more may come. */
  readonly full: boolean;
  close(): void;
}

/** The WebSockets that were let in: limited in number, pinged, and closed as "going away" at the end. */
export function createSockets(carrier: Carrier): Sockets {
  // Compression costs a CPU what loopback gives for nothing, and holds memory for each connection.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: hardFrameLimit });
  const alive = new WeakSet<WebSocket>();

  server.on('connection', (socket: WebSocket, _request: IncomingMessage, session: string) => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    // Such as a frame over the hard limit: ws closes the connection, which the carrier sees.
    socket.on('error', () => undefined);
    carrier.overWebSocket(socket, (work) => pageSession.run(session, work));
  });

  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingEvery);
  pings.unref();

  return {
    accept(request, socket, head, session) {
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request, session));
    },
    get full() {
      return server.clients.size >= socketLimit;
    },
    close() {
      clearInterval(pings);
      // 1001: going away; the page waits for the next start instead of calling it an error.
      for (const socket of server.clients) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), 500).unref();
      }
      server.close();
    },
  };
}
