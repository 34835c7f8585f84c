/** `RunSpec` -> the body of `POST /containers/create`, as the docker CLI makes it. Pure; quirks of versions are told apart here. */
import type { NetworkSpec, RunSpec } from '../common/contract/run-spec';
import { compareVersions } from './api-version';
import { deviceRequests, toDevice } from './create-devices';
import { mountParts } from './create-mounts';
import { portParts } from './create-ports';
import type { EngineIdentity } from './port';

export type CreateTarget = Pick<EngineIdentity, 'product' | 'apiVersion'>;

/** What to attach once the container exists. */
interface LaterNetwork {
  readonly network: string;
  readonly endpoint: Readonly<Record<string, unknown>>;
}

export interface CreateRequest {
  readonly query: { readonly name?: string; readonly platform?: string };
  readonly body: Readonly<Record<string, unknown>>;
  /** Networks that this engine does not take at create. */
  readonly later: readonly LaterNetwork[];
  /** Flags of `docker run` that this engine has no field for: said as warnings, never dropped in silence. */
  readonly leftOut: readonly string[];
}

/** Engine's default network in `EndpointsConfig`, from API 1.44 on. */
const unnamed = 'default';

export function createRequest(spec: RunSpec, target: CreateTarget): CreateRequest {
  const docker = target.product === 'docker';
  /** Podman reads bodies leniently and follows newer fields whatever version is named. */
  const since = (version: string) => !docker || compareVersions(target.apiVersion, version) >= 0;
  // Files of the machine that a line was written on: a form says so before it is sent, others at least learn of it.
  const leftOut: string[] = [
    ...spec.envFiles.map((path) => `--env-file ${path}`),
    ...spec.labelFiles.map((path) => `--label-file ${path}`),
  ];
  const only = <Value>(flag: string, version: string, value: Value | undefined): Value | undefined => {
    if (value === undefined || since(version)) return value;
    leftOut.push(flag);
    return undefined;
  };
  const several = spec.networks.length > 1 && since('1.44');
  const macOfEndpoint = since('1.44');
  const [first, ...others] = spec.networks;
  const endpoints = endpointsOf(spec, several ? spec.networks : first ? [first] : [], macOfEndpoint);
  const ports = portParts(spec);
  const mounts = mountParts(spec.mounts, since);
  leftOut.push(...mounts.leftOut);
  const maskless = spec.securityOptions.includes('systempaths=unconfined');
  const requests = deviceRequests(spec);

  const body = lean({
    Image: spec.image,
    Hostname: spec.hostname,
    Domainname: spec.domainname,
    User: spec.user,
    Tty: spec.tty || undefined,
    OpenStdin: spec.interactive || undefined,
    ExposedPorts: ports.exposed,
    Env: filled(spec.env.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))),
    Cmd: filled(spec.command),
    // The CLI clears an Entrypoint so; an empty list would keep the image's Cmd.
    Entrypoint: spec.entrypoint && (spec.entrypoint.length === 0 ? [''] : spec.entrypoint),
    Healthcheck: healthcheck(spec, only),
    Volumes: mounts.volumes,
    WorkingDir: spec.workingDirectory,
    Labels: pairs(spec.labels),
    MacAddress: macOfEndpoint ? undefined : (spec.mac ?? first?.mac),
    StopSignal: spec.stopSignal,
    StopTimeout: spec.stopTimeout,
    NetworkingConfig: endpoints && { EndpointsConfig: endpoints },
    HostConfig: lean({
      Binds: mounts.binds,
      Mounts: mounts.mounts,
      Tmpfs: mounts.tmpfs,
      VolumesFrom: filled(spec.volumesFrom),
      PortBindings: ports.bindings,
      PublishAllPorts: spec.publishAll || undefined,
      NetworkMode: first?.name,
      Links: filled(spec.links),
      AutoRemove: spec.remove || undefined,
      RestartPolicy:
        spec.restart.name === 'no'
          ? undefined
          : { Name: spec.restart.name, MaximumRetryCount: spec.restart.maximumRetryCount },
      Privileged: spec.privileged || undefined,
      ReadonlyRootfs: spec.readOnlyRoot || undefined,
      CapAdd: filled(spec.capAdd),
      CapDrop: filled(spec.capDrop),
      SecurityOpt: filled(spec.securityOptions.filter((option) => option !== 'systempaths=unconfined')),
      MaskedPaths: maskless ? [] : undefined,
      ReadonlyPaths: maskless ? [] : undefined,
      Dns: filled(spec.dns),
      DnsSearch: filled(spec.dnsSearch),
      DnsOptions: filled(spec.dnsOptions),
      ExtraHosts: filled(spec.extraHosts),
      GroupAdd: filled(spec.groups),
      IpcMode: spec.ipc,
      PidMode: spec.pid,
      UTSMode: spec.uts,
      UsernsMode: spec.userns,
      CgroupnsMode: spec.cgroupns,
      CgroupParent: spec.cgroupParent,
      Sysctls: pairs(spec.sysctls),
      StorageOpt: pairs(spec.storageOptions),
      Annotations: only('--annotation', '1.43', pairs(spec.annotations)),
      Runtime: spec.runtime,
      Isolation: spec.isolation,
      LogConfig:
        spec.logDriver !== undefined || spec.logOptions.length > 0
          ? lean({ Type: spec.logDriver, Config: pairs(spec.logOptions) })
          : undefined,
      Devices: filled(spec.devices.flatMap(toDevice)),
      DeviceCgroupRules: filled(spec.deviceCgroupRules),
      DeviceRequests: filled(requests),
      Init: spec.init || undefined,
      Memory: spec.memory,
      MemoryReservation: spec.memoryReservation,
      MemorySwap: spec.memorySwap,
      MemorySwappiness: spec.memorySwappiness,
      NanoCpus: spec.cpus === undefined ? undefined : Math.round(spec.cpus * 1e9),
      CpuShares: spec.cpuShares,
      CpuPeriod: spec.cpuPeriod,
      CpuQuota: spec.cpuQuota,
      CpusetCpus: spec.cpusetCpus,
      CpusetMems: spec.cpusetMems,
      PidsLimit: spec.pidsLimit,
      ShmSize: spec.shmSize,
      BlkioWeight: spec.blkioWeight,
      OomKillDisable: spec.oomKillDisable || undefined,
      OomScoreAdj: spec.oomScoreAdjust,
      Ulimits: filled(spec.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard }))),
    }),
  });
  return {
    query: lean({ name: spec.name, platform: only('--platform', '1.41', spec.platform) }),
    body,
    later: several
      ? []
      : others.map((network) => ({ network: network.name, endpoint: endpoint(network, spec.links, true) })),
    leftOut,
  };
}

