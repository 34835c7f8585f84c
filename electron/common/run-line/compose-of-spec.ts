import { Document, visit } from 'yaml';
import type { MountSpec, NetworkSpec, PublishSpec, RunSpec } from '../contract/run-spec';
import { writeDuration } from './units';

type Yaml = string | number | boolean | null | readonly Yaml[] | { readonly [key: string]: Yaml };
type Section = Record<string, Yaml>;

/**
 * A Compose file with one service that runs this container, and the volumes and networks that it names as `external`: they are
 * there already and Compose must not rename them.
 *
 * Source: https://docs.docker.com/reference/compose-file/services/
 */
export function composeOfSpec(spec: RunSpec): string {
  const name = serviceName(spec);
  const file: Section = { services: { [name]: service(spec) } };
  const networks = ownNetworks(spec);
  if (networks.length > 0) file.networks = external(networks.map((network) => network.name));
  const volumes = spec.mounts.filter(({ kind, source }) => kind === 'volume' && source !== undefined);
  if (volumes.length > 0) file.volumes = external(volumes.map(({ source = '' }) => source));
  // Read as YAML 1.1 by some and as 1.2 by others: what either could take for a number is quoted, `yes` and the like by the writer.
  const document = new Document(doubled(file), { version: '1.1' });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && /^[-+.\d]/.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replace(/^%YAML 1\.1\n---\n/, '');
}

/** Compose takes letters, digits and `_ . -`. */
function serviceName({ name, image }: RunSpec): string {
  const base = name ?? image.replace(/@.*$/, '').split('/').at(-1)?.replace(/:.*$/, '') ?? '';
  return base.replace(/[^a-zA-Z0-9_.-]/g, '-') || 'app';
}

const external = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].map((name) => [name, { external: true, name }]));

const builtIn = /^(?:bridge|host|none|default|podman|container:.*|service:.*)$/;
const ownNetworks = (spec: RunSpec) => spec.networks.filter(({ name }) => !builtIn.test(name));

function service(spec: RunSpec): Section {
  const [first] = spec.networks;
  const mode = first && builtIn.test(first.name) && first.name !== 'default' ? first.name : undefined;
  return lean({
    image: spec.image,
    container_name: spec.name,
    platform: spec.platform,
    pull_policy: spec.pull,
    command: filled(spec.command),
    entrypoint: spec.entrypoint && [...spec.entrypoint],
    stdin_open: on(spec.interactive),
    tty: on(spec.tty),
    restart: restart(spec),
    ports: filled(spec.ports.map(port)),
    expose: filled(spec.expose),
    environment: environment(spec.env),
    env_file: filled(spec.envFiles),
    volumes: filled(spec.mounts.map(volume)),
    volumes_from: filled(spec.volumesFrom.map((name) => `container:${name}`)),
    network_mode: ownNetworks(spec).length === 0 ? mode : undefined,
    networks: networks(spec),
    hostname: spec.hostname,
    domainname: spec.domainname,
    mac_address: spec.mac,
    dns: filled(spec.dns),
    dns_search: filled(spec.dnsSearch),
    dns_opt: filled(spec.dnsOptions),
    extra_hosts: filled(spec.extraHosts),
    external_links: filled(spec.links),
    user: spec.user,
    group_add: filled(spec.groups),
    working_dir: spec.workingDirectory,
    labels: pairs(spec.labels),
    label_file: filled(spec.labelFiles),
    annotations: pairs(spec.annotations),
    stop_signal: spec.stopSignal,
    stop_grace_period: spec.stopTimeout === undefined ? undefined : `${spec.stopTimeout}s`,
    init: on(spec.init),
    mem_limit: spec.memory,
    mem_reservation: spec.memoryReservation,
    memswap_limit: spec.memorySwap,
    mem_swappiness: spec.memorySwappiness,
    cpus: spec.cpus,
    cpu_shares: spec.cpuShares,
    cpu_period: spec.cpuPeriod,
    cpu_quota: spec.cpuQuota,
    cpuset: spec.cpusetCpus,
    pids_limit: spec.pidsLimit,
    shm_size: spec.shmSize,
    blkio_config: spec.blkioWeight === undefined ? undefined : { weight: spec.blkioWeight },
    oom_kill_disable: on(spec.oomKillDisable),
    oom_score_adj: spec.oomScoreAdjust,
    ulimits:
      spec.ulimits.length === 0
        ? undefined
        : Object.fromEntries(spec.ulimits.map(({ name, soft, hard }) => [name, soft === hard ? soft : { soft, hard }])),
    healthcheck: healthcheck(spec.health),
    cap_add: filled(spec.capAdd),
    cap_drop: filled(spec.capDrop),
    privileged: on(spec.privileged),
    security_opt: filled(spec.securityOptions),
    read_only: on(spec.readOnlyRoot),
    devices: filled(spec.devices),
    device_cgroup_rules: filled(spec.deviceCgroupRules),
    gpus: gpus(spec.gpus),
    ipc: spec.ipc,
    pid: spec.pid,
    uts: spec.uts,
    userns_mode: spec.userns,
    cgroup: spec.cgroupns,
    cgroup_parent: spec.cgroupParent,
    runtime: spec.runtime,
    isolation: spec.isolation,
    logging:
      spec.logDriver === undefined && spec.logOptions.length === 0
        ? undefined
        : lean({ driver: spec.logDriver, options: pairs(spec.logOptions) }),
    sysctls: pairs(spec.sysctls),
    storage_opt: pairs(spec.storageOptions),
  });
}

