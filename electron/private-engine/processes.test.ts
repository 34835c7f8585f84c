import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { gone, isAlive, mountsBelow, ofDirs, signal } from './processes';

describe('ofDirs', () => {
  const process = (pid: number, ...argv: string[]) => ({ pid, parent: 1, argv });

  it("takes an engine's programs that name the directory, and nothing else", () => {
    const found = ofDirs(
      [
        process(1, '/usr/sbin/dockerd', '--data-root', '/x/docker/data'),
        process(2, 'containerd-shim-runc-v2', '-address', '/x/docker/run/containerd/containerd.sock'),
        process(3, '/usr/bin/conmon', '--exit-command-arg=/x/docker'),
        process(4, 'dockerd', '-H', 'unix:///x/docker/run/docker.sock'),
        // Another engine, whose directory only begins alike.
        process(5, 'dockerd', '--data-root', '/x/docker-2/data'),
        // Someone at work on the directory: the command line names it too.
        process(6, 'node', 'dist/engine.js', 'stop', '--dir', '/x/docker'),
        process(7, 'vim', '/x/docker/daemon.json'),
        process(8, '/x/docker/dockerd'),
      ],
      ['/x/docker'],
    );
    expect(found.map(({ pid }) => pid)).toEqual([1, 2, 3, 4]);
  });
});

describe('mountsBelow', () => {
  it('gives the deepest first, knows escaped blanks, and no neighbour', () => {
    const text = [
      'proc /proc proc rw 0 0',
      '/dev/a /x/my\\040dir ext4 rw 0 0',
      'overlay /x/my\\040dir/data/merged overlay rw 0 0',
      'nsfs /x/my\\040directory/ns nsfs rw 0 0',
      '',
    ].join('\n');
    expect(mountsBelow(text, ['/x/my dir'])).toEqual(['/x/my dir/data/merged', '/x/my dir']);
  });
});

describe('gone', () => {
  it('waits for the end of a process, but not for ever', async () => {
    const child = spawn('sleep', ['30']);
    const pid = child.pid ?? 0;
    expect([isAlive(pid), await gone([pid], 60)]).toEqual([true, false]);
    signal(pid, 'SIGKILL');
    await once(child, 'exit');
    expect([isAlive(pid), await gone([pid], 1_000)]).toEqual([false, true]);
  });
});
