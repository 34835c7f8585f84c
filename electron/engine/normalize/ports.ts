import type { PublishedPort } from '../../common/contract/containers';
import { asList, asNumber, asRecord, asText, asWord } from './raw';

function asProtocol(value: unknown): PublishedPort['protocol'] {
  return value === 'udp' || value === 'sctp' ? value : 'tcp';
}

/** Always in the same order: engines give them in any, and a row must not change with it. */
function sorted(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  return [...ports].sort(
    (a, b) =>
      a.privatePort - b.privatePort ||
      a.protocol.localeCompare(b.protocol) ||
      (a.publicPort ?? 0) - (b.publicPort ?? 0) ||
      (a.ip ?? '').localeCompare(b.ip ?? ''),
  );
}

/** Of a list row. */
export function toListedPorts(value: unknown): readonly PublishedPort[] {
  const ports = asList(value).map((item) => {
    const { PrivatePort, PublicPort, Type, IP } = asRecord(item);
    return {
      privatePort: asNumber(PrivatePort),
      publicPort: asNumber(PublicPort) || undefined,
      protocol: asProtocol(Type),
      ip: asWord(IP),
    };
  });
  return sorted(ports.filter(({ privatePort }) => privatePort > 0));
}

/** `{"8080/tcp": [{HostIp, HostPort}], "9090/udp": null}` of an inspect. */
export function toInspectedPorts(value: unknown): readonly PublishedPort[] {
  const ports = Object.entries(asRecord(value)).flatMap(([key, bindings]): PublishedPort[] => {
    const [number, protocol] = key.split('/');
    const port = { privatePort: asNumber(number), protocol: asProtocol(protocol) };
    const hosts = asList(bindings);
    if (hosts.length === 0) return [{ ...port, publicPort: undefined, ip: undefined }];
    return hosts.map((host) => {
      const { HostIp, HostPort } = asRecord(host);
      return { ...port, publicPort: asNumber(HostPort) || undefined, ip: asWord(asText(HostIp)) };
    });
  });
  return sorted(ports.filter(({ privatePort }) => privatePort > 0));
}
