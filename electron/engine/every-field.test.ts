import { expect, test } from 'vitest';
import type { RunSpec } from '../common/contract/run-spec';
import { emptyRunSpec } from '../common/run-line/empty-run-spec';
import { formProblemsOf } from '../common/run-line/form-problems';
import { createRequest } from './create-body';

type Goes =
  /** Where in the request the value arrives. */
  | { readonly to: string; readonly value: unknown }
  /** Not for the engine, and why nothing is lost. */
  | { readonly refused: unknown }
  | { readonly ours: string };

const pair = [{ name: 'a', value: 'b' }];
const host = 'body.HostConfig.';

/** Every field of a spec and where it ends up: a new one is asked for here by the compiler. */
const fields: Readonly<Record<keyof RunSpec, Goes>> = {
  image: { to: 'body.Image', value: 'other' },
  name: { to: 'query.name', value: 'n' },
  command: { to: 'body.Cmd', value: ['a'] },
  entrypoint: { to: 'body.Entrypoint', value: ['a'] },
  detach: { ours: 'a window never waits in the foreground' },
  interactive: { to: 'body.OpenStdin', value: true },
  tty: { to: 'body.Tty', value: true },
  remove: { to: `${host}AutoRemove`, value: true },
  restart: { to: `${host}RestartPolicy`, value: { name: 'always', maximumRetryCount: 0 } },
  ports: { to: `${host}PortBindings`, value: [{ containerPort: '80', protocol: 'tcp' }] },
  publishAll: { to: `${host}PublishAllPorts`, value: true },
  expose: { to: 'body.ExposedPorts', value: ['80'] },
  env: { to: 'body.Env', value: pair },
  envFiles: { refused: ['a.env'] },
  mounts: {
    to: `${host}Tmpfs`,
    value: [
      {
        kind: 'tmpfs',
        target: '/t',
        readOnly: false,
        createSource: false,
        noCopy: false,
        driverOptions: {},
        tmpfsOptions: [],
      },
    ],
  },
  volumesFrom: { to: `${host}VolumesFrom`, value: ['a'] },
  networks: { to: `${host}NetworkMode`, value: [{ name: 'n', aliases: [] }] },
  hostname: { to: 'body.Hostname', value: 'h' },
  domainname: { to: 'body.Domainname', value: 'd' },
  mac: { to: 'body.NetworkingConfig.EndpointsConfig.default.MacAddress', value: '02:42:ac:11:00:02' },
  dns: { to: `${host}Dns`, value: ['1.1.1.1'] },
  dnsSearch: { to: `${host}DnsSearch`, value: ['a'] },
  dnsOptions: { to: `${host}DnsOptions`, value: ['a'] },
  extraHosts: { to: `${host}ExtraHosts`, value: ['a:1.1.1.1'] },
  links: { to: `${host}Links`, value: ['a'] },
  user: { to: 'body.User', value: '1' },
  groups: { to: `${host}GroupAdd`, value: ['1'] },
  workingDirectory: { to: 'body.WorkingDir', value: '/w' },
  labels: { to: 'body.Labels', value: pair },
  labelFiles: { refused: ['a.labels'] },
  annotations: { to: `${host}Annotations`, value: pair },
  stopSignal: { to: 'body.StopSignal', value: 'INT' },
  stopTimeout: { to: 'body.StopTimeout', value: 0 },
  init: { to: `${host}Init`, value: true },
  memory: { to: `${host}Memory`, value: 1 },
  memoryReservation: { to: `${host}MemoryReservation`, value: 1 },
  memorySwap: { to: `${host}MemorySwap`, value: -1 },
  memorySwappiness: { to: `${host}MemorySwappiness`, value: 0 },
  cpus: { to: `${host}NanoCpus`, value: 1 },
  cpuShares: { to: `${host}CpuShares`, value: 1 },
  cpuPeriod: { to: `${host}CpuPeriod`, value: 1 },
  cpuQuota: { to: `${host}CpuQuota`, value: 1 },
  cpusetCpus: { to: `${host}CpusetCpus`, value: '0' },
  cpusetMems: { to: `${host}CpusetMems`, value: '0' },
  pidsLimit: { to: `${host}PidsLimit`, value: 1 },
  shmSize: { to: `${host}ShmSize`, value: 1 },
  blkioWeight: { to: `${host}BlkioWeight`, value: 10 },
  oomKillDisable: { to: `${host}OomKillDisable`, value: true },
  oomScoreAdjust: { to: `${host}OomScoreAdj`, value: 1 },
  ulimits: { to: `${host}Ulimits`, value: [{ name: 'nofile', soft: 1, hard: 1 }] },
  health: { to: 'body.Healthcheck', value: { disabled: true } },
  capAdd: { to: `${host}CapAdd`, value: ['a'] },
  capDrop: { to: `${host}CapDrop`, value: ['a'] },
  privileged: { to: `${host}Privileged`, value: true },
  securityOptions: { to: `${host}SecurityOpt`, value: ['a'] },
  readOnlyRoot: { to: `${host}ReadonlyRootfs`, value: true },
  devices: { to: `${host}Devices`, value: ['/dev/null'] },
  deviceCgroupRules: { to: `${host}DeviceCgroupRules`, value: ['a'] },
  gpus: { to: `${host}DeviceRequests`, value: 'all' },
  ipc: { to: `${host}IpcMode`, value: 'host' },
  pid: { to: `${host}PidMode`, value: 'host' },
  uts: { to: `${host}UTSMode`, value: 'host' },
  userns: { to: `${host}UsernsMode`, value: 'host' },
  cgroupns: { to: `${host}CgroupnsMode`, value: 'host' },
  cgroupParent: { to: `${host}CgroupParent`, value: 'a' },
  platform: { to: 'query.platform', value: 'linux/arm64' },
  pull: { ours: 'services/run.ts pulls before it creates' },
  runtime: { to: `${host}Runtime`, value: 'a' },
  isolation: { to: `${host}Isolation`, value: 'a' },
  logDriver: { to: `${host}LogConfig`, value: 'a' },
  logOptions: { to: `${host}LogConfig`, value: pair },
  sysctls: { to: `${host}Sysctls`, value: pair },
  storageOptions: { to: `${host}StorageOpt`, value: pair },
};

const request = (spec: Partial<RunSpec>) =>
  createRequest({ ...emptyRunSpec('img'), ...spec }, { product: 'docker', apiVersion: '1.51' });

const at = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], tree);

const all = Object.entries(fields);

test.each(all.flatMap(([name, goes]) => ('to' in goes ? [[name, goes.to, goes.value] as const] : [])))(
  '%s arrives at %s',
  (name, to, value) => {
    const made = request({ [name]: value });
    expect(at(made, to)).toBeDefined();
    expect(at(made, to)).not.toEqual(at(request({}), to));
  },
);

test.each(all.flatMap(([name, goes]) => ('refused' in goes ? [[name, goes.refused] as const] : [])))(
  '%s, which the engine has no field for, is said before submit, and after it',
  (name, value) => {
    const problems = formProblemsOf({ ...emptyRunSpec('img'), [name]: value });
    expect(problems).toMatchObject([{ field: `${name}.0`, severity: 'error' }]);
    expect(request({ [name]: value }).leftOut).toHaveLength(1);
  },
);

test.each(all.flatMap(([name, goes]) => ('ours' in goes ? [name] : [])))('%s is not the engine’s to know', (name) => {
  expect(request({ [name]: name === 'pull' ? 'always' : true })).toEqual(request({}));
});
