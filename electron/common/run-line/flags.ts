/**
 * Every flag of `docker run` that Berth knows, each once and in both directions.
 *
 * `set` reads a value into the spec and says false when it can't; `get` gives the values to write, in the order of this
 * table. Source: https://docs.docker.com/reference/cli/docker/container/run/
 */
import type { NetworkSpec, RunSpec } from '../contract/run-spec';
import { parseCsv, writeCsv } from './csv';
import { parseMount, parseTmpfs, parseVolume, writeMount } from './mounts';
import { isPortRange, parsePublish, writePublish } from './ports';
import { parseDuration, parseSize, writeDuration, writeSize } from './units';

export interface RunFlag {
  /** First the one that is written. */
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly set: (spec: RunSpec, value: string) => boolean;
  readonly get: (spec: RunSpec) => readonly string[];
}

type KeysOf<Type> = { [Key in keyof RunSpec]-?: RunSpec[Key] extends Type ? Key : never }[keyof RunSpec];
type BooleanKey = KeysOf<boolean>;
type TextKey = KeysOf<string | undefined> & Exclude<keyof RunSpec, 'pull' | 'image'>;
type NumberKey = KeysOf<number | undefined>;
type ListKey =
  | 'expose'
  | 'envFiles'
  | 'volumesFrom'
  | 'dns'
  | 'dnsSearch'
  | 'dnsOptions'
  | 'links'
  | 'groups'
  | 'labelFiles'
  | 'capAdd'
  | 'capDrop'
  | 'securityOptions'
  | 'devices'
  | 'deviceCgroupRules';
type PairKey = 'labels' | 'annotations' | 'logOptions' | 'sysctls' | 'storageOptions';

const toggle = (names: readonly string[], key: BooleanKey): RunFlag => ({
  names,
  takesValue: false,
  set: (spec, value) => {
    if (!/^(?:true|false|1|0|t|f)$/i.test(value)) return false;
    spec[key] = /^[t1]/i.test(value);
    return true;
  },
  get: (spec) => (spec[key] ? ['true'] : []),
});

const word = (names: readonly string[], key: TextKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    if (value === '') return false;
    spec[key] = value;
    return true;
  },
  get: (spec) => (spec[key] === undefined ? [] : [spec[key]]),
});

const number = (
  names: readonly string[],
  key: NumberKey,
  parse: (text: string) => number | undefined = parseInteger,
  write: (value: number) => string = String,
): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    const parsed = parse(value);
    if (parsed === undefined) return false;
    spec[key] = parsed;
    return true;
  },
  get: (spec) => (spec[key] === undefined ? [] : [write(spec[key])]),
});

const list = (names: readonly string[], key: ListKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    if (value === '') return false;
    spec[key].push(value);
    return true;
  },
  get: (spec) => spec[key],
});

const pairs = (names: readonly string[], key: PairKey): RunFlag => ({
  names,
  takesValue: true,
  set: (spec, value) => {
    const [name, text] = cut(value);
    if (name === '') return false;
    // Docker's own flags overwrite: the last one of a name counts.
    spec[key] = [...spec[key].filter((pair) => pair.name !== name), { name, value: text ?? '' }];
    return true;
  },
  get: (spec) => spec[key].map((pair) => `${pair.name}=${pair.value}`),
});

const health = <Key extends 'interval' | 'timeout' | 'startPeriod' | 'startInterval'>(
  name: string,
  key: Key,
): RunFlag => ({
  names: [name],
  takesValue: true,
  set: (spec, value) => {
    const parsed = parseDuration(value);
    if (parsed === undefined) return false;
    spec.health[key] = parsed;
    return true;
  },
  get: ({ health }) => (health[key] === undefined ? [] : [writeDuration(health[key])]),
});

function parseInteger(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
function parseDecimal(text: string): number | undefined {
  return /^\d{1,9}(?:\.\d{1,9})?$|^\.\d{1,9}$/.test(text) ? Number(text) : undefined;
}
const parseSwap = (text: string) => (text === '-1' ? -1 : parseSize(text));
const writeSwap = (value: number) => (value === -1 ? '-1' : writeSize(value));

function cut(text: string): readonly [name: string, value: string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** The network that `--ip` and `--network-alias` speak of: the first, whether its flag came before or comes after. */
export const unnamedNetwork = '';
function firstNetwork(spec: RunSpec): NetworkSpec {
  const [first] = spec.networks;
  if (first) return first;
  const made: NetworkSpec = { name: unnamedNetwork, aliases: [] };
  spec.networks.push(made);
  return made;
}

function setNetwork(spec: RunSpec, text: string): boolean {
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

const writeNetwork = (network: NetworkSpec) =>
  writeCsv([
    `name=${network.name}`,
    ...network.aliases.map((alias) => `alias=${alias}`),
    ...(network.ipv4 ? [`ip=${network.ipv4}`] : []),
    ...(network.ipv6 ? [`ip6=${network.ipv6}`] : []),
    ...(network.mac ? [`mac-address=${network.mac}`] : []),
  ]);
/** One network is written with the flags everybody knows; several need the long form, which Docker 20.10 lacks. */
const short = (network: NetworkSpec | undefined, spec: RunSpec) => spec.networks.length === 1 && !network?.mac;

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

const parsed =
  <Value>(parse: (text: string) => Value | undefined, add: (spec: RunSpec, value: Value) => void) =>
  (spec: RunSpec, text: string): boolean => {
    const value = parse(text);
    if (value !== undefined) add(spec, value);
    return value !== undefined;
  };

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

/**
 * Flags that exist and that Berth does not carry, with whether they take a value: so that their value is not read as
 * the image. Docker's and Podman's.
 */
export const leftOutFlags: ReadonlyMap<string, boolean> = new Map([
  ...[
    '-a',
    '--attach',
    '--cidfile',
    '--detach-keys',
    '--device-read-bps',
    '--device-read-iops',
    '--device-write-bps',
    '--device-write-iops',
    '--blkio-weight-device',
    '--cpu-count',
    '--cpu-percent',
    '--cpu-rt-period',
    '--cpu-rt-runtime',
    '--io-maxbandwidth',
    '--io-maxiops',
    '--kernel-memory',
    '--link-local-ip',
    '--volume-driver',
  ].map((name) => [name, true] as const),
  ...[
    '--pod',
    '--secret',
    '--tz',
    '--umask',
    '--authfile',
    '--conmon-pidfile',
    '--pidfile',
    '--sdnotify',
    '--systemd',
    '--arch',
    '--os',
    '--variant',
    '--hostuser',
    '--uidmap',
    '--gidmap',
    '--subuidname',
    '--subgidname',
    '--seccomp-policy',
    '--requires',
    '--personality',
    '--passwd-entry',
    '--group-entry',
    '--preserve-fds',
    '--stop-timeout-sec',
    '--env-merge',
    '--chrootdirs',
    '--health-on-failure',
    '--image-volume',
    '--rdt-class',
    '--cgroup-conf',
    '--creds',
    '--cert-dir',
    '--retry',
    '--retry-delay',
  ].map((name) => [name, true] as const),
  ...[
    '--sig-proxy',
    '--disable-content-trust',
    '--quiet',
    '-q',
    '--use-api-socket',
    '--replace',
    '--no-hosts',
    '--no-hostname',
    '--http-proxy',
    '--env-host',
    '--passwd',
    '--read-only-tmpfs',
    '--rmi',
    '--rootfs',
    '--tls-verify',
    '--unsetenv-all',
  ].map((name) => [name, false] as const),
]);
