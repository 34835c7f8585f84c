import { describe, expect, test } from 'vitest';
import type { ContainerId, ImageId } from '../contract/ids';
import type { RunProblem } from '../contract/run-problems';
import { emptyRunSpec } from './empty-run-spec';
import { type EngineFacts, engineProblemsOf } from './engine-problems';
import { parseEnvFile } from './env-file';
import { formProblemsOf } from './form-problems';
import { maskedSpec } from './masked-spec';
import { parseRunLine, writeRunLine } from './run-line';

const spec = (line: string) => parseRunLine(`docker run ${line}`).spec;
const said = (problems: readonly RunProblem[]) =>
  problems.map(({ field, code, severity }) => `${field} ${code}${severity === 'error' ? '' : ` (${severity})`}`);

describe('DE-05: what the form alone shows', () => {
  test.each<[line: string, problems: readonly string[]]>([
    ['nginx', []],
    ['-d -p 80:80 -e A=b -v data:/d --name web nginx', []],
    ['A', ['image image-reference']],
    ['--name "a b" img', ['name name-invalid']],
    ['--name a img', ['name name-invalid']],
    ['-p 80:80 -p 80:81 img', ['ports.1.hostPort port-twice']],
    ['-p 127.0.0.1:80:80 -p 127.0.0.2:80:80 -p 80:80/udp img', []],
    ['-p 127.0.0.1:80:80 -p 80:80 img', ['ports.1.hostPort port-twice']],
    ['-p 8000-8002:80-82 -p 8001:1 img', ['ports.1.hostPort port-twice']],
    ['-e A img', ['env.0.value env-no-value (warning)']],
    ['--env-file .env --label-file l img', ['envFiles.0 env-file', 'labelFiles.0 label-file']],
    ['-v ./src:/src img', ['mounts.0.source mount-relative-source']],
    [
      '-v "$PWD":/src -v ~/x:/y img',
      ['mounts.0.source mount-relative-source', 'mounts.1.source mount-relative-source'],
    ],
    ['-v a1:/d -v b1:/d/ img', ['mounts.1.target mount-twice']],
    ['-v data:/ img', ['mounts.0.target mount-root']],
    ['-v /var/run/docker.sock:/var/run/docker.sock img', ['mounts.0.source socket (warning)']],
    ['--network host --network other img', ['networks.0.name network-alone']],
    ['--ip 10.0.0.2 img', ['networks.0.ipv4 address-needs-network']],
    ['--network-alias a img', ['networks.0.aliases alias-needs-network']],
    ['--network n --ip 10.0.0.299 img', ['networks.0.ipv4 address-invalid']],
    ['--network host -p 80:80 img', ['ports ports-on-host (warning)']],
    ['-m 1m img', ['memory memory-small']],
    ['-m 1g --memory-swap 512m img', ['memorySwap swap-small']],
    ['-m 1g --memory-swap -1 img', []],
    ['--cpus 1 --cpu-quota 5 img', ['cpus cpus-and-quota']],
    ['--rm --restart always img', ['restart remove-and-restart']],
    ['-w src img', ['workingDirectory workdir-relative']],
    ['--platform Linux img', ['platform platform-invalid']],
    ['--privileged img', ['privileged privileged (warning)']],
    ['--device fuse img', ['devices.0 device-invalid']],
    ['--ulimit nofile=9:3 img', ['ulimits.0 ulimit-order']],
    ['--add-host a:nowhere --add-host b:host-gateway --add-host c:::1 img', ['extraHosts.0 host-invalid']],
    ['--dns 1.1.1 img', ['dns.0 address-invalid']],
    ['--security-opt seccomp=profile.json --security-opt seccomp=unconfined img', ['securityOptions.0 seccomp-file']],
  ])('%s', (line, problems) => expect(said(formProblemsOf(spec(line)))).toEqual(problems));

  test('what only typing can make', () => {
    const typed = {
      ...emptyRunSpec(''),
      ports: [
        { hostPort: '0', containerPort: '80', protocol: 'tcp' as const },
        { hostPort: '70000', containerPort: 'http', protocol: 'tcp' as const },
        { hostPort: '8080:80', containerPort: '90', protocol: 'tcp' as const },
      ],
      env: [
        { name: '', value: 'x' },
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      labels: [{ name: ' ', value: '' }],
    };
    expect(said(formProblemsOf(typed))).toEqual([
      'image image-empty',
      'ports.1.containerPort port-invalid',
      'ports.1.hostPort port-invalid',
      'ports.2.hostPort port-invalid',
      'env.0.name env-name',
      'env.2.name env-twice (warning)',
      'labels.0.name label-name',
    ]);
  });
});

const own = 'a'.repeat(64) as ContainerId;
const facts: EngineFacts = {
  containers: [
    { id: own, name: 'web', ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp', ip: '0.0.0.0' }] },
    {
      id: 'b'.repeat(64) as ContainerId,
      name: 'db',
      ports: [{ privatePort: 1, publicPort: 5432, protocol: 'tcp', ip: '127.0.0.1' }],
    },
  ],
  networks: [{ id: 'n1', name: 'shop', subnets: ['10.5.0.0/24'] }],
  info: { cpus: 2, memory: 1024 ** 3, runtimes: ['runc'], platform: 'linux/amd64', product: 'docker' },
  image: `sha256:${'c'.repeat(64)}` as ImageId,
  missingPaths: new Set(['/nowhere']),
};

describe('what the engine’s facts show', () => {
  test.each<[line: string, problems: readonly string[]]>([
    ['img', []],
    ['--name web img', ['name name-taken']],
    ['-p 8080:80 img', ['ports.0.hostPort port-taken']],
    ['-p 8080:80/udp img', []],
    ['-p 8000-8080:1000-1080 img', ['ports.0.hostPort port-taken']],
    ['-p 8000-8090:80 img', []],
    ['-p 127.0.0.2:5432:1 img', []],
    ['-p 5432:1 img', ['ports.0.hostPort port-taken']],
    ['--network nope img', ['networks.0.name network-unknown']],
    ['--network shop --ip 10.5.0.9 img', []],
    ['--network shop --ip 10.6.0.9 img', ['networks.0.ipv4 address-outside']],
    ['--network container:db img', []],
    ['--network container:nope img', ['networks.0.name container-unknown']],
    ['-v /nowhere:/a -v /tmp:/b img', ['mounts.0.source host-path-missing (warning)']],
    ['--mount type=bind,src=/nowhere,dst=/a img', ['mounts.0.source host-path-needed']],
    ['--cpus 3 img', ['cpus cpus-many']],
    ['-m 2g img', ['memory memory-large (warning)']],
    ['--runtime runsc img', ['runtime runtime-unknown']],
    ['--runtime io.containerd.wasmtime.v1 img', []],
    ['--gpus all img', ['gpus gpu-runtime (warning)']],
    ['--platform linux/arm64 img', ['platform platform-foreign (warning)']],
    ['--volumes-from db:ro --volumes-from x img', ['volumesFrom.1 container-unknown']],
  ])('%s', (line, problems) => expect(said(engineProblemsOf(spec(line), facts))).toEqual(problems));

  test('a missing image is pulled, unless it must not be', () => {
    const without = { ...facts, image: undefined };
    expect(said(engineProblemsOf(spec('img'), without))).toEqual(['image image-missing (note)']);
    expect(said(engineProblemsOf(spec('--pull never img'), without))).toEqual(['image image-never']);
  });

  test('the one that is replaced keeps its name and ports', () => {
    expect(said(engineProblemsOf(spec('--name web -p 8080:80 img'), facts, own))).toEqual([]);
  });
});

test('CR-04: secrets are masked in the shown line, and only there', () => {
  const line = `-e TOKEN=s3 -e A=b -e URL=redis://u:pw@h -l api-key=k img --requirepass=x --password=y`;
  const shown = writeRunLine(maskedSpec(spec(line)));
  expect(shown).not.toMatch(/s3|pw@|=k\b|=y\b/);
  expect(shown).toContain('-e A=b');
  expect(writeRunLine(spec(line))).toContain('-e TOKEN=s3');
});

test('a container that is not started has nothing to detach from', () => {
  expect(writeRunLine(spec('-d img'), { verb: 'create' })).toBe('docker create img');
});

test('.env as people write it', () => {
  const text = `# c\nexport A=b\nB='x # y'\nC="l1\\nl2"\nD= spaced value # gone\nE=\nnot a line\nF="over\ntwo"\nA=last\nG=a#b\n`;
  expect(parseEnvFile(text)).toEqual({
    env: [
      { name: 'A', value: 'last' },
      { name: 'B', value: 'x # y' },
      { name: 'C', value: 'l1\nl2' },
      { name: 'D', value: 'spaced value' },
      { name: 'E', value: '' },
      { name: 'F', value: 'over\ntwo' },
      { name: 'G', value: 'a#b' },
    ],
    unread: [7],
  });
});
