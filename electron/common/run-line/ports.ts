import type { PublishSpec } from '../contract/run-spec';

const range = /^\d{1,5}(?:-\d{1,5})?$/;

/** A port or a range `8000-8010`, each from 1 to 65535 (0 for "any" on the host's side only). */
export function isPortRange(text: string, lowest = 1): boolean {
  if (!range.test(text)) return false;
  const [from = 0, to = from] = text.split('-').map(Number);
  return from >= lowest && to <= 65_535 && from <= to;
}

const rangeLength = (text: string) => {
  const [from = 0, to = from] = text.split('-').map(Number);
  return to - from + 1;
};

/**
 * `[[ip:][host]:]container[/protocol]` as `-p` takes it; undefined when it is no such thing.
 *
 * An IPv6 address stands in brackets. Source: https://docs.docker.com/reference/cli/docker/container/run/#publish
 */
export function parsePublish(written: string): PublishSpec | undefined {
  const text = written.includes('=') ? shortPublish(written) : written;
  const [, address, protocol = 'tcp'] = /^(.*?)(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
  if (address === undefined) return undefined;
  const bracketed = /^\[([0-9a-fA-F:.]+)\]:(.*)$/.exec(address);
  const parts = (bracketed?.[2] ?? address).split(':');
  if (bracketed) parts.unshift(bracketed[1] ?? '');
  const containerPort = parts.pop() ?? '';
  const hostPort = parts.pop();
  const hostIp = parts.pop();
  if (parts.length > 0 || !isPortRange(containerPort)) return undefined;
  if (hostPort && !isPortRange(hostPort, 0)) return undefined;
  // Two ranges must be of one length; a single container port may be offered a range of host ports.
  if (hostPort && rangeLength(containerPort) > 1 && rangeLength(hostPort) !== rangeLength(containerPort))
    return undefined;
  if (hostIp && !/^(?:[0-9.]*\.[0-9.]*|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)$/.test(hostIp)) return undefined;
  return {
    ...(hostIp ? { hostIp } : {}),
    ...(hostPort && hostPort !== '0' ? { hostPort } : {}),
    containerPort,
    protocol: protocol as PublishSpec['protocol'],
  };
}

/** `target=80,published=8080` in short, as the CLI makes it before it reads on; other keys have no effect there either. */
function shortPublish(text: string): string {
  const parts = new Map(text.split(',').map((part) => [part.split('=')[0], part.split('=')[1]]));
  return `${parts.get('published') ?? ''}:${parts.get('target') ?? ''}/${parts.get('protocol') ?? 'tcp'}`;
}

export function writePublish({ hostIp, hostPort, containerPort, protocol }: PublishSpec): string {
  const ip = hostIp?.includes(':') ? `[${hostIp}]` : hostIp;
  const host = ip ? `${ip}:${hostPort ?? ''}:` : hostPort ? `${hostPort}:` : '';
  return `${host}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}
