/** What the several flags about networks share. */
import type { NetworkSpec, RunSpec } from '../contract/run-spec';
import { parseCsv, writeCsv } from './csv';
import { cut } from './flag-kinds';

/** The network that `--ip` and `--network-alias` speak of: the first, whether its flag came before or comes after. */
export const unnamedNetwork = '';

/** That network, made when there is none yet. */
export function firstNetwork(spec: RunSpec): NetworkSpec {
  const [first] = spec.networks;
  if (first) return first;
  const made: NetworkSpec = { name: unnamedNetwork, aliases: [] };
  spec.networks.push(made);
  return made;
}

/** Reads `--network`: a name, or the long form with `name=`, `alias=`, `ip=` …; false for what Berth does not carry. */
export function setNetwork(spec: RunSpec, text: string): boolean {
  const network: NetworkSpec = { name: '', aliases: [] };
  if (/^(?:name|alias|ip6?|mac-address|driver-opt|gw-priority)=/.test(text) || text.includes(',')) {
    for (const field of parseCsv(text) ?? []) {
      const [key, value = ''] = cut(field);
      if (key === 'name') network.name = value;
      else if (key === 'alias') network.aliases.push(value);
      else if (key === 'ip') network.ipv4 = value;
      else if (key === 'ip6') network.ipv6 = value;
      else if (key === 'mac-address') network.mac = value;
      else return false;
    }
  } else network.name = text;
  if (network.name === '') return false;
  const [first] = spec.networks;
  if (first?.name === unnamedNetwork)
    Object.assign(first, network, { aliases: [...first.aliases, ...network.aliases] });
  else if (spec.networks.some(({ name }) => name === network.name)) return false;
  else spec.networks.push(network);
  return true;
}

/** The long form. */
export const writeNetwork = (network: NetworkSpec) =>
  writeCsv([
    `name=${network.name}`,
    ...network.aliases.map((alias) => `alias=${alias}`),
    ...(network.ipv4 ? [`ip=${network.ipv4}`] : []),
    ...(network.ipv6 ? [`ip6=${network.ipv6}`] : []),
    ...(network.mac ? [`mac-address=${network.mac}`] : []),
  ]);

/** One network is written with the flags everybody knows; several need the long form, which Docker 20.10 lacks. */
export const short = (network: NetworkSpec | undefined, spec: RunSpec) => spec.networks.length === 1 && !network?.mac;