/** What of a spec Compose has no word for, by its flag. */
export function leftOutOfCompose(spec: RunSpec): readonly string[] {
  return [
    ...(spec.remove ? ['--rm'] : []),
    ...(spec.publishAll ? ['--publish-all'] : []),
    ...(spec.cpusetMems === undefined ? [] : ['--cpuset-mems']),
    ...(spec.networks.length > 1 && spec.networks.some(({ name }) => builtIn.test(name)) ? ['--network bridge'] : []),
  ];
}

/** `no` is a word to Compose and false to YAML 1.1: it is written quoted, or left out as the default. */
function restart({ restart: { name, maximumRetryCount } }: RunSpec): string | undefined {
  if (name === 'no') return undefined;
  return name === 'on-failure' && maximumRetryCount > 0 ? `${name}:${maximumRetryCount}` : name;
}

/** The long form: the short one reads `22:22` as a number of base 60 in YAML 1.1. */
function port({ hostIp, hostPort, containerPort, protocol }: PublishSpec): Yaml {
  if (!containerPort.includes('-'))
    return lean({ target: Number(containerPort), published: hostPort, host_ip: hostIp, protocol });
  const ip = hostIp?.includes(':') ? `[${hostIp}]` : hostIp;
  return `${ip ? `${ip}:` : ''}${hostPort ? `${hostPort}:` : ip ? ':' : ''}${containerPort}/${protocol}`;
}

/** A name alone takes its value from Compose's own environment, as `docker run -e NAME` does. */
function environment(env: RunSpec['env']): Yaml | undefined {
  return env.length === 0 ? undefined : Object.fromEntries(env.map(({ name, value }) => [name, value ?? null]));
}

function volume(mount: MountSpec): Yaml {
  const { kind, source, target, readOnly } = mount;
  return lean({
    type: kind,
    source,
    target,
    read_only: on(readOnly),
    bind:
      kind === 'bind'
        ? lean({
            propagation: mount.propagation,
            selinux: mount.relabel,
            create_host_path: mount.createSource,
          })
        : undefined,
    volume:
      kind === 'volume' && (mount.noCopy || mount.subpath !== undefined)
        ? lean({ nocopy: on(mount.noCopy), subpath: mount.subpath })
        : undefined,
    image: kind === 'image' && mount.subpath !== undefined ? { subpath: mount.subpath } : undefined,
    tmpfs:
      kind === 'tmpfs' && (mount.tmpfsSize !== undefined || mount.tmpfsMode !== undefined)
        ? lean({
            size: mount.tmpfsSize,
            mode: mount.tmpfsMode === undefined ? undefined : Number.parseInt(mount.tmpfsMode, 8),
          })
        : undefined,
  });
}

function networks(spec: RunSpec): Yaml | undefined {
  const own = ownNetworks(spec);
  if (own.length === 0) return undefined;
  const settings = (network: NetworkSpec) =>
    lean({
      aliases: filled(network.aliases),
      ipv4_address: network.ipv4,
      ipv6_address: network.ipv6,
      mac_address: network.mac,
    });
  return Object.fromEntries(own.map((network) => [network.name, settings(network)]));
}

function healthcheck(health: RunSpec['health']): Yaml | undefined {
  if (health.disabled) return { disable: true };
  const time = (ms: number | undefined) => (ms === undefined ? undefined : writeDuration(ms));
  const check = lean({
    test: health.command === undefined ? undefined : ['CMD-SHELL', health.command],
    interval: time(health.interval),
    timeout: time(health.timeout),
    start_period: time(health.startPeriod),
    start_interval: time(health.startInterval),
    retries: health.retries,
  });
  return Object.keys(check).length > 0 ? check : undefined;
}

/** `all`, a count or `device=0,2`. */
function gpus(text: string | undefined): Yaml | undefined {
  if (text === undefined || text === 'all') return text;
  const ids = /^"?device=([^"]+)"?$/.exec(text)?.[1];
  if (ids) return [{ driver: 'nvidia', device_ids: ids.split(',') }];
  return /^\d+$/.test(text) ? [{ driver: 'nvidia', count: Number(text) }] : 'all';
}

const on = (value: boolean): true | undefined => (value ? true : undefined);
const filled = <Item extends Yaml>(list: readonly Item[]): readonly Item[] | undefined =>
  list.length > 0 ? [...list] : undefined;
const pairs = (list: readonly { readonly name: string; readonly value: string }[]) =>
  list.length > 0 ? Object.fromEntries(list.map(({ name, value }) => [name, value])) : undefined;

function lean(fields: Readonly<Record<string, Yaml | undefined>>): Section {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Section;
}

/** Compose fills in `$NAME` wherever it stands in a value; two dollars are one. Names of keys are taken as they are. */
function doubled(value: Yaml): Yaml {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(doubled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, doubled(item)]));
}
