import type { NetworkAttachment } from '../../common/contract/containers';
import { asRecord, asTexts, asWord } from './raw';

/** Attached networks by name. Docker 26 moved the container's own short id out of the aliases; it says nothing anyway. */
export function toNetworks(value: unknown): readonly NetworkAttachment[] {
  return Object.entries(asRecord(value))
    .map(([network, item]): NetworkAttachment => {
      const raw = asRecord(item);
      const asked = asRecord(raw.IPAMConfig);
      return {
        network,
        networkId: asWord(raw.NetworkID),
        ipv4: asWord(raw.IPAddress),
        ipv6: asWord(raw.GlobalIPv6Address),
        gateway: asWord(raw.Gateway),
        mac: asWord(raw.MacAddress),
        fixedIpv4: asWord(asked.IPv4Address),
        fixedIpv6: asWord(asked.IPv6Address),
        aliases: asTexts(raw.Aliases).filter((alias) => !/^[0-9a-f]{12}$/.test(alias)),
      };
    })
    .sort((a, b) => a.network.localeCompare(b.network));
}
