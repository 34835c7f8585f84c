/**
 * Every flag of `docker run` that Berth knows, each once and in both directions.
 *
 * `set` reads a value into the spec and says false when it can't; `get` gives the values to write, in the order of this
 * table. Source: https://docs.docker.com/reference/cli/docker/container/run/
 */
import type { RunSpec } from '../contract/run-spec';
import {
  cut,
  health,
  list,
  number,
  pairs,
  parseDecimal,
  parsed,
  parseInteger,
  parseSwap,
  type RunFlag,
  toggle,
  word,
  writeSwap,
} from './flag-kinds';
import { firstNetwork, setNetwork, short, writeNetwork } from './flag-networks';
import { parseMount, parseTmpfs, parseVolume, writeMount } from './mounts';
import { isPortRange, parsePublish, writePublish } from './ports';
import { parseSize, writeSize } from './units';

function setEntrypoint(spec: RunSpec, value: string): boolean {
  spec.entrypoint = value === '' ? [] : [value];
  // Podman takes a list written as JSON.
  if (value.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed) && parsed.every((part) => typeof part === 'string')) spec.entrypoint = parsed;
    } catch {
      // Not JSON: a program of that name.
    }
  }
  return true;
}

function setUlimit(spec: RunSpec, value: string): boolean {
  const match = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(value);
  if (!match) return false;
  const soft = Number(match[2]);
  const name = match[1] ?? '';
  spec.ulimits = [
    ...spec.ulimits.filter((limit) => limit.name !== name),
    { name, soft, hard: match[3] === undefined ? soft : Number(match[3]) },
  ];
  return true;
}

/** Mounts keep their order among each other, whichever of three flags makes them; see `writeRunLine`. */
const mounts = (names: readonly string[], parse: typeof parseVolume): RunFlag => ({
  names,
  takesValue: true,
  set: parsed(parse, (spec, mount) => spec.mounts.push(mount)),
  get: (spec) => spec.mounts.map(writeMount).flatMap(([flag, value]) => (flag === names[0] ? [value] : [])),
});

