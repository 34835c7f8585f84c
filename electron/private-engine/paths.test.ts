import { describe, expect, it } from 'vitest';
import { defaultDir, enginePaths } from './paths';

const linux = { platform: 'linux', env: {}, home: '/home/ada', tmp: '/tmp', uid: 1000 } as const;

describe('defaultDir', () => {
  it('is the place where each platform keeps data', () => {
    expect([
      defaultDir(linux),
      defaultDir({ ...linux, env: { XDG_DATA_HOME: '/data' } }),
      defaultDir({ ...linux, env: { XDG_DATA_HOME: 'not/absolute' } }),
      defaultDir({ ...linux, platform: 'darwin' }),
    ]).toEqual([
      '/home/ada/.local/share/berth/private-engine',
      '/data/berth/private-engine',
      '/home/ada/.local/share/berth/private-engine',
      '/home/ada/Library/Application Support/berth/private-engine',
    ]);
  });
});

describe('enginePaths', () => {
  it('keeps all of an engine below one directory, and the two kinds apart', () => {
    const docker = enginePaths('docker', '/data', linux);
    const podman = enginePaths('podman', '/data', linux);
    expect(docker.socket).toBe('/data/docker/run/docker.sock');
    expect(podman.socket).toBe('/data/podman/run/podman.sock');
  });

  it.each(['docker', 'podman'] as const)('finds a socket path that %s can use, however long the directory', (kind) => {
    // What the daemons themselves add below the run directory.
    const deepest = '/exec/libnetwork/0123456789ab.sock';
    for (let length = 1; length < 300; length += 1) {
      for (const letter of ['a', 'ü']) {
        const { run, socket } = enginePaths(kind, `/${letter.repeat(length)}`, linux);
        expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(107);
        expect(Buffer.byteLength(run + deepest)).toBeLessThanOrEqual(107);
        if (kind === 'podman') expect(Buffer.byteLength(`${run}/root`)).toBeLessThanOrEqual(50);
      }
    }
  });

  it('gives long directories a run directory of their own, the same each time', () => {
    const long = (name: string, uid: number) => enginePaths('docker', `/${name.repeat(100)}`, { ...linux, uid }).run;
    expect(long('a', 1000)).toMatch(/^\/tmp\/berth-1000-[0-9a-f]{10}$/);
    expect(long('a', 0)).toMatch(/^\/run\/berth-0-/);
    expect(long('a', 1000)).toBe(long('a', 1000));
    expect(long('a', 1000)).not.toBe(long('b', 1000));
  });
});
