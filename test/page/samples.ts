/** Invented facts that look like an engine's, for tests of the page. */
import type { Container, ContainerDetails } from '@common/contract/containers';
import type { Attempt, Capabilities, EngineInfo, EngineState, EnginesState } from '@common/contract/engines';
import type { ContainerId, ImageId, JobId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';
import type { Job } from '@common/contract/jobs';
import { emptyRunSpec } from '../../electron/common/run-line/empty-run-spec';
import { local } from './fake-main';

const capabilities: Capabilities = {
  'update-limits': true,
  'health-events': true,
  'shared-size': false,
  'image-manifests': false,
  distribution: true,
  buildkit: true,
  swarm: true,
  'console-size': true,
};

export const engine = (more: Partial<EngineState> = {}): EngineState => ({
  id: local,
  name: 'default',
  source: 'docker',
  address: 'unix:///var/run/docker.sock',
  phase: 'connected',
  seenAt: Date.now(),
  product: 'docker',
  version: '28.5.1',
  apiVersion: '1.51',
  platform: 'linux/amd64',
  capabilities,
  clockOffset: 0,
  ...more,
});

export const attempts: readonly Attempt[] = [
  { source: 'flag', outcome: { kind: 'not-given' } },
  { source: 'environment', outcome: { kind: 'not-given' } },
  {
    source: 'context',
    address: 'staging',
    outcome: {
      kind: 'failed',
      error: {
        code: 'engine-unreachable',
        params: { address: 'ssh://deploy@10.3.0.9', reason: 'host key is not the one you trusted before' },
      },
    },
  },
  {
    source: 'docker',
    address: '/var/run/docker.sock',
    outcome: { kind: 'failed', error: { code: 'engine-permission', params: { path: '/var/run/docker.sock' } } },
  },
  { source: 'docker-rootless', outcome: { kind: 'no-socket' } },
  { source: 'podman', address: '/run/podman/podman.sock', outcome: { kind: 'no-socket' } },
];

export const connected: EnginesState = { engines: [engine()], attempts: [], remedies: [] };

export const noEngine: EnginesState = {
  engines: [],
  attempts,
  remedies: [
    { kind: 'start-installed', command: 'systemctl start docker', product: 'docker' },
    { kind: 'start-private', product: 'docker' },
  ],
  nextTryAt: Date.now() + 3_000,
};

export const info: EngineInfo = {
  engine: local,
  product: 'docker',
  name: 'build-7',
  version: '28.5.1',
  apiVersion: '1.51',
  minApiVersion: '1.24',
  usedApiVersion: '1.51',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  kernel: '6.1.0-28-amd64',
  platform: 'linux/amd64',
  components: [
    { name: 'containerd', version: '1.7.27' },
    { name: 'runc', version: '1.2.5' },
    { name: 'docker-init', version: '0.19.0' },
  ],
  storageDriver: 'overlay2',
  imageStore: 'classic',
  cgroupVersion: '2',
  cgroupDriver: 'systemd',
  loggingDriver: 'json-file',
  runtimes: ['runc', 'io.containerd.runc.v2'],
  defaultRuntime: 'runc',
  cpus: 8,
  memory: 25_125_000_000,
  rootDirectory: '/var/lib/docker',
  rootless: false,
  liveRestore: false,
  swarm: 'inactive',
  registryMirrors: [],
  insecureRegistries: ['127.0.0.0/8'],
  warnings: ['No swap limit support'],
  containers: { running: 12, paused: 1, stopped: 18 },
  images: 58,
};

const hex = (text: string) =>
  [...text]
    .map((char) => char.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);

export const container = (name: string, more: Partial<Container> = {}): Container => ({
  engine: local,
  id: hex(name) as ContainerId,
  name,
  image: 'nginx:1.27',
  imageId: `sha256:${hex('nginx')}` as ImageId,
  command: 'nginx -g daemon off;',
  state: 'running',
  createdAt: Date.now() - 3_600_000,
  ports: [],
  networks: ['bridge'],
  labels: {},
  ...more,
});

/** What inspect says of a listed container. */
export const details = (row: Container, more: Partial<ContainerDetails> = {}): ContainerDetails => ({
  engine: row.engine,
  id: row.id,
  name: row.name,
  image: row.image,
  imageId: row.imageId,
  state: row.state,
  oomKilled: false,
  createdAt: row.createdAt,
  restartCount: 0,
  restartPolicy: { name: 'no', maximumRetryCount: 0 },
  autoRemove: false,
  entrypoint: [],
  command: ['nginx', '-g', 'daemon off;'],
  user: '',
  workingDirectory: '',
  hostname: row.id.slice(0, 12),
  tty: false,
  openStdin: false,
  stdinOnce: false,
  env: [],
  labels: row.labels,
  mounts: [],
  networks: [],
  networkMode: 'bridge',
  setup: { spec: emptyRunSpec(row.image), anonymousVolumes: [], healthTest: [], leftOut: [] },
  ports: [],
  limits: {},
  logDriver: 'json-file',
  privileged: false,
  readOnlyRoot: false,
  capAdd: [],
  capDrop: [],
  raw: {},
  ...more,
});

export const image = (tag: string): Image => ({
  engine: local,
  id: `sha256:${hex(tag)}` as ImageId,
  tags: [tag],
  digests: [],
  size: 1_000_000,
  sharedSize: undefined,
  createdAt: Date.now() - 86_400_000,
  labels: {},
  dangling: false,
});

let made = 0;
export const job = (more: Partial<Job> = {}): Job => ({
  id: `job-${++made}` as JobId,
  engine: local,
  verb: 'stop',
  noun: 'container',
  items: [{ id: 'a', name: 'web-1', state: 'done' }],
  command: 'docker stop web-1',
  state: 'done',
  startedAt: Date.now() - 65_000,
  endedAt: Date.now() - 62_000,
  ...more,
});
