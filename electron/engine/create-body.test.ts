import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRunLine } from '../common/run-line/run-line';
import { type CreateTarget, createRequest } from './create-body';

const docker = (apiVersion: string): CreateTarget => ({ product: 'docker', apiVersion });
const newest = docker('1.51');
const of = (line: string, target = newest) => createRequest(parseRunLine(`docker run ${line}`).spec, target);
const host = (line: string, target = newest) => of(line, target).body.HostConfig as Record<string, unknown>;

test('a bare image says nothing that is a default', () => {
  expect(of('nginx')).toEqual({ query: {}, body: { Image: 'nginx', HostConfig: {} }, later: [], leftOut: [] });
});

describe('each flag in its field', () => {
  test.each<[line: string, part: object]>([
    ['-e A=b -e C=d=e -e E= -e F img', { Env: ['A=b', 'C=d=e', 'E=', 'F'] }],
    ['-it img sh -c "echo hi"', { Tty: true, OpenStdin: true, Cmd: ['sh', '-c', 'echo hi'] }],
    ['--entrypoint "" img x', { Entrypoint: [''], Cmd: ['x'] }],
    ['--entrypoint sh img -c x', { Entrypoint: ['sh'], Cmd: ['-c', 'x'] }],
    [
      '-l a=b -l __proto__=c img',
      {
        Labels: Object.fromEntries([
          ['a', 'b'],
          ['__proto__', 'c'],
        ]),
      },
    ],
    ['--no-healthcheck img', { Healthcheck: { Test: ['NONE'] } }],
    [
      '--health-cmd "a || b" --health-interval 1m30s --health-start-interval 500ms --health-retries 0 img',
      { Healthcheck: { Test: ['CMD-SHELL', 'a || b'], Interval: 90e9, StartInterval: 5e8, Retries: 0 } },
    ],
    ['--health-timeout 3s img', { Healthcheck: { Timeout: 3e9 } }],
    ['-v /anon img', { Volumes: { '/anon': {} } }],
    [
      '--stop-signal INT --stop-timeout 0 -u 1:2 -w /x -h web --domainname d img',
      {
        StopSignal: 'INT',
        StopTimeout: 0,
        User: '1:2',
        WorkingDir: '/x',
        Hostname: 'web',
        Domainname: 'd',
      },
    ],
    ['--expose 80 --expose 90-91/udp img', { ExposedPorts: { '80/tcp': {}, '90/udp': {}, '91/udp': {} } }],
  ])('%s', (line, part) => expect(of(line).body).toMatchObject(part));

  test.each<[line: string, part: object]>([
    ['-p 80 img', { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '' }] } }],
    ['-p 127.0.0.1:8080:80/udp img', { PortBindings: { '80/udp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] } }],
    [
      '-p 8000-8001:80-81 img',
      {
        PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8000' }], '81/tcp': [{ HostIp: '', HostPort: '8001' }] },
      },
    ],
    ['-p 8000-8010:80 img', { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8000-8010' }] } }],
    [
      '-p 1:80 -p 2:80 img',
      {
        PortBindings: {
          '80/tcp': [
            { HostIp: '', HostPort: '1' },
            { HostIp: '', HostPort: '2' },
          ],
        },
      },
    ],
    ['-v data:/d:ro -v /src:/s:Z img', { Binds: ['data:/d:ro', '/src:/s:Z'] }],
    [
      '--mount type=bind,src=/a:b,dst=/c,readonly img',
      { Mounts: [{ Type: 'bind', Source: '/a:b', Target: '/c', ReadOnly: true }] },
    ],
    [
      '--mount type=volume,src=v,dst=/d,volume-driver=nfs,volume-opt=o=x img',
      {
        Mounts: [
          {
            Type: 'volume',
            Source: 'v',
            Target: '/d',
            VolumeOptions: { DriverConfig: { Name: 'nfs', Options: { o: 'x' } } },
          },
        ],
      },
    ],
    ['--tmpfs /t:size=64m,mode=1770,noexec img', { Tmpfs: { '/t': 'size=64m,mode=1770,noexec' } }],
    ['--restart on-failure:3 img', { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } }],
    [
      '--rm --privileged --read-only --init -P img',
      {
        AutoRemove: true,
        Privileged: true,
        ReadonlyRootfs: true,
        Init: true,
        PublishAllPorts: true,
      },
    ],
    [
      '-m 512m --memory-swap -1 --cpus 1.5 --pids-limit -1 --shm-size 64m img',
      {
        Memory: 536_870_912,
        MemorySwap: -1,
        NanoCpus: 1.5e9,
        PidsLimit: -1,
        ShmSize: 67_108_864,
      },
    ],
    ['--ulimit nofile=1024:2048 img', { Ulimits: [{ Name: 'nofile', Soft: 1024, Hard: 2048 }] }],
    [
      '--device /dev/fuse --device /dev/a:/dev/b:r --device /dev/c:rw img',
      {
        Devices: [
          { PathOnHost: '/dev/fuse', PathInContainer: '/dev/fuse', CgroupPermissions: 'rwm' },
          { PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'r' },
          { PathOnHost: '/dev/c', PathInContainer: '/dev/c', CgroupPermissions: 'rw' },
        ],
      },
    ],
    ['--gpus all img', { DeviceRequests: [{ Driver: '', Count: -1, Capabilities: [['gpu']], Options: {} }] }],
    [
      `--gpus '"device=0,2",capabilities=utility' img`,
      {
        DeviceRequests: [
          { Driver: '', Count: 0, DeviceIDs: ['0', '2'], Capabilities: [['gpu', 'utility']], Options: {} },
        ],
      },
    ],
    ['--device nvidia.com/gpu=all img', { DeviceRequests: [{ Driver: 'cdi', DeviceIDs: ['nvidia.com/gpu=all'] }] }],
    ['--log-driver local --log-opt max-size=10m img', { LogConfig: { Type: 'local', Config: { 'max-size': '10m' } } }],
    [
      '--security-opt systempaths=unconfined --security-opt no-new-privileges img',
      {
        SecurityOpt: ['no-new-privileges'],
        MaskedPaths: [],
        ReadonlyPaths: [],
      },
    ],
    ['--network container:x img', { NetworkMode: 'container:x' }],
  ])('%s', (line, part) => expect(host(line)).toMatchObject(part));
});

describe('what engines differ in', () => {
  const two = '--network name=a,alias=x,ip=10.0.0.2 --network b img';

  test('several networks: at create from API 1.44 on and on Podman, else joined after', () => {
    const all = { a: { Aliases: ['x'], IPAMConfig: { IPv4Address: '10.0.0.2' } }, b: {} };
    for (const target of [newest, { product: 'podman', apiVersion: '1.41' } as const]) {
      expect(of(two, target)).toMatchObject({ body: { NetworkingConfig: { EndpointsConfig: all } }, later: [] });
    }
    expect(of(two, docker('1.41'))).toMatchObject({
      body: { NetworkingConfig: { EndpointsConfig: { a: all.a } }, HostConfig: { NetworkMode: 'a' } },
      later: [{ network: 'b', endpoint: {} }],
    });
  });

  test('the MAC address moved into the network', () => {
    expect(of('--mac-address 02:42:ac:11:00:02 img', docker('1.43')).body.MacAddress).toBe('02:42:ac:11:00:02');
    expect(of('--mac-address 02:42:ac:11:00:02 img').body).toMatchObject({
      NetworkingConfig: { EndpointsConfig: { default: { MacAddress: '02:42:ac:11:00:02' } } },
    });
  });

  test('what an engine has no field for is named', () => {
    const line = '--annotation a=b --health-start-interval 1s --health-cmd x --mount type=image,src=i,dst=/i img';
    expect(of(line, docker('1.41')).leftOut).toEqual([
      '--mount type=image,dst=/i',
      '--health-start-interval',
      '--annotation',
    ]);
    expect(of(line).leftOut).toEqual([]);
  });

  test('the platform goes with the address', () => {
    expect(of('--platform linux/arm64 --name w img').query).toEqual({ name: 'w', platform: 'linux/arm64' });
    expect(of('--platform linux/arm64 img', docker('1.40')).leftOut).toEqual(['--platform']);
  });
});

const corpus = readFileSync(new URL('../common/run-line/fixtures/corpus.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/);

test('any line makes a body without holes, and the same one each time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...corpus),
      fc.constantFrom('1.40', '1.41', '1.43', '1.44', '1.51'),
      (line, version) => {
        const { spec } = parseRunLine(line);
        const made = createRequest(spec, docker(version));
        expect(JSON.parse(JSON.stringify(made))).toEqual(made);
        expect(createRequest(spec, docker(version))).toEqual(made);
        const networks = Object.keys(
          (made.body.NetworkingConfig as { EndpointsConfig: object } | undefined)?.EndpointsConfig ?? {},
        );
        for (const { name } of spec.networks.slice(1)) {
          expect([...networks, ...made.later.map(({ network }) => network)].filter((one) => one === name)).toHaveLength(
            1,
          );
        }
      },
    ),
    { numRuns: 300 },
  );
});
