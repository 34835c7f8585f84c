import type { RunSpec } from '@common/contract/run-spec';
import { t } from '../../app/t';

export const sectionIds = [
  'basics',
  'ports',
  'environment',
  'mounts',
  'network',
  'resources',
  'health',
  'security',
  'labels',
  'advanced',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** Fields by section; what is not named is `advanced`. */
const fields: Readonly<Partial<Record<SectionId, readonly (keyof RunSpec)[]>>> = {
  basics: ['image', 'name', 'command', 'restart', 'remove', 'detach', 'interactive', 'tty'],
  ports: ['ports', 'publishAll', 'expose'],
  environment: ['env', 'envFiles'],
  mounts: ['mounts', 'volumesFrom'],
  network: ['networks', 'hostname', 'domainname', 'mac', 'dns', 'dnsSearch', 'dnsOptions', 'extraHosts', 'links'],
  resources: [
    'memory',
    'memoryReservation',
    'memorySwap',
    'memorySwappiness',
    'cpus',
    'cpuShares',
    'cpuPeriod',
    'cpuQuota',
    'cpusetCpus',
    'cpusetMems',
    'pidsLimit',
    'shmSize',
    'blkioWeight',
    'oomKillDisable',
    'oomScoreAdjust',
    'ulimits',
  ],
  health: ['health'],
  security: ['user', 'groups', 'privileged', 'readOnlyRoot', 'capAdd', 'capDrop', 'securityOptions', 'userns'],
  labels: ['labels', 'labelFiles', 'annotations'],
};
const byField = new Map(
  Object.entries(fields).flatMap(([id, keys]) => keys.map((key) => [key, id as SectionId] as const)),
);

/** Where a field stands: `ports.1.hostPort` -> ports. */
export function sectionOf(field: string): SectionId {
  return byField.get((field.split('.')[0] ?? '') as keyof RunSpec) ?? 'advanced';
}

/** How much a section says: rows that are filled, and fields that are not at their default. */
export function sectionCount(spec: RunSpec, id: SectionId): number | undefined {
  if (id === 'basics') return undefined;
  const keys = (Object.keys(spec) as (keyof RunSpec)[]).filter((key) => sectionOf(key) === id);
  const count = keys.reduce((sum, key) => sum + size(spec[key]), 0);
  return count === 0 ? undefined : count;
}

function size(value: RunSpec[keyof RunSpec]): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object')
    return Object.values(value).filter((part) => part !== undefined && part !== false).length;
  return value === undefined || value === false ? 0 : 1;
}

export function sectionTitle(id: SectionId): string {
  const titles: Readonly<Record<SectionId, string>> = {
    basics: t('Basics'),
    ports: t('Ports'),
    environment: t('Environment'),
    mounts: t('Mounts'),
    network: t('Network'),
    resources: t('Resources'),
    health: t('Health check'),
    security: t('Security'),
    labels: t('Labels'),
    advanced: t('Advanced'),
  };
  return titles[id];
}
