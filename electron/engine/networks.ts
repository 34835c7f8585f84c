import type { Network } from '../common/contract/networks';
import type { EngineContext } from './engine';
import { asBoolean, asList, asRecord, asText, asTextMap, asWord } from './normalize/raw';
import type { Engine } from './port';

type NetworkCalls = Pick<Engine, 'listNetworks' | 'connectNetwork' | 'disconnectNetwork'>;

export function networkCalls({ id: engine, connection }: EngineContext): NetworkCalls {
  const at = (network: string) => `/networks/${encodeURIComponent(network)}`;
  const about = (name: string) => ({ noun: 'network', name }) as const;

  return {
    async listNetworks(signal) {
      const { body } = await connection.call('GET', '/networks', { signal });
      return asList(body)
        .map((item): Network => {
          const raw = asRecord(item);
          return {
            engine,
            id: asText(raw.Id),
            name: asText(raw.Name),
            driver: asText(raw.Driver),
            scope: asText(raw.Scope),
            internal: asBoolean(raw.Internal),
            subnets: asList(asRecord(raw.IPAM).Config).flatMap((part) => asWord(asRecord(part).Subnet) ?? []),
            labels: asTextMap(raw.Labels),
          };
        })
        .filter(({ name }) => name !== '')
        .sort((a, b) => a.name.localeCompare(b.name));
    },

    async connectNetwork(network, container, { aliases, ipv4, ipv6 }) {
      const addresses = { ...(ipv4 && { IPv4Address: ipv4 }), ...(ipv6 && { IPv6Address: ipv6 }) };
      const endpoint = {
        ...(aliases.length > 0 && { Aliases: aliases }),
        ...(Object.keys(addresses).length > 0 && { IPAMConfig: addresses }),
      };
      const body = { Container: container, EndpointConfig: endpoint };
      await connection.call('POST', `${at(network)}/connect`, { body, about: about(network), patient: true });
    },

    async disconnectNetwork(network, container, { force }) {
      const body = { Container: container, Force: force };
      await connection.call('POST', `${at(network)}/disconnect`, { body, about: about(network), patient: true });
    },
  };
}