export const runFlags: readonly RunFlag[] = [
  toggle(['-d', '--detach'], 'detach'),
  toggle(['-i', '--interactive'], 'interactive'),
  toggle(['-t', '--tty'], 'tty'),
  toggle(['--rm'], 'remove'),
  word(['--name'], 'name'),
  {
    names: ['--restart'],
    takesValue: true,
    set: (spec, value) => {
      const match = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(value);
      if (!match || (match[2] !== undefined && match[1] !== 'on-failure')) return false;
      spec.restart = { name: match[1] as RunSpec['restart']['name'], maximumRetryCount: Number(match[2] ?? 0) };
      return true;
    },
    get: ({ restart: { name, maximumRetryCount } }) =>
      name === 'no' ? [] : [maximumRetryCount > 0 && name === 'on-failure' ? `${name}:${maximumRetryCount}` : name],
  },
  {
    names: ['-p', '--publish'],
    takesValue: true,
    set: parsed(parsePublish, (spec, port) => spec.ports.push(port)),
    get: (spec) => spec.ports.map(writePublish),
  },
  toggle(['-P', '--publish-all'], 'publishAll'),
  {
    names: ['--expose'],
    takesValue: true,
    set: (spec, value) => {
      if (!isPortRange(value.replace(/\/(tcp|udp|sctp)$/, ''))) return false;
      spec.expose.push(value);
      return true;
    },
    get: (spec) => spec.expose,
  },
  {
    names: ['-e', '--env'],
    takesValue: true,
    set: (spec, text) => {
      const [name, value] = cut(text);
      if (name === '') return false;
      spec.env = [...spec.env.filter((entry) => entry.name !== name), value === undefined ? { name } : { name, value }];
      return true;
    },
    get: (spec) => spec.env.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)),
  },
  list(['--env-file'], 'envFiles'),
  mounts(['-v', '--volume'], parseVolume),
  mounts(['--mount'], parseMount),
  mounts(['--tmpfs'], parseTmpfs),
  list(['--volumes-from'], 'volumesFrom'),
  {
    names: ['--network', '--net'],
    takesValue: true,
    set: setNetwork,
    get: (spec) => spec.networks.map((network) => (short(network, spec) ? network.name : writeNetwork(network))),
  },
  {
    names: ['--network-alias', '--net-alias'],
    takesValue: true,
    set: (spec, value) => value !== '' && firstNetwork(spec).aliases.push(value) > 0,
    get: (spec) => (short(spec.networks[0], spec) ? (spec.networks[0]?.aliases ?? []) : []),
  },
  {
    names: ['--ip'],
    takesValue: true,
    set: (spec, value) => /^[0-9.]+$/.test(value) && Object.assign(firstNetwork(spec), { ipv4: value }) !== undefined,
    get: (spec) => (short(spec.networks[0], spec) && spec.networks[0]?.ipv4 ? [spec.networks[0].ipv4] : []),
  },
  {
    names: ['--ip6'],
    takesValue: true,
    set: (spec, value) =>
      /^[0-9a-fA-F:.]+$/.test(value) && Object.assign(firstNetwork(spec), { ipv6: value }) !== undefined,
    get: (spec) => (short(spec.networks[0], spec) && spec.networks[0]?.ipv6 ? [spec.networks[0].ipv6] : []),
  },
  word(['--mac-address'], 'mac'),
  word(['-h', '--hostname'], 'hostname'),
  word(['--domainname'], 'domainname'),
  list(['--dns'], 'dns'),
  list(['--dns-search'], 'dnsSearch'),
  list(['--dns-option', '--dns-opt'], 'dnsOptions'),
  {
    names: ['--add-host'],
    takesValue: true,
    set: (spec, value) => {
      const match = /^([^:=]+)[:=](.+)$/.exec(value);
      if (!match) return false;
      spec.extraHosts.push(`${match[1]}:${match[2]}`);
      return true;
    },
    get: (spec) => spec.extraHosts,
  },
  list(['--link'], 'links'),
  word(['-u', '--user'], 'user'),
  list(['--group-add'], 'groups'),
  word(['-w', '--workdir'], 'workingDirectory'),
  {
    names: ['--entrypoint'],
    takesValue: true,
    set: setEntrypoint,
    // The CLI takes one word; `writeRunLine` puts the others before the command, where they make the same argv.
    get: ({ entrypoint }) => (entrypoint === undefined ? [] : [entrypoint[0] ?? '']),
  },
  pairs(['-l', '--label'], 'labels'),
  list(['--label-file'], 'labelFiles'),
  pairs(['--annotation'], 'annotations'),
  word(['--stop-signal'], 'stopSignal'),
  number(['--stop-timeout'], 'stopTimeout'),
  toggle(['--init'], 'init'),
  number(['-m', '--memory'], 'memory', parseSize, writeSize),
  number(['--memory-reservation'], 'memoryReservation', parseSize, writeSize),
  number(['--memory-swap'], 'memorySwap', parseSwap, writeSwap),
  number(['--memory-swappiness'], 'memorySwappiness'),
  number(['--cpus'], 'cpus', parseDecimal),
  number(['-c', '--cpu-shares'], 'cpuShares'),
  number(['--cpu-period'], 'cpuPeriod'),
  number(['--cpu-quota'], 'cpuQuota'),
  word(['--cpuset-cpus'], 'cpusetCpus'),
  word(['--cpuset-mems'], 'cpusetMems'),
  number(['--pids-limit'], 'pidsLimit'),
  number(['--shm-size'], 'shmSize', parseSize, writeSize),
  number(['--blkio-weight'], 'blkioWeight'),
  toggle(['--oom-kill-disable'], 'oomKillDisable'),
  number(['--oom-score-adj'], 'oomScoreAdjust'),
  {
    names: ['--ulimit'],
    takesValue: true,
    set: setUlimit,
    get: (spec) => spec.ulimits.map(({ name, soft, hard }) => `${name}=${soft === hard ? soft : `${soft}:${hard}`}`),
  },
  {
    names: ['--no-healthcheck'],
    takesValue: false,
    set: (spec, value) => {
      spec.health.disabled = /^[t1]/i.test(value);
      return true;
    },
    get: ({ health }) => (health.disabled ? ['true'] : []),
  },
  {
    names: ['--health-cmd'],
    takesValue: true,
    set: (spec, value) => {
      spec.health.command = value;
      return value !== '';
    },
    get: ({ health }) => (health.command === undefined ? [] : [health.command]),
  },
  health('--health-interval', 'interval'),
  health('--health-timeout', 'timeout'),
  health('--health-start-period', 'startPeriod'),
  health('--health-start-interval', 'startInterval'),
  {
    names: ['--health-retries'],
    takesValue: true,
    set: parsed(parseInteger, (spec, retries) => {
      spec.health.retries = retries;
    }),
    get: ({ health }) => (health.retries === undefined ? [] : [String(health.retries)]),
  },
  list(['--cap-add'], 'capAdd'),
  list(['--cap-drop'], 'capDrop'),
  toggle(['--privileged'], 'privileged'),
  list(['--security-opt'], 'securityOptions'),
  toggle(['--read-only'], 'readOnlyRoot'),
  list(['--device'], 'devices'),
  list(['--device-cgroup-rule'], 'deviceCgroupRules'),
  word(['--gpus'], 'gpus'),
  word(['--ipc'], 'ipc'),
  word(['--pid'], 'pid'),
  word(['--uts'], 'uts'),
  word(['--userns'], 'userns'),
  word(['--cgroupns'], 'cgroupns'),
  word(['--cgroup-parent'], 'cgroupParent'),
  word(['--platform'], 'platform'),
  {
    names: ['--pull'],
    takesValue: true,
    set: (spec, value) => {
      if (value !== 'missing' && value !== 'always' && value !== 'never') return false;
      spec.pull = value;
      return true;
    },
    get: ({ pull }) => (pull === undefined ? [] : [pull]),
  },
  word(['--runtime'], 'runtime'),
  word(['--isolation'], 'isolation'),
  word(['--log-driver'], 'logDriver'),
  pairs(['--log-opt'], 'logOptions'),
  pairs(['--sysctl'], 'sysctls'),
  pairs(['--storage-opt'], 'storageOptions'),
];
