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

/** Opens a carrier. Rejects when main can't be reached. */
export type OpenCarrier = () => Promise<Carrier>;

/** The browser shell: a WebSocket to the server that the page came from; its cookie is the key. */
export function socketCarrier(url: string): OpenCarrier {
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      // As a Blob a message is read asynchronously, and a large one would be overtaken by the next.
      socket.binaryType = 'arraybuffer';
      const failed = () => reject(new Error('The WebSocket could not be opened'));
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

export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/bridge`;
}
