import { describe, expect, test } from 'vitest';
import type { EngineId } from '../../common/contract/ids';
import { toContainer, toContainers } from './container';
import { recorded, recordedEngines } from './fixtures/recorded';

const engine = 'local' as EngineId;
const id = 'a'.repeat(64);

const listed = (name: (typeof recordedEngines)[number]) => toContainers(engine, recorded(name, 'containers').json);

describe.each(recordedEngines)('the list of %s', (name) => {
  const podman = name.startsWith('podman');

  test('says what each container is and how it is', () => {
    const rows = listed(name)
      .map(({ name, state, health, exitCode, command }) => ({ name, state, health, exitCode, command }))
      .sort((a, b) => a.name.localeCompare(b.name));
    // Podman's rows say nothing of health, and `stopped` between two restarts; it does not quote.
    const loop = podman ? { state: 'exited', exitCode: 1 } : { state: 'restarting', exitCode: 1 };
    const quoted = (script: string) => (podman ? `sh -c ${script}` : `sh -c '${script}'`);
    expect(rows).toEqual([
      { name: 'bad-cmd', state: 'created', command: '/nope', health: undefined, exitCode: undefined },
      {
        name: 'gone-3',
        state: 'exited',
        exitCode: 3,
        command: quoted('echo out; echo err >&2; exit 3'),
        health: undefined,
      },
      { name: 'killed', state: 'exited', exitCode: 137, command: 'sleep 1000', health: undefined },
      { name: 'loop', ...loop, command: quoted('exit 1'), health: undefined },
      { name: 'never', state: 'created', command: 'sleep 1', health: undefined, exitCode: undefined },
      {
        name: 'oom',
        state: 'exited',
        exitCode: 137,
        command: quoted('x=a; while true; do x=$x$x; done'),
        health: undefined,
      },
      { name: 'paused', state: 'paused', command: 'sleep 1000', health: undefined, exitCode: undefined },
      {
        name: 'sick-1',
        state: 'running',
        command: 'sleep 1000',
        health: podman ? undefined : 'unhealthy',
        exitCode: undefined,
      },
      { name: 'tty', state: 'running', command: 'sh', health: undefined, exitCode: undefined },
      {
        name: 'web-1',
        state: 'running',
        command: 'httpd -f -p 8080',
        health: podman ? undefined : 'healthy',
        exitCode: undefined,
      },
    ]);
  });

  test('gives web-1 whole', () => {
    const web = listed(name).find((row) => row.name === 'web-1');
    expect(web).toEqual({
      engine,
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'web-1',
      image: podman ? 'docker.io/sample/shell:1' : 'sample/shell:1',
      imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      command: 'httpd -f -p 8080',
      state: 'running',
      health: podman ? undefined : 'healthy',
      createdAt: expect.toSatisfy((at: number) => new Date(at).getUTCFullYear() === 2026),
      ports: [
        { privatePort: 8080, publicPort: expect.any(Number), protocol: 'tcp', ip: '127.0.0.1' },
        ...(podman ? [] : [{ privatePort: 9090, protocol: 'udp' }]),
      ],
      networks: ['backend', podman ? 'podman' : 'bridge'],
      labels: expect.objectContaining({ 'com.docker.compose.service': 'web' }),
      compose: { project: 'shop', service: 'web', number: '1', configFiles: '~/shop/compose.yaml' },
    });
  });
});

describe('odd rows', () => {
  test('RE-07: an id listed twice is one row, the later one', () => {
    const rows = toContainers(engine, [
      { Id: id, Names: ['/old'] },
      { Id: id, Names: ['/new'] },
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['new']);
  });

  test('RE-03: an id alone is a row; a row without an id is none; a list that is none is empty', () => {
    expect(toContainer(engine, { Id: id })).toMatchObject({ id, name: 'a'.repeat(12), state: 'dead', ports: [] });
    expect(toContainers(engine, [{ Names: ['/x'] }, null, 7, 'x'])).toEqual([]);
    for (const value of [null, undefined, {}, 'x', 7]) expect(toContainers(engine, value)).toEqual([]);
  });

  test('ME-03: labels named like parts of objects are labels', () => {
    const labels = JSON.parse('{"__proto__":"a","constructor":"b","":"c","toString":"d"}');
    const row = toContainer(engine, { Id: id, Labels: labels });
    expect(Object.entries(row?.labels ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['', 'c'],
      ['toString', 'd'],
    ]);
    expect(Object.getPrototypeOf(row?.labels)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test('a name that another container’s link gave is not the name', () => {
    expect(toContainer(engine, { Id: id, Names: ['/other/alias', '/mine'] })?.name).toBe('mine');
  });

  test('ports come in one order whatever the engine’s', () => {
    const ports = [
      { PrivatePort: 90, Type: 'udp' },
      { PrivatePort: 80, PublicPort: 8080, IP: '::', Type: 'tcp' },
      { PrivatePort: 80, PublicPort: 8080, IP: '0.0.0.0', Type: 'tcp' },
    ];
    const row = (list: unknown) => toContainer(engine, { Id: id, Ports: list })?.ports;
    expect(row(ports)).toEqual(row([...ports].reverse()));
    expect(row(ports)?.map(({ ip }) => ip)).toEqual(['::', '0.0.0.0', undefined]);
  });
});
