import { portMessage } from '@common/port-handover';
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

export type Link = ClientLink<ClientContext>;

/** One connection to main, from its opening to its end. It never comes back; `Connection` opens the next one. */
export interface Carrier {
  readonly link: Link;
  /** Called once, when the connection is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Main is there and refuses this browser. */
export class StrangerError extends Error {}

/** Opens a carrier. Rejects when main can't be reached, with `StrangerError` when it refuses. */
export type OpenCarrier = () => Promise<Carrier>;

/** The browser shell: a WebSocket to the server that the page came from; its cookie is the key. */
export function socketCarrier(url: string): OpenCarrier {
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      // As a Blob a message is read asynchronously, and a large one would be overtaken by the next.
      socket.binaryType = 'arraybuffer';
      // A page is not told why its WebSocket failed; a plain request is.
      const failed = () => whyRefused().then(reject);
      socket.addEventListener('close', failed, { once: true });
      socket.addEventListener(
        'open',
        () => {
          socket.removeEventListener('close', failed);
          resolve({
            link: new SocketLink({ websocket: socket }),
            onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
            close: () => socket.close(),
          });
        },
        { once: true },
      );
    });
}

async function whyRefused(): Promise<Error> {
  const answer = await fetch('./', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  return answer?.status === 401 ? new StrangerError() : new Error('The WebSocket could not be opened');
}

/** The desktop shell: the one MessagePort that preload hands over. There is no second one: a lost port needs a new page. */
export function portCarrier(port: Promise<MessagePort>): OpenCarrier {
  let used = false;
  return async () => {
    if (used) throw new Error('The port to main is gone');
    const open = await port;
    used = true;
    const link = new PortLink({ port: open });
    open.start();
    return {
      link,
      onClose: (listener) => open.addEventListener('close', listener, { once: true }),
      close: () => open.close(),
    };
  };
}

/** Waits for preload's port: one window message that carries it (electron/preload.ts). */
export function portFromPreload(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const arrived = (event: MessageEvent) => {
      const [port] = event.ports;
      // Only this window's own preload posts to it; a frame's message has another source.
      if (event.source !== window || event.data !== portMessage || !port) return;
      window.removeEventListener('message', arrived);
      resolve(port);
    };
    window.addEventListener('message', arrived);
  });
}

export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/bridge`;
}
