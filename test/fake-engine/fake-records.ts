/** Raw answers as Docker 28 gives them (shapes taken from recorded ones), made to measure. */
export interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly state: 'created' | 'running' | 'exited' | 'paused';
  readonly image?: string;
}

/** A container id of 64 digits that ends in a number, so that a test can read it. */
export const fakeId = (n: number) => n.toString(16).padStart(64, '0');
export const fakeImageId = (n: number) => `sha256:${n.toString(16).padStart(64, '0')}`;

const statusOf = {
  created: 'Created',
  running: 'Up 5 seconds',
  exited: 'Exited (0) 5 seconds ago',
  paused: 'Up (Paused)',
};

export function listRecord({ id, name, state, image = 'sample/shell:1' }: FakeContainer) {
  return {
    Id: id,
    Names: [`/${name}`],
    Image: image,
    ImageID: fakeImageId(1),
    Command: 'sh',
    Created: 1_795_530_333,
    Ports: [],
    Labels: {},
    State: state,
    Status: statusOf[state],
    HostConfig: { NetworkMode: 'bridge' },
    NetworkSettings: { Networks: { bridge: { NetworkID: '', IPAddress: '' } } },
    Mounts: [],
  };
}

export function inspectRecord({ id, name, state, image = 'sample/shell:1' }: FakeContainer) {
  return {
    Id: id,
    Name: `/${name}`,
    Created: '2026-11-24T15:00:00.000000000Z',
    Path: 'sh',
    Args: [],
    State: { Status: state, Running: state === 'running', ExitCode: 0, Pid: 0 },
    Image: fakeImageId(1),
    RestartCount: 0,
    HostConfig: { NetworkMode: 'bridge', RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
    Mounts: [],
    Config: { Image: image, Cmd: ['sh'], Env: [], Labels: {}, Tty: false },
    NetworkSettings: { Networks: {}, Ports: {} },
  };
}

export function imageRecord(n: number, tags: readonly string[]) {
  return {
    Id: fakeImageId(n),
    RepoTags: tags,
    RepoDigests: [],
    Created: 1_795_530_335,
    Size: 1_984_162,
    SharedSize: -1,
    Labels: null,
    ParentId: '',
    Containers: -1,
  };
}

export function versionRecord(version: string, api: string, minApi: string) {
  return {
    Platform: { Name: '' },
    Components: [{ Name: 'Engine', Version: version, Details: { ApiVersion: api, MinAPIVersion: minApi } }],
    Version: version,
    ApiVersion: api,
    MinAPIVersion: minApi,
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: '6.18.44',
  };
}

export function infoRecord(version: string) {
  return {
    ID: 'fake',
    Name: 'fake',
    ServerVersion: version,
    OperatingSystem: 'A scripted engine',
    KernelVersion: '6.18.44',
    OSType: 'linux',
    Architecture: 'x86_64',
    Driver: 'overlay2',
    DriverStatus: [],
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    NCPU: 2,
    MemTotal: 8_000_000_000,
    Containers: 0,
    ContainersRunning: 0,
    ContainersPaused: 0,
    ContainersStopped: 0,
    Images: 1,
    Runtimes: { runc: { path: 'runc' } },
    DefaultRuntime: 'runc',
    RegistryConfig: {},
    SecurityOptions: [],
    Swarm: { LocalNodeState: 'inactive' },
    Warnings: null,
  };
}
