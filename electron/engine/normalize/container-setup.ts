import type { ContainerSetup } from '../../common/contract/container-setup';
import type { NetworkSpec, PublishSpec, RunSpec } from '../../common/contract/run-spec';
import { emptyRunSpec } from '../../common/run-line/empty-run-spec';
import { asBoolean, asList, asNumber, asPositive, asRecord, asText, asTextMap, asTexts, asWord, type Raw } from './raw';
import { setupDevices } from './setup-devices';
import { setupMounts } from './setup-mounts';

/**
 * What a container was made with, read back from `inspect`: its image's settings are still among it
 * (`run-line/spec-of-container.ts` takes them away), the engine's own additions are not.
 */
export function toContainerSetup(value: unknown): ContainerSetup {
  const raw = asRecord(value);
  const config = asRecord(raw.Config);
  const host = asRecord(raw.HostConfig);
  const podman = isPodman(config, host);
  const id = asText(raw.Id);
  const devices = setupDevices(host);
  const { mounts, anonymous } = setupMounts(raw);
  const health = healthOf(asRecord(config.Healthcheck));
  const memory = asPositive(host.Memory);
  const nano = asPositive(host.NanoCpus);
  const spec: RunSpec = {
    ...emptyRunSpec(asText(config.Image) || asText(raw.ImageName)),
    name: asWord(asText(raw.Name).replace(/^\//, '')),
    command: [...asTexts(config.Cmd)],
    // Podman keeps the empty word that clears it.
    entrypoint: asTexts(config.Entrypoint).filter((word, index) => index > 0 || word !== ''),
    detach: true,
    interactive: asBoolean(config.OpenStdin),
    tty: asBoolean(config.Tty),
    remove: asBoolean(host.AutoRemove),
    restart: restart(asRecord(host.RestartPolicy)),
    ports: ports(host.PortBindings, podman),
    publishAll: asBoolean(host.PublishAllPorts),
    expose: exposed(config.ExposedPorts, host.PortBindings),
    env: env(config.Env, podman, asText(config.Hostname)),
    mounts,
    volumesFrom: [...asTexts(host.VolumesFrom)],
    networks: networks(raw, host, podman),
    hostname: asText(config.Hostname) === id.slice(0, 12) ? undefined : asWord(config.Hostname),
    domainname: asWord(config.Domainname),
    mac: asWord(config.MacAddress),
    dns: [...asTexts(host.Dns)],
    dnsSearch: [...asTexts(host.DnsSearch)],
    dnsOptions: [...asTexts(host.DnsOptions)],
    extraHosts: [...asTexts(host.ExtraHosts)],
    links: links(raw, host),
    user: asWord(config.User),
    groups: [...asTexts(host.GroupAdd)],
    workingDirectory: asWord(config.WorkingDir),
    labels: pairs(config.Labels),
    annotations: pairs(host.Annotations).filter(({ name }) => !enginesAnnotation.test(name)),
    stopSignal: stopSignal(asText(config.StopSignal)),
    stopTimeout: stopTimeout(config.StopTimeout, podman),
    init: asBoolean(host.Init),
    memory,
    memoryReservation: asPositive(host.MemoryReservation),
    // Twice the memory is what engines fill in.
    memorySwap: swap(asNumber(host.MemorySwap), memory),
    memorySwappiness: swappiness(host.MemorySwappiness, podman),
    cpus: nano === undefined ? undefined : nano / 1e9,
    cpuShares: asPositive(host.CpuShares),
    // Podman tells --cpus both ways.
    cpuPeriod: nano === undefined ? asPositive(host.CpuPeriod) : undefined,
    cpuQuota: nano === undefined ? asNumber(host.CpuQuota) || undefined : undefined,
    cpusetCpus: asWord(host.CpusetCpus),
    cpusetMems: asWord(host.CpusetMems),
    pidsLimit: pidsLimit(host.PidsLimit, podman),
    shmSize: shmSize(asPositive(host.ShmSize)),
    blkioWeight: asPositive(host.BlkioWeight),
    oomKillDisable: asBoolean(host.OomKillDisable),
    oomScoreAdjust: asNumber(host.OomScoreAdj) || undefined,
    ulimits: asList(host.Ulimits).map((item) => {
      const { Name, Soft, Hard } = asRecord(item);
      const name = asText(Name)
        .replace(/^RLIMIT_/, '')
        .toLowerCase();
      return { name, soft: asNumber(Soft), hard: asNumber(Hard) };
    }),
    health: health.spec,
    capAdd: asTexts(host.CapAdd).map(capability),
    // What the machine itself lacks, Podman tells as dropped.
    capDrop: podman && asBoolean(host.Privileged) ? [] : asTexts(host.CapDrop).map(capability),
    privileged: asBoolean(host.Privileged),
    securityOptions: securityOptions(host),
    readOnlyRoot: asBoolean(host.ReadonlyRootfs),
    devices: [...devices.devices],
    deviceCgroupRules: [...asTexts(host.DeviceCgroupRules)],
    gpus: devices.gpus,
    ipc: said(host.IpcMode, podman ? ['shareable', 'private'] : ['private']),
    pid: said(host.PidMode, ['private']),
    uts: said(host.UTSMode, ['private']),
    userns: said(host.UsernsMode, []),
    cgroupns: said(host.CgroupnsMode, []),
    cgroupParent: asWord(host.CgroupParent),
    runtime: said(host.Runtime, ['oci']),
    isolation: said(host.Isolation, ['default']),
    logDriver: asWord(asRecord(host.LogConfig).Type),
    logOptions: pairs(asRecord(host.LogConfig).Config),
    sysctls: pairs(host.Sysctls),
    storageOptions: pairs(host.StorageOpt),
  };
  return {
    spec: lean(spec),
    anonymousVolumes: anonymous,
    healthTest: health.test,
    leftOut: [...devices.leftOut, ...leftOutOf(host)],
  };
}

/** What a line of `docker run` could say and `RunSpec` does not, by its flag. */
const leftOutFields: Readonly<Record<string, string>> = {
  BlkioWeightDevice: '--blkio-weight-device',
  BlkioDeviceReadBps: '--device-read-bps',
  BlkioDeviceWriteBps: '--device-write-bps',
  BlkioDeviceReadIOps: '--device-read-iops',
  BlkioDeviceWriteIOps: '--device-write-iops',
  CpuRealtimePeriod: '--cpu-rt-period',
  CpuRealtimeRuntime: '--cpu-rt-runtime',
  CpuCount: '--cpu-count',
  CpuPercent: '--cpu-percent',
  IOMaximumIOps: '--io-maxiops',
  IOMaximumBandwidth: '--io-maxbandwidth',
  KernelMemory: '--kernel-memory',
  VolumeDriver: '--volume-driver',
};

const leftOutOf = (host: Raw) =>
  Object.entries(leftOutFields).flatMap(([field, flag]) => {
    const value = host[field];
    return asNumber(value) !== 0 || asList(value).length > 0 || (typeof value === 'string' && value !== '')
      ? [flag]
      : [];
  });

/** Podman's service does not name itself in an inspect; Docker knows no private UTS mode to name. */
function isPodman(config: Raw, host: Raw): boolean {
  return (
    host.UTSMode === 'private' ||
    asRecord(host.Annotations)['io.container.manager'] === 'libpod' ||
    asTexts(config.Env).includes('container=podman')
  );
}

const enginesAnnotation = /^(?:io\.container\.manager$|io\.podman\.|org\.opencontainers\.|org\.systemd\.)/;

const pairs = (value: unknown) => Object.entries(asTextMap(value)).map(([name, text]) => ({ name, value: text }));

/** Undefined for what engines fill in by themselves. */
function said(value: unknown, defaults: readonly string[]): string | undefined {
  const text = asText(value);
  return text === '' || defaults.includes(text) ? undefined : text;
}

const capability = (name: string) => name.replace(/^CAP_/, '');

function restart({ Name, MaximumRetryCount }: Raw): RunSpec['restart'] {
  const name = Name === 'always' || Name === 'on-failure' || Name === 'unless-stopped' ? Name : 'no';
  return { name, maximumRetryCount: name === 'on-failure' ? asNumber(MaximumRetryCount) : 0 };
}

function portOf(key: string): Pick<PublishSpec, 'containerPort' | 'protocol'> {
  const [containerPort = '', protocol] = key.split('/');
  return { containerPort, protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp' };
}

/** Podman says "all addresses" as an address. */
function ports(value: unknown, podman: boolean): PublishSpec[] {
  return Object.entries(asRecord(value)).flatMap(([key, bindings]) =>
    asList(bindings).map((item): PublishSpec => {
      const { HostIp, HostPort } = asRecord(item);
      const hostIp = asWord(HostIp);
      const hostPort = asWord(HostPort);
      return {
        ...(hostIp && !(podman && hostIp === '0.0.0.0') ? { hostIp } : {}),
        ...(hostPort && hostPort !== '0' ? { hostPort } : {}),
        ...portOf(key),
      };
    }),
  );
}

/** `8080` or `53/udp`, without what is published. */
function exposed(value: unknown, bindings: unknown): string[] {
  const published = asRecord(bindings);
  return Object.keys(asRecord(value))
    .filter((key) => asList(published[key]).length === 0)
    .map((key) => key.replace(/\/tcp$/, ''));
}

/** A name without `=` takes the image's variable away; Podman adds some that nobody asked for. */
function env(value: unknown, podman: boolean, hostname: string): RunSpec['env'] {
  const made = ['container=podman', 'HOME=/root', 'TERM=xterm', `HOSTNAME=${hostname}`];
  return asTexts(value)
    .filter((pair) => !(podman && made.includes(pair)))
    .map((pair) => {
      const at = pair.indexOf('=', 1);
      return at < 0 ? { name: pair } : { name: pair.slice(0, at), value: pair.slice(at + 1) };
    });
}

/** The first is the container's own mode: the one whose settings go with `docker run`. */
function networks(raw: Raw, host: Raw, podman: boolean): NetworkSpec[] {
  const id = asText(raw.Id);
  const asked = asText(host.NetworkMode);
  const attached = Object.entries(asRecord(asRecord(raw.NetworkSettings).Networks)).map(([name, item]): NetworkSpec => {
    const { IPAMConfig, Aliases } = asRecord(item);
    const { IPv4Address, IPv6Address } = asRecord(IPAMConfig);
    const ipv4 = asWord(IPv4Address);
    const ipv6 = asWord(IPv6Address);
    return {
      name,
      aliases: asTexts(Aliases).filter((alias) => alias !== id.slice(0, 12) && !/^[0-9a-f]{12}$/.test(alias)),
      ...(ipv4 && { ipv4 }),
      ...(ipv6 && { ipv6 }),
    };
  });
  // Podman says `bridge` whatever networks were named, Docker 20.10 `default` for its own.
  const usual = podman ? 'podman' : 'bridge';
  const mode = asked === '' || asked === 'default' || asked === 'bridge' ? usual : asked;
  const own = attached.find(({ name }) => name === mode);
  const others = attached.filter(({ name }) => name !== mode).sort((one, other) => one.name.localeCompare(other.name));
  if (mode === usual && others.length === 0 && (own === undefined || isPlain(own))) return [];
  if (own) return [own, ...others];
  if (mode === usual && podman) return others;
  // With `host`, `none` or `container:ID` nothing else can be attached.
  return /^(?:host|none|container:.*)$/.test(mode)
    ? [{ name: mode, aliases: [] }]
    : [{ name: mode, aliases: [] }, ...others];
}

const isPlain = ({ aliases, ipv4, ipv6, mac }: NetworkSpec) =>
  aliases.length === 0 && ipv4 === undefined && ipv6 === undefined && mac === undefined;

/** `/db:/web/alias` -> `db:alias`; on networks of one's own they stand at the endpoint. */
function links(raw: Raw, host: Raw): string[] {
  const own = asTexts(host.Links).map((link) => {
    const [from = '', to = ''] = link.split(':');
    return `${from.replace(/^\//, '')}:${to.split('/').at(-1) ?? ''}`;
  });
  const ofNetworks = Object.values(asRecord(asRecord(raw.NetworkSettings).Networks)).flatMap((item) =>
    asTexts(asRecord(item).Links),
  );
  return [...new Set([...own, ...ofNetworks])];
}

const signalNames: Readonly<Record<string, string>> = {
  '1': 'SIGHUP',
  '2': 'SIGINT',
  '3': 'SIGQUIT',
  '9': 'SIGKILL',
  '15': 'SIGTERM',
  '28': 'SIGWINCH',
};

/** Podman counts signals; SIGTERM is what every engine sends anyway. */
function stopSignal(text: string): string | undefined {
  const name = signalNames[text] ?? text;
  return name === '' || name === 'SIGTERM' ? undefined : name;
}

/** Podman fills in its own: 10 s, and 4.3 says 0 for them. */
function stopTimeout(value: unknown, podman: boolean): number | undefined {
  if (typeof value !== 'number' || (podman && (value === 10 || value === 0))) return undefined;
  return value;
}

function swap(value: number, memory: number | undefined): number | undefined {
  if (value === 0 || (memory !== undefined && value === 2 * memory)) return undefined;
  return value;
}

/** Absent, -1 and Podman's 0 for a container that asked for nothing. */
function swappiness(value: unknown, podman: boolean): number | undefined {
  return typeof value !== 'number' || value < 0 || (podman && value === 0) ? undefined : value;
}

/** Podman gives every container 2048. */
function pidsLimit(value: unknown, podman: boolean): number | undefined {
  const limit = asNumber(value);
  return limit === 0 || (podman && limit === 2048) ? undefined : limit;
}

/** 64 MiB is Docker's own, 62.5 MiB Podman's. */
const shmSize = (bytes: number | undefined) => (bytes === 67_108_864 || bytes === 65_536_000 ? undefined : bytes);

/** Engines switch labels off by themselves for what shares the host's processes or may do everything. */
function securityOptions(host: Raw): string[] {
  const privileged = asBoolean(host.Privileged);
  const unlabelled = privileged || host.IpcMode === 'host' || host.PidMode === 'host';
  const options = asTexts(host.SecurityOpt).filter((option) => !(unlabelled && /^label[=:]disable$/.test(option)));
  const unmasked = Array.isArray(host.MaskedPaths) && host.MaskedPaths.length === 0 && !privileged;
  return unmasked ? [...options, 'systempaths=unconfined'] : [...options];
}

function healthOf(raw: Raw): { readonly spec: RunSpec['health']; readonly test: readonly string[] } {
  const test = asTexts(raw.Test);
  if (test[0] === 'NONE') return { spec: { disabled: true }, test };
  const ms = (value: unknown) => {
    const nano = asPositive(value);
    return nano === undefined ? undefined : nano / 1e6;
  };
  const spec: RunSpec['health'] = {
    disabled: false,
    command: test[0] === 'CMD-SHELL' ? test[1] : undefined,
    interval: ms(raw.Interval),
    timeout: ms(raw.Timeout),
    startPeriod: ms(raw.StartPeriod),
    startInterval: ms(raw.StartInterval),
    retries: asPositive(raw.Retries),
  };
  return { spec: lean(spec), test };
}

/** Without what is undefined: a setup is compared with forms and lines, which leave it out. */
function lean<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
