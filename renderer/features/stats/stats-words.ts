import type { ContainerLimits } from '@common/contract/containers';
import type { StatsSample } from '@common/contract/stats';
import { counted, type Translate } from '../../app/t';
import { formatBytes, formatMemory } from '../../ui/format-bytes';
import { formatPercent } from '../../ui/format-percent';
import type { Tone } from '../../ui/tone';
import type { Figure } from './stats-columns';

export interface ChartKind {
  readonly id: 'cpu' | 'memory' | 'network' | 'disk' | 'processes';
  readonly figures: readonly Figure[];
  /** Of its axis and its table. */
  readonly format: (value: number | undefined) => string;
  /** The axis reaches at least so far. */
  readonly least: number;
}

const formatRate = (value: number | undefined): string => {
  const size = formatBytes(value === undefined ? undefined : Math.round(value));
  return size === '–' ? size : `${size}/s`;
};
const formatCount = (value: number | undefined) => (value === undefined ? '–' : Math.round(value).toLocaleString());

/** In the order in which they stand. */
export const chartKinds: readonly ChartKind[] = [
  { id: 'cpu', figures: ['cpu'], format: formatPercent, least: 0.05 },
  { id: 'memory', figures: ['memory'], format: formatMemory, least: 2 ** 20 },
  { id: 'network', figures: ['networkIn', 'networkOut'], format: formatRate, least: 1_000 },
  { id: 'disk', figures: ['blockRead', 'blockWrite'], format: formatRate, least: 1_000 },
  { id: 'processes', figures: ['pids'], format: formatCount, least: 4 },
];

export const chartTitle = (id: ChartKind['id'], t: Translate): string =>
  ({ cpu: t('CPU'), memory: t('Memory'), network: t('Network'), disk: t('Disk'), processes: t('Processes') })[id];

export const figureTitle = (figure: Figure, t: Translate): string =>
  ({
    cpu: t('CPU'),
    cores: t('Cores'),
    memory: t('Memory'),
    memoryLimit: t('Memory limit'),
    networkIn: t('Network in'),
    networkOut: t('Network out'),
    blockRead: t('Disk read'),
    blockWrite: t('Disk written'),
    pids: t('Processes'),
    pidsLimit: t('Processes allowed'),
  })[figure];

/** What a chart says in words: what counts first, then what it is measured against. */
export interface ChartWords {
  readonly main: string;
  readonly more: string;
}

export function chartWords(
  id: ChartKind['id'],
  sample: StatsSample | undefined,
  limits: ContainerLimits,
  t: Translate,
): ChartWords {
  if (!sample) return { main: '–', more: '' };
  switch (id) {
    case 'cpu':
      return { main: formatPercent(sample.cpu), more: cpuMore(sample, limits, t) };
    case 'memory':
      return {
        main: formatMemory(sample.memory),
        more: sample.memoryLimit === undefined ? '' : memoryMore(sample.memoryLimit, limits.memory !== undefined, t),
      };
    case 'network':
      return {
        main: t('{{rate}} in', { rate: formatRate(sample.networkIn) }),
        more: t('{{rate}} out', { rate: formatRate(sample.networkOut) }),
      };
    case 'disk':
      return {
        main: t('{{rate}} written', { rate: formatRate(sample.blockWrite) }),
        more: t('{{rate}} read', { rate: formatRate(sample.blockRead) }),
      };
    case 'processes':
      return {
        main: formatCount(sample.pids),
        more: sample.pidsLimit === undefined ? '' : t('of {{limit}} allowed', { limit: formatCount(sample.pidsLimit) }),
      };
  }
}

function cpuMore({ cpu, cores }: StatsSample, { cpus }: ContainerLimits, t: Translate): string {
  const share = (of: number) => formatPercent(cpu === undefined ? undefined : cpu / of);
  if (cpus !== undefined) {
    return counted(
      cpus,
      'of one core · {{share}} of {{count}} CPU allowed',
      'of one core · {{share}} of {{count}} CPUs allowed',
      {
        share: share(cpus),
      },
    );
  }
  if (cores === undefined) return t('of one core');
  return counted(cores, 'of one core, of {{count}} there is', 'of one core · {{share}} of the {{count}} there are', {
    share: share(cores),
  });
}

const memoryMore = (limit: number, own: boolean, t: Translate) =>
  own
    ? t('of {{limit}} allowed', { limit: formatMemory(limit) })
    : t('of the {{limit}} there are', { limit: formatMemory(limit) });

/** The line that must not be crossed, where the container has a limit of its own. */
export function limitOf(
  id: ChartKind['id'],
  sample: StatsSample | undefined,
  limits: ContainerLimits,
): number | undefined {
  if (id === 'cpu') return limits.cpus;
  if (id === 'memory') return limits.memory;
  return id === 'processes' ? (limits.pids ?? sample?.pidsLimit) : undefined;
}

/** Near its limit it is no longer neutral. */
export function toneOf(value: number | undefined, limit: number | undefined): Tone | undefined {
  if (value === undefined || limit === undefined) return undefined;
  if (value >= limit * 0.9) return 'bad';
  return value >= limit * 0.75 ? 'warn' : undefined;
}
