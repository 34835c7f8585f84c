/** What a person types to join a network, checked before the engine is asked. */
import type { ContainerDetails } from '@common/contract/containers';
import type { Network } from '@common/contract/networks';
import { inSubnet, isAddress } from '@common/std/cidr';
import { t } from '../../app/t';

export interface JoinForm {
  /** Its name; '' while none is chosen. */
  readonly network: string;
  /** Names, by commas or spaces. */
  readonly aliases: string;
  readonly ipv4: string;
}

export interface JoinChecked {
  readonly aliases: string[];
  readonly ipv4: string | undefined;
  readonly problems: { readonly aliases?: string; readonly ipv4?: string };
  /** Why aliases and addresses can't be had here. */
  readonly plainOnly: string | undefined;
}

const alias = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

export function checkJoin(form: JoinForm, network: Network | undefined): JoinChecked {
  // The engine's own default network knows neither (`user defined networks only`).
  const plainOnly =
    network?.name === 'bridge' ? t('The engine’s default network has no names and no fixed addresses') : undefined;
  const aliases = plainOnly ? [] : form.aliases.split(/[\s,]+/).filter(Boolean);
  const ipv4 = plainOnly || form.ipv4.trim() === '' ? undefined : form.ipv4.trim();
  const bad = aliases.find((word) => !alias.test(word));
  const address = ipv4 === undefined ? undefined : addressProblem(ipv4, network);
  return {
    aliases,
    ipv4,
    problems: {
      ...(bad !== undefined && { aliases: t('{{alias}} is no host name', { alias: bad }) }),
      ...(address !== undefined && { ipv4: address }),
    },
    plainOnly,
  };
}

function addressProblem(address: string, network: Network | undefined): string | undefined {
  if (!isAddress(address, 32)) return t('An IPv4 address, such as 10.0.0.5');
  const subnets = network?.subnets.filter((subnet) => !subnet.includes(':')) ?? [];
  if (subnets.length === 0 || subnets.some((subnet) => inSubnet(address, subnet))) return undefined;
  return t('Not in the network’s {{subnets}}', { subnets: subnets.join(', ') });
}

/** The machine's own network, none, and those of services can be joined by no container that exists. */
export const isJoinable = ({ driver, scope }: Network) =>
  !['host', 'null', 'none'].includes(driver) && scope !== 'swarm';

/** Why the container can join no network at all. */
export function joinForbidden({ networkMode }: Pick<ContainerDetails, 'networkMode'>): string | undefined {
  if (networkMode === 'host') return t('It uses the network of the engine’s machine itself');
  if (networkMode.startsWith('container:')) return t('It shares the network of another container');
  return networkMode === 'none' ? t('It was made without a network') : undefined;
}
