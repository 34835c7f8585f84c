import { describe, expect, test } from 'vitest';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import { toContainerDetails } from './container-details';
import { type RecordedEngine, recorded, recordedEngines } from './fixtures/recorded';

const engine = 'local' as EngineId;
const asked = 'a'.repeat(64) as ContainerId;
const inspected = (name: RecordedEngine, what: string) =>
  toContainerDetails(engine, asked, recorded(name, `inspect-${what}`).json);

describe.each(recordedEngines)('inspect of %s', (name) => {
  const podman = name.startsWith('podman');
  const attached = (network: string, aliases: readonly string[]) => ({
    network,
    networkId: expect.any(String),
    ipv4: expect.stringMatching(/^1\d+\./),
    gateway: expect.stringMatching(/^1\d+\./),
    mac: expect.stringMatching(/^([0-9a-f]{2}:){5}/),
    aliases,
  });

  test('gives web-1 whole', () => {
    const { raw, env, setup, ...rest } = inspected(name, 'web-1');
    // See container-setup.test.ts.
    expect(setup.spec.name).toBe('web-1');
    expect(raw).toBe(raw);
    expect(env).toEqual(
      expect.arrayContaining([
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'TOKEN', value: 'abc' },
      ]),
    );
    const probe = {
      startedAt: expect.any(Number),
      endedAt: expect.any(Number),
      exitCode: 0,
      output: 'fine\n',
    };
    expect(rest).toEqual({
      engine,
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'web-1',
      image: podman ? 'docker.io/sample/shell:1' : 'sample/shell:1',
      imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      platform: name === 'docker-28-containerd' ? 'linux/amd64' : 'linux',
      state: 'running',
      health: podman
        ? { status: 'starting', failingStreak: 0, log: [] }
        : { status: 'healthy', failingStreak: 0, log: Array.from({ length: 5 }, () => probe) },
      healthcheck: { test: ['CMD-SHELL', 'echo fine'], interval: 1_000, timeout: 1_000, retries: 2 },
      oomKilled: false,
      pid: expect.any(Number),
      createdAt: expect.any(Number),
      startedAt: expect.any(Number),
      restartCount: 0,
      restartPolicy: { name: 'unless-stopped', maximumRetryCount: 0 },
      autoRemove: false,
      entrypoint: [],
      command: ['httpd', '-f', '-p', '8080'],
      user: '',
      workingDirectory: podman ? '/' : '',
      hostname: expect.stringMatching(/^[0-9a-f]{12}$/),
      tty: false,
      openStdin: false,
      stdinOnce: false,
      labels: expect.objectContaining({ 'com.docker.compose.project': 'shop' }),
      compose: { project: 'shop', service: 'web', number: '1', configFiles: '~/shop/compose.yaml' },
      mounts: [
        {
          kind: 'volume',
          name: 'data',
          source: expect.stringContaining('data'),
          target: '/data',
          readOnly: false,
          driver: 'local',
          anonymous: false,
        },
        { kind: 'bind', source: '/etc/hostname', target: '/mnt/hostname', readOnly: true, anonymous: false },
        { kind: 'tmpfs', source: '', target: '/scratch', readOnly: false, anonymous: false },
      ],
      networks: [attached('backend', ['www']), attached(podman ? 'podman' : 'bridge', [])],
      networkMode: 'bridge',
      ports: [
        { privatePort: 8080, publicPort: expect.any(Number), protocol: 'tcp', ip: '127.0.0.1' },
        { privatePort: 9090, protocol: 'udp' },
      ],
      limits: { cpus: 0.5, memory: 134_217_728, memorySwap: 268_435_456, pids: 100 },
      logDriver: 'json-file',
      privileged: false,
      readOnlyRoot: false,
      capAdd: [],
      capDrop: [],
      runtime: podman ? 'oci' : 'runc',
    });
  });

  test.each([
    ['gone-3', { state: 'exited', exitCode: 3 }],
    ['killed', { state: 'exited', exitCode: 137 }],
    ['oom', { state: 'exited', exitCode: 137 }],
    ['paused', { state: 'paused', exitCode: undefined }],
    ['never', { state: 'created', exitCode: undefined, startedAt: undefined, finishedAt: undefined }],
    ['tty', { state: 'running', tty: true, openStdin: true }],
    ['bad-cmd', { state: 'created', exitCode: podman ? undefined : 127 }],
    ['loop', { state: podman ? 'exited' : 'restarting', exitCode: 1 }],
  ] as const)('%s', (what, expected) => {
    expect(inspected(name, what)).toMatchObject(expected);
  });

  test('says what the engine says of a failing health check', () => {
    const { health } = inspected(name, 'sick-1');
    expect(health).toMatchObject(podman ? { status: 'starting' } : { status: 'unhealthy' });
  });
});

describe('odd details', () => {
  test('an empty answer is shown under the id that was asked for', () => {
    expect(toContainerDetails(engine, asked, {})).toMatchObject({
      id: asked,
      name: 'a'.repeat(12),
      state: 'dead',
      command: [],
    });
  });

  test('Podman 4’s empty health is none; NONE is no check', () => {
    const details = toContainerDetails(engine, asked, {
      State: { Status: 'running', Health: { Status: '', Log: null } },
      Config: { Healthcheck: { Test: ['NONE'] } },
    });
    expect(details.health).toBeUndefined();
    expect(details.healthcheck).toBeUndefined();
  });

  test('a volume is anonymous by its made-up name', () => {
    const volume = (Name: string) => ({ Type: 'volume', Name, Source: '/v', Destination: `/${Name.length}`, RW: true });
    const { mounts } = toContainerDetails(engine, asked, { Mounts: [volume('f'.repeat(64)), volume('data')] });
    expect(mounts.map(({ name, anonymous }) => [name?.length, anonymous])).toEqual([
      [4, false],
      [64, true],
    ]);
  });

  test('ports asked for are shown while it does not run', () => {
    const { ports } = toContainerDetails(engine, asked, {
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
      Config: { ExposedPorts: { '80/tcp': {}, '53/udp': {} } },
      NetworkSettings: { Ports: {} },
    });
    expect(ports).toEqual([
      { privatePort: 53, protocol: 'udp' },
      { privatePort: 80, publicPort: 8080, protocol: 'tcp' },
    ]);
  });

  test('an environment value may hold an equals sign; Windows has names that begin with one', () => {
    const { env } = toContainerDetails(engine, asked, { Config: { Env: ['A=b=c', 'EMPTY=', 'BARE', '=C:=C:\\x'] } });
    expect(env).toEqual([
      { name: 'A', value: 'b=c' },
      { name: 'EMPTY', value: '' },
      { name: 'BARE', value: '' },
      { name: '=C:', value: 'C:\\x' },
    ]);
  });
});
