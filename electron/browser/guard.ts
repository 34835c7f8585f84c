import type { IncomingHttpHeaders } from 'node:http';

/** What is known of a request before anything is done for it. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values as they came, to see a header that was sent twice. */
  readonly rawHeaders: readonly string[];
  /** A WebSocket wants to be opened. */
  readonly upgrade: boolean;
}

/**
 * Why a request is refused with 403, or undefined when it may go on to be asked for its cookie.
 *
 * A page of another site (or of another port: cookies know no ports) must get nowhere, whatever the browser sends along:
 * - Host must be our own address. A name that an attacker points at 127.0.0.1 (DNS rebinding) brings another Host.
 * - Origin, where there is one, must be ours; a WebSocket must bring one, since browsers let any page open one.
 * - Fetch metadata (https://www.w3.org/TR/fetch-metadata/), where the browser sends it, must say that we asked ourselves or
 *   that the person typed the address. The one exception is the link with its token: it may be pressed anywhere.
 */
export function refusal(incoming: Incoming, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = incoming.headers;
  if (count(incoming.rawHeaders, 'host') !== 1 || host === undefined || !hosts.includes(host)) return 'host';
  if (!incoming.url.startsWith('/')) return 'target';
  if (origin === undefined ? incoming.upgrade || !reads(incoming.method) : origin !== `http://${host}`) return 'origin';
  const site = incoming.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return undefined;
  const pressed =
    incoming.headers['sec-fetch-mode'] === 'navigate' && incoming.headers['sec-fetch-dest'] === 'document';
  if (site === 'none' && pressed) return undefined;
  return pressed && incoming.method === 'GET' && incoming.url.startsWith('/?token=') ? undefined : 'fetch-metadata';
}

const reads = (method: string) => method === 'GET' || method === 'HEAD';

const count = (rawHeaders: readonly string[], name: string) =>
  rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
