import type { PublishedPort } from '@common/contract/containers';
import { t } from '../../app/t';

/** A published port as it is shown: several addresses of one binding (IPv4 and IPv6) are one. */
export interface PortLink {
  /** `8080 → 3000`, `5432`, `53/udp` */
  readonly text: string;
  /** Where it opens; undefined for what is no TCP. */
  readonly href?: string;
  /** Each binding whole, one a line: `127.0.0.1:8080 → 3000/tcp`. */
  readonly detail: string;
}

const anywhere = new Set(['', '0.0.0.0', '::', '*']);

/**
 * The name under which the person's machine reaches what the engine's host publishes.
 *
 * A socket or a pipe is this machine (a virtual machine behind it forwards its ports here); tcp and ssh name theirs.
 */
export function hostOfEngine(address: string): string {
  const network = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(address);
  return network?.[1] ?? 'localhost';
}

function hostFor(ip: string | undefined, engineHost: string): string {
  if (anywhere.has(ip ?? '')) return engineHost;
  const remote = engineHost !== 'localhost';
  // Bound to the engine's loopback: out of reach from elsewhere, and then its own name says so best.
  if (ip === '127.0.0.1' || ip === '::1') return remote ? engineHost : 'localhost';
  return ip?.includes(':') ? `[${ip}]` : (ip ?? engineHost);
}

function textOf({ publicPort, privatePort, protocol }: PublishedPort): string {
  const ports = publicPort === privatePort ? `${privatePort}` : `${publicPort} → ${privatePort}`;
  return protocol === 'tcp' ? ports : `${ports}/${protocol}`;
}

function wholeOf({ ip, publicPort, privatePort, protocol }: PublishedPort): string {
  const host = ip?.includes(':') ? `[${ip}]` : ip;
  return `${host ? `${host}:` : ''}${publicPort} → ${privatePort}/${protocol}`;
}

/** Ports that are bound on the engine's host, each once, by number. What is only exposed can't be opened. */
export function portLinks(ports: readonly PublishedPort[], engineAddress: string): readonly PortLink[] {
  const engineHost = hostOfEngine(engineAddress);
  const links = new Map<string, PortLink>();
  for (const port of [...ports].sort((a, b) => (a.publicPort ?? 0) - (b.publicPort ?? 0))) {
    if (port.publicPort === undefined) continue;
    const text = textOf(port);
    const known = links.get(text);
    if (known) {
      links.set(text, { ...known, detail: `${known.detail}\n${wholeOf(port)}` });
      continue;
    }
    const scheme = port.privatePort === 443 || port.privatePort === 8443 ? 'https' : 'http';
    links.set(text, {
      text,
      ...(port.protocol === 'tcp' && { href: `${scheme}://${hostFor(port.ip, engineHost)}:${port.publicPort}` }),
      detail: wholeOf(port),
    });
  }
  return [...links.values()];
}

/** What does not fit behind the first ones: "+3". */
export const morePorts = (count: number) => t('+{{count}}', { count });
