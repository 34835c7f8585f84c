/**
 * Carries a router over a WebSocket (browser shell) or a MessagePort (desktop shell): the same frames, the same errors.
 *
 * A composition root makes one carrier of the router and hands it to its shell; the shell gives it each connection that it
 * accepted. Nothing a client sends ends the process or the connection: what can't be read is answered with a coded error
 * where it names a call, and dropped where it doesn't.
 *
 *     const carrier = createCarrier(berth.router, { report: (error) => log.error('…', { error }) });
 *     server.on('connection', (socket) => carrier.overWebSocket(socket)); // ws: `maxPayload: hardFrameLimit`
 *     port.start(); carrier.overMessagePort(port);
 */
import { ORPCError } from '@orpc/client';
import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import type { Router } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import {
  decodeRequestMessage,
  type EncodedMessage,
  encodeResponseMessage,
  MessageType,
  experimental_ServerPeerWithoutCodec as ServerPeer,
} from '@orpc/standard-server-peer';
import type { ErrorData } from './contract/errors';
import type { Contract } from './contract/index';

/** A longer request is answered `too-large`. The longest honest one, 10,000 container ids, has 0.7 MB. Characters or bytes. */
export const frameLimit = 4 * 1024 * 1024;

/** What a WebSocket server may take in at all; beyond it the connection ends, since to answer would mean to hold it. */
export const hardFrameLimit = 32 * 1024 * 1024;

/** Open calls and streams of one connection; more are answered `busy`. A page with all its views needs some 50. */
const callLimit = 1_000;

/** Above this many unsent bytes a WebSocket's streams wait: a slow page then gets merged patches instead of a backlog. */
const highWater = 1024 * 1024;

export interface CarrierOptions {
  readonly frameLimit?: number;
  readonly callLimit?: number;
  /** Told of faults that no caller could be told of. */
  readonly report?: (error: unknown) => void;
}

