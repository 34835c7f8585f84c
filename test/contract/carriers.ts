/** A page's end of each carrier, as the renderer has it, around the real one of main. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket, WebSocketServer } from 'ws';
import { createCarrier, hardFrameLimit } from '../../electron/common/carrier';
import type { Contract } from '../../electron/common/contract/index';
import type { Berth } from '../../electron/services/berth';

export type Client = ContractRouterClient<Contract>;

export interface Connection {
  readonly client: Client;
  /** Sends a frame as it is, past the client. */
  sendRaw(frame: string | Uint8Array): void;
  /** Calls `noun/verb` by a frame of the test's own: any path and input, also such as a client would not send. */
  ask(path: string, input: unknown): Promise<unknown>;
  /** False once the connection has ended. */
  alive(): boolean;
  /** Ends it as a closed page does. */
  close(): Promise<void>;
}

export type Connect = (router: Berth['router']) => Promise<Connection>;

export const carriers: Readonly<Record<'WebSocket' | 'MessagePort', Connect>> = {
  async WebSocket(router) {
    const carrier = createCarrier(router, { report });
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: false, maxPayload: hardFrameLimit });
    server.on('connection', (socket) => carrier.overWebSocket(socket));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, {
      perMessageDeflate: false,
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const sendRaw = (frame: string | Uint8Array) => socket.send(frame);
    return {
      client: createORPCClient(new SocketLink({ websocket: socket as never })),
      sendRaw,
      ask: asker(sendRaw, (heard) => socket.on('message', (data) => heard(String(data)))),
      alive: () => socket.readyState === WebSocket.OPEN,
      async close() {
        socket.close();
        server.close();
        http.closeAllConnections();
        await new Promise((resolve) => http.close(resolve));
      },
    };
  },
  async MessagePort(router) {
    const { port1, port2 } = new MessageChannel();
    createCarrier(router, { report }).overMessagePort(port1);
    let open = true;
    port2.on('close', () => {
      open = false;
    });
    const client: Client = createORPCClient(new PortLink({ port: port2 }));
    port1.start();
    port2.start();
    const sendRaw = (frame: string | Uint8Array) => port2.postMessage(frame);
    return {
      client,
      sendRaw,
      ask: asker(sendRaw, (heard) => port2.on('message', heard)),
      alive: () => open,
      async close() {
        port2.close();
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
  },
};

let asked = 0;

function asker(send: (frame: string) => void, listen: (heard: (frame: unknown) => void) => void): Connection['ask'] {
  const waiting = new Map<string, (body: unknown) => void>();
  listen((frame) => {
    if (typeof frame !== 'string') return;
    const { i, p } = JSON.parse(frame) as { i: string; p?: { b?: { json?: unknown } } };
    waiting.get(i)?.(p?.b?.json);
    waiting.delete(i);
  });
  return (path, input) =>
    new Promise((resolve) => {
      asked += 1;
      const id = `asked-${asked}`;
      waiting.set(id, resolve);
      send(`{"i":"${id}","p":{"u":${JSON.stringify(`/${path}`)},"b":{"json":${JSON.stringify(input)}}}}`);
    });
}

/** The carrier reports only what no caller could be told: in a test that is a failure. */
function report(error: unknown): void {
  throw error;
}
