import * as z from 'zod';

const text = z.string().max(100_000);
const list = z.array(text).max(10_000).default([]);
const flag = z.boolean().default(false);
const bytes = z.number().int().min(0).optional();
const milliseconds = z.number().min(0).optional();

const publish = z.object({
  /** Absent: all addresses. */
  hostIp: text.optional(),
  /** A port or a range `8000-8010`; absent: the engine picks one. */
  hostPort: text.optional(),
  /** A port or a range. */
  containerPort: text,
  protocol: z.enum(['tcp', 'udp', 'sctp']).default('tcp'),
});
export type PublishSpec = z.infer<typeof publish>;

const mount = z.object({
  kind: z.enum(['bind', 'volume', 'tmpfs', 'image']),
  /** Host path, volume name or image; absent: an anonymous volume, or a tmpfs. */
  source: text.optional(),
  target: text,
  readOnly: z.boolean().default(false),
  /** Bind only: `rprivate`, `shared` … */
  propagation: text.optional(),
  /** Bind only, SELinux: `z` shares, `Z` keeps for this container. */
  relabel: z.enum(['z', 'Z']).optional(),
  /** `-v` makes a missing host directory, `--mount` refuses; kept so that a line comes back as it was. */
  createSource: z.boolean().default(false),
  /** Volume only: do not copy the image's files into it. */
  noCopy: z.boolean().default(false),
  /** Volume only. */
  subpath: text.optional(),
  driver: text.optional(),
  driverOptions: z.record(text, text).default({}),
  /** tmpfs only, bytes. */
  tmpfsSize: bytes,
  /** tmpfs only, octal. */
  tmpfsMode: text.optional(),
  /** tmpfs only: `noexec`, `uid=1000` … */
  tmpfsOptions: list,
});
export type MountSpec = z.infer<typeof mount>;

const network = z.object({
  name: text,
  aliases: list,
  ipv4: text.optional(),
  ipv6: text.optional(),
  mac: text.optional(),
});
export type NetworkSpec = z.infer<typeof network>;

/**
 * Everything a container can be run with, as the run dialog, a `docker run` line and `edit` know it.
 *
 * Words follow the CLI (https://docs.docker.com/reference/cli/docker/container/run/). Absent means the engine's or the
 * image's default. Sizes are bytes, durations ms.
 */
export const runSpec = z.object({
  image: text.min(1),
  name: text.optional(),
  /** Replaces the image's Cmd when not empty. */
  command: list,
  /** Replaces the image's Entrypoint; `[]` clears it. */
  entrypoint: z.array(text).max(1_000).optional(),
  detach: flag,
  interactive: flag,
  tty: flag,
  remove: flag,
  restart: z
    .object({
      name: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
      maximumRetryCount: z.number().int().min(0).default(0),
    })
    .default({ name: 'no', maximumRetryCount: 0 }),
  ports: z.array(publish).max(10_000).default([]),
  publishAll: flag,
  expose: list,
  /** Without a value: the name alone, which the CLI fills from its own environment. */
  env: z
    .array(z.object({ name: text, value: text.optional() }))
    .max(10_000)
    .default([]),
  envFiles: list,
  mounts: z.array(mount).max(1_000).default([]),
  volumesFrom: list,
  networks: z.array(network).max(100).default([]),
  hostname: text.optional(),
  domainname: text.optional(),
  mac: text.optional(),
  dns: list,
  dnsSearch: list,
  dnsOptions: list,
  /** `name:address` */
  extraHosts: list,
  links: list,
  user: text.optional(),
  groups: list,
  workingDirectory: text.optional(),
  labels: z
    .array(z.object({ name: text, value: text }))
    .max(10_000)
    .default([]),
  labelFiles: list,
  annotations: z
    .array(z.object({ name: text, value: text }))
    .max(10_000)
    .default([]),
  stopSignal: text.optional(),
  /** Seconds. */
  stopTimeout: z.number().int().optional(),
  /** Run an init inside that forwards signals and reaps processes. */
  init: flag,
  memory: bytes,
  memoryReservation: bytes,
  /** Memory and swap together; -1: no limit on swap. */
  memorySwap: z.number().int().min(-1).optional(),
  memorySwappiness: z.number().int().min(-1).max(100).optional(),
  cpus: z.number().min(0).optional(),
  cpuShares: z.number().int().min(0).optional(),
  cpuPeriod: z.number().int().min(0).optional(),
  cpuQuota: z.number().int().optional(),
  cpusetCpus: text.optional(),
  cpusetMems: text.optional(),
  /** -1: no limit. */
  pidsLimit: z.number().int().min(-1).optional(),
  shmSize: bytes,
  blkioWeight: z.number().int().min(0).max(1000).optional(),
  oomKillDisable: flag,
  oomScoreAdjust: z.number().int().min(-1000).max(1000).optional(),
  ulimits: z
    .array(z.object({ name: text, soft: z.number().int(), hard: z.number().int() }))
    .max(100)
    .default([]),
  health: z
    .object({
      /** `--no-healthcheck` */
      disabled: z.boolean().default(false),
      /** Run by the container's shell. */
      command: text.optional(),
      interval: milliseconds,
      timeout: milliseconds,
      startPeriod: milliseconds,
      startInterval: milliseconds,
      retries: z.number().int().min(0).optional(),
    })
    .default({ disabled: false }),
  capAdd: list,
  capDrop: list,
  privileged: flag,
  securityOptions: list,
  readOnlyRoot: flag,
  /** `host[:container[:rwm]]`, or a CDI name. */
  devices: list,
  deviceCgroupRules: list,
  /** As `--gpus` takes it: `all`, a count, or `device=…`. */
  gpus: text.optional(),
  ipc: text.optional(),
  pid: text.optional(),
  uts: text.optional(),
  userns: text.optional(),
  cgroupns: text.optional(),
  cgroupParent: text.optional(),
  platform: text.optional(),
  pull: z.enum(['missing', 'always', 'never']).optional(),
  runtime: text.optional(),
  isolation: text.optional(),
  logDriver: text.optional(),
  logOptions: z
    .array(z.object({ name: text, value: text }))
    .max(1_000)
    .default([]),
  sysctls: z
    .array(z.object({ name: text, value: text }))
    .max(1_000)
    .default([]),
  storageOptions: z
    .array(z.object({ name: text, value: text }))
    .max(1_000)
    .default([]),
});
export type RunSpec = z.infer<typeof runSpec>;