/** What is used of `ws`'s WebSocket. */
export interface CarrierSocket {
  readonly bufferedAmount: number;
  send(data: string | ArrayBufferLike | ArrayBufferView, done: (error?: Error) => void): void;
  on(event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** A web or worker MessagePort, or Electron's MessagePortMain (whose listeners get an event as well). */
export type CarrierPort = {
  postMessage(data: unknown): void;
} & (
  | { addEventListener(event: 'message' | 'close', listener: (event: { readonly data?: unknown }) => void): void }
  | { on(event: 'message' | 'close', listener: (event?: { readonly data?: unknown }) => void): unknown }
);

/** Runs what a connection asked for in a context of its own, such as whose connection it is. */
export type Within = (work: () => void) => void;

export interface Carrier {
  /** Serves the router on one accepted connection until it closes. */
  overWebSocket(socket: CarrierSocket, within?: Within): void;
  /** Serves the router on one port until it closes. The caller starts the port. */
  overMessagePort(port: CarrierPort, within?: Within): void;
}

/** @see frameLimit and callLimit for the defaults */
export function createCarrier(router: Router<Contract, Record<never, never>>, options: CarrierOptions = {}): Carrier {
  const serve = server(router, { frameLimit, callLimit, report: () => undefined, ...options });
  return {
    overWebSocket(socket, within = plainly) {
      const peer = serve(
        (data) =>
          new Promise((resolve) => {
            const crowded = socket.bufferedAmount > highWater;
            // A send error means the socket closed, which has its own event.
            socket.send(data, () => resolve());
            if (!crowded) resolve();
          }),
      );
      socket.on('message', (data, isBinary) => within(() => peer.take(isBinary ? data : asText(data))));
      socket.on('close', peer.close);
    },
    overMessagePort(port, within = plainly) {
      const peer = serve(async (data) => port.postMessage(data));
      if ('addEventListener' in port) {
        port.addEventListener('message', (event) => within(() => peer.take(event.data)));
        port.addEventListener('close', peer.close);
      } else {
        port.on('message', (event) => within(() => peer.take(event?.data)));
        port.on('close', peer.close);
      }
    },
  };
}

const plainly: Within = (work) => work();

/** `ws` gives text as a Buffer. */
function asText(data: unknown): unknown {
  return typeof data === 'string' ? data : String(data);
}

type Send = (data: EncodedMessage) => Promise<void>;

function server(router: Router<Contract, Record<never, never>>, options: Required<CarrierOptions>) {
  const handler = new StandardRPCHandler(router, { interceptors: [unknownVerbAndMalformedInput] });
  const handle = createServerPeerHandleRequestFn(handler, { context: {} });

  return (send: Send) => {
    let open = 0;
    let closed = false;
    const peer = new ServerPeer(async ([id, type, payload]) => {
      if (!closed) await send(await encodeResponseMessage(id, type, payload));
    });

    async function refuse(id: string, data: ErrorData): Promise<void> {
      if (closed) return;
      await send(await encodeResponseMessage(id, MessageType.RESPONSE, refusal(data)));
    }

    async function takeFrame(frame: unknown): Promise<void> {
      if (typeof frame !== 'string' && !isBytes(frame)) return;
      if (sizeOf(frame) > options.frameLimit) {
        const id = idOf(frame);
        if (id !== undefined) await refuse(id, { code: 'too-large', params: { limit: String(options.frameLimit) } });
        return;
      }
      const message = await decodeRequestMessage(frame).catch(() => undefined);
      if (message === undefined) {
        const id = idOf(frame);
        if (id !== undefined) await refuse(id, { code: 'bad-input', params: { field: '', reason: 'malformed' } });
        return;
      }
      const [id, type] = message;
      if (type !== MessageType.REQUEST) {
        await peer.message(message);
        return;
      }
      if (open >= options.callLimit) {
        await refuse(id, { code: 'busy', params: { limit: String(options.callLimit) } });
        return;
      }
      open += 1;
      try {
        await peer.message(message, handle);
      } finally {
        open -= 1;
      }
    }

    return {
      take(frame: unknown) {
        takeFrame(frame).catch((error) => {
          if (!closed) options.report(error);
        });
      },
      close() {
        closed = true;
        peer.close();
      },
    };
  };
}

const serializer = new StandardRPCSerializer(new StandardRPCJsonSerializer());

function coded(data: ErrorData): ORPCError<'BERTH', ErrorData> {
  return new ORPCError('BERTH', { defined: true, status: 400, data });
}

function refusal(data: ErrorData) {
  return { status: 400, headers: {}, body: serializer.serialize(coded(data).toJSON()) };
}

/** Everything inside a verb is coded already (electron/services/os.ts); what is left went wrong before it was reached. */
async function unknownVerbAndMalformedInput<
  Result extends { readonly matched: boolean },
  Options extends { readonly request: { readonly url: { readonly pathname: string } }; next(): Promise<Result> },
>(options: Options): Promise<Result> {
  let result: Result;
  try {
    result = await options.next();
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'BERTH') throw error;
    throw coded({ code: 'bad-input', params: { field: '', reason: 'malformed' } });
  }
  if (!result.matched) {
    const verb = options.request.url.pathname.slice(1, 200).replaceAll('/', '.');
    throw coded({ code: 'unknown-verb', params: { verb } });
  }
  return result;
}

function isBytes(frame: unknown): frame is ArrayBuffer | Uint8Array<ArrayBuffer> {
  return frame instanceof ArrayBuffer || frame instanceof Uint8Array;
}

function sizeOf(frame: string | ArrayBuffer | Uint8Array): number {
  return typeof frame === 'string' ? frame.length : frame.byteLength;
}

/** The call that a frame belongs to, from its first bytes alone: `{"i":"12",…` (@orpc/standard-server-peer). */
function idOf(frame: string | ArrayBuffer | Uint8Array): string | undefined {
  const head =
    typeof frame === 'string'
      ? frame.slice(0, 80)
      : String.fromCharCode(...new Uint8Array(bufferOf(frame)).slice(0, 80));
  return /^\{"i":"([\w-]{1,64})"[,}]/.exec(head)?.[1];
}

function bufferOf(frame: ArrayBuffer | Uint8Array): Uint8Array {
  return frame instanceof ArrayBuffer
    ? new Uint8Array(frame, 0, Math.min(80, frame.byteLength))
    : frame.subarray(0, 80);
}