/** Undefined when no network has anything of its own: then the network's name alone says it all. */
function endpointsOf(spec: RunSpec, networks: readonly NetworkSpec[], withMac: boolean) {
  const [first] = networks;
  const list: [string, Readonly<Record<string, unknown>>][] = networks.map((network) => [
    network.name,
    endpoint(network, spec.links, withMac),
  ]);
  if (withMac && spec.mac !== undefined) {
    const [, own] = list[0] ?? [];
    list[0] = [first?.name ?? unnamed, { MacAddress: spec.mac, ...own }];
  }
  const said = list.length > 1 || Object.keys(list[0]?.[1] ?? {}).length > 0;
  return said ? Object.fromEntries(list) : undefined;
}

/** Networks that the engine made: links there are the container's, not the endpoint's. */
const builtIn = new Set(['bridge', 'default', 'host', 'none', 'podman']);

function endpoint(network: NetworkSpec, links: readonly string[], withMac: boolean) {
  return lean({
    Aliases: filled(network.aliases),
    IPAMConfig:
      network.ipv4 || network.ipv6 ? lean({ IPv4Address: network.ipv4, IPv6Address: network.ipv6 }) : undefined,
    MacAddress: withMac ? network.mac : undefined,
    Links: builtIn.has(network.name) ? undefined : filled(links),
  });
}

type Only = <Value>(flag: string, version: string, value: Value | undefined) => Value | undefined;

/** The API counts in ns. An absent `Test` keeps the image's. */
function healthcheck({ health }: RunSpec, only: Only) {
  if (health.disabled) return { Test: ['NONE'] };
  const nanoseconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms * 1e6));
  const check = lean({
    Test: health.command === undefined ? undefined : ['CMD-SHELL', health.command],
    Interval: nanoseconds(health.interval),
    Timeout: nanoseconds(health.timeout),
    StartPeriod: nanoseconds(health.startPeriod),
    StartInterval: only('--health-start-interval', '1.44', nanoseconds(health.startInterval)),
    Retries: health.retries,
  });
  return Object.keys(check).length > 0 ? check : undefined;
}

/** Without what is undefined. */
function lean<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

const filled = <Item>(list: readonly Item[]) => (list.length > 0 ? list : undefined);

/** `Object.fromEntries` defines and never assigns: a label called `__proto__` becomes a label. */
const pairs = (list: readonly { readonly name: string; readonly value: string }[]) =>
  list.length > 0 ? Object.fromEntries(list.map(({ name, value }) => [name, value])) : undefined;
