import { ipcRenderer } from 'electron';
import { portChannel, portMessage } from './common/port-handover';

// Of the DOM, which has no types on this side (electron/tsconfig.json), preload needs these alone.
declare const window: {
  addEventListener(event: 'DOMContentLoaded', listener: () => void, options: { once: true }): void;
  postMessage(message: string, origin: string, ports: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

// The page's scripts have run by then and listen for it. Nothing else is ever given to the page.
window.addEventListener(
  'DOMContentLoaded',
  () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage(portChannel, undefined, [port1]);
    window.postMessage(portMessage, location.origin, [port2]);
  },
  { once: true },
);
