import { expect, test } from 'vitest';
import type { EngineId, ImageId } from '../../common/contract/ids';
import { emptyRunSpec } from '../../common/run-line/empty-run-spec';
import { writeRunLine } from '../../common/run-line/run-line';
import { specOfContainer } from '../../common/run-line/spec-of-container';
import { toContainerDetails } from './container-details';
import { toContainerSetup } from './container-setup';
import { type RecordedEngine, recorded, recordedEngines } from './fixtures/recorded';
import { toImageDetails } from './image-details';

const engine = 'local' as EngineId;
const details = (name: RecordedEngine, what: string) =>
  toContainerDetails(engine, 'a'.repeat(64) as never, recorded(name, `inspect-${what}`).json);
const image = (name: RecordedEngine) =>
  toImageDetails(engine, `sha256:${'b'.repeat(64)}` as ImageId, {
    // The samples' image: a PATH, and `sh` as its command.
    inspect: { ...(recorded(name, 'image').json as object), Config: { Env: ['PATH=/bin'], Cmd: ['sh'] } },
    history: [],
    usedBy: [],
  });

test.each(recordedEngines)('web-1 of %s is told as it was made', (name) => {
  const podman = name.startsWith('podman');
  const { spec, leftOut } = specOfContainer(details(name, 'web-1'), image(name), { anonymousVolumes: 'kept' });
  const plain = { readOnly: false, createSource: false, noCopy: false, driverOptions: {}, tmpfsOptions: [] };
  expect(leftOut).toEqual([]);
  expect({ ...spec, ulimits: [] }).toEqual({
    ...emptyRunSpec(podman ? 'docker.io/sample/shell:1' : 'sample/shell:1'),
    detach: true,
    name: 'web-1',
    command: ['httpd', '-f', '-p', '8080'],
    restart: { name: 'unless-stopped', maximumRetryCount: 0 },
    // Podman forgets that the port was for it to choose.
    ports: [
      {
        hostIp: '127.0.0.1',
        ...(podman && { hostPort: expect.stringMatching(/^\d+$/) }),
        containerPort: '8080',
        protocol: 'tcp',
      },
    ],
    expose: ['9090/udp'],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'TOKEN', value: 'abc' },
    ],
    mounts: [
      { ...plain, kind: 'bind', source: '/etc/hostname', target: '/mnt/hostname', readOnly: true, createSource: true },
      { ...plain, kind: 'volume', source: 'data', target: '/data' },
      { ...plain, kind: 'tmpfs', target: '/scratch' },
    ],
    networks: podman
      ? [
          { name: 'podman', aliases: [] },
          { name: 'backend', aliases: ['www'] },
        ]
      : [
          { name: 'bridge', aliases: [] },
          { name: 'backend', aliases: ['www'] },
        ],
    labels: [
      { name: 'com.docker.compose.container-number', value: '1' },
      { name: 'com.docker.compose.project', value: 'shop' },
      { name: 'com.docker.compose.project.config_files', value: '~/shop/compose.yaml' },
      { name: 'com.docker.compose.service', value: 'web' },
    ],
    memory: 134_217_728,
    cpus: 0.5,
    pidsLimit: 100,
    health: { disabled: false, command: 'echo fine', interval: 1_000, timeout: 1_000, retries: 2 },
  });
});

test.each(recordedEngines)('plain containers of %s need no more than their command', (name) => {
  const line = (what: string) => {
    const { spec } = specOfContainer(details(name, what), image(name), { anonymousVolumes: 'new' });
    return writeRunLine({ ...spec, ulimits: [] }).replace('docker.io/', '');
  };
  expect(line('tty')).toMatch(/^docker run -dit --name tty sample\/shell:1/);
  expect(line('gone-3')).toMatch(/^docker run -d --name gone-3 sample\/shell:1 sh -c /);
  expect(line('oom')).toMatch(/^docker run -d --name oom (?:-v \S+ )?(?:-m|--memory) \d+m/);
});

test('an engine that sends nothing of it gives an empty setup', () => {
  const { spec } = toContainerSetup({});
  expect({ ...spec, detach: false, entrypoint: undefined }).toEqual({ ...emptyRunSpec(), entrypoint: undefined });
});

test('what no field says is named by its flag', () => {
  const { leftOut } = toContainerSetup({
    HostConfig: {
      BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1 }],
      KernelMemory: 5,
      DeviceRequests: [{ Driver: 'x' }],
    },
  });
  expect(leftOut.toSorted()).toEqual(['--device-read-bps', '--gpus', '--kernel-memory']);
});
