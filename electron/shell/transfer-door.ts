/** How a shell reaches the bytes behind a ticket. The composition root hands the services' one over. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  /** bytes, where it is known before */
  readonly size?: number;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface TransferDoor {
  /**
   * Takes a ticket for reading. Throws `BerthError`s; `expired` for one that is unknown, used, too old or another session's.
   *
   * @param signal aborts when who asked is gone
   */
  download(ticket: string, session: string, signal: AbortSignal): Promise<Download>;
  /** Takes a ticket for writing and resolves when all is in its place. */
  upload(ticket: string, session: string, body: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
}

/** Where tickets are presented: `/transfer/TICKET`. */
export const transferPath = '/transfer/';

export const ticketOf = (path: string) => /^\/transfer\/([\w-]{22,64})$/.exec(path)?.[1];

/** Whose page a verb comes from: a browser's cookie, or the desktop shell. What a shell runs a connection's verbs within. */
export const pageSession = new AsyncLocalStorage<string>();

/** RFC 6266: quoted ASCII for old readers, and the name itself as RFC 8187 writes it. No path, no controls. */
export function disposition(fileName: string): string {
  const name = safeName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncoded(name)}`;
}

/** A name that is one name on every system: what a container calls its files must not choose a folder here. */
export function safeName(fileName: string): string {
  const plain = fileName
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^\.+$/, '_')
    .replace(/[. ]+$/, '');
  return [...(plain || 'file')].slice(0, 150).join('');
}

const percentEncoded = (text: string) =>
  encodeURIComponent(text).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
