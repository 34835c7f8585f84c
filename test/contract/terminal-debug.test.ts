/** T4 on real engines: a shell with tools of its own into what has none, and nothing of it stays. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerId, EngineId, ImageId } from '../../electron/common/contract/ids';
import type { TerminalTarget } from '../../electron/common/contract/terminals';
import { debugLabel, debugOwner } from '../../electron/services/debug-owner';
import { borrowsLabel } from '../../electron/services/debug-things';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';
import { codeOf } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';
import { ended, patience, view } from './terminal-view';

const size = { columns: 120, rows: 40 };
const own = debugOwner();
const never = { own: '', taken: '' };

describe.each([
  ['Docker', sharedDocker],
  ['Podman', sharedPodman],
] as const)('a debug shell on %s', (_product, shared) => {
  let real: TestEngine;
  let berth: RunningBerth;
  let engine: EngineId;

  beforeAll(async () => {
    real = await shared();
    berth = startBerth(real.host);
    engine = (await berth.engineIs(connected, 'connected')).id;
    await berth.client.settings.change({ toolboxImage: 'sample/toolbox:1' });
  });
  afterEach(() => cleanup(real));
  afterAll(() => berth?.close());

  async function create(body: object, name = unique('debug')): Promise<ContainerId> {
    const made = await real.api('POST', `/containers/create?name=${name}`, body);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return (made.body as { Id: string }).Id as ContainerId;
  }

  const start = (id: ContainerId) => real.api('POST', `/containers/${id}/start`);
  const open = (target: TerminalTarget) => berth.client.terminals.open({ kind: 'debug', engine, target, ...size });

  /** Names of the containers that this Berth's debug shells have. */
  async function boxes(owner = own): Promise<readonly string[]> {
    const filters = encodeURIComponent(JSON.stringify({ label: [`${debugLabel}=${owner}`] }));
    const { body } = await real.api('GET', `/containers/json?all=1&filters=${filters}`);
    return (body as { Names: string[] }[]).flatMap(({ Names }) => Names);
  }

  /** Names of the volumes with their tools. */
  async function toolVolumes(owner = own): Promise<readonly string[]> {
    const all = await berth.client.volumes.list({ engine });
    return all.filter(({ labels }) => labels[debugLabel] === owner).map(({ name }) => name);
  }

  /** @param container its id or name */
  async function volumesOf(container: string): Promise<readonly string[]> {
    const { body } = await real.api('GET', `/containers/${container}/json`);
    return (body as { Mounts: { Name?: string }[] }).Mounts.flatMap(({ Name }) => Name ?? []);
  }

  async function isThere(volume: string): Promise<boolean> {
    return (await berth.client.volumes.list({ engine })).some(({ name }) => name === volume);
  }

  async function imageOf(reference: string): Promise<ImageId> {
    const { body } = await real.api('GET', `/images/${reference}/json`);
    const id = (body as { Id: string }).Id;
    return (id.startsWith('sha256:') ? id : `sha256:${id}`) as ImageId;
  }

  test('into a running one without a shell: its processes, its network, its files; gone when closed', async () => {
    const { client } = berth;
    const id = await create({ Image: 'sample/distroless:1' });
    await start(id);
    const plain = { kind: 'exec', engine, container: id, ...size } as const;
    expect(await codeOf(client.terminals.open(plain))).toBe('no-shell');
    const session = await open({ kind: 'container', id });
    expect(session).toMatchObject({
      kind: 'debug',
      container: id,
      debug: { shows: 'running', toolbox: 'sample/toolbox:1' },
    });
    expect(session.debug?.startsAs).toMatchObject({ entrypoint: ['/httpd'], form: 'exec' });
    const shown = await view(client, session.id);
    const facts = ['stty size', 'pwd', 'ls | grep httpd', 'ps | grep -c "[h]ttpd -f"', 'netstat -ltn | grep -c :8080'];
    await shown.type(`echo ${facts.map((fact) => `"$(${fact})"`).join(' ')}\r`);
    await shown.shows('40 120 /proc/1/root httpd 1 1\r\n');
    expect(shown.text()).not.toContain('getcwd');
    expect(await boxes()).toHaveLength(1);
    const closing = performance.now();
    await client.terminals.close({ terminal: session.id });
    // A shell that is not hung up holds Podman up for 20 s.
    expect(performance.now() - closing).toBeLessThan(15_000);
    await expect.poll(() => boxes(), patience).toEqual([]);
    const { state } = await client.containers.inspect({ engine, id });
    expect(state).toBe('running');
    const { body: changes } = await real.api('GET', `/containers/${id}/changes`);
    expect(JSON.stringify(changes ?? [])).not.toContain('berth');
  });

  test('goes within seconds, and all that runs in it, though that does not mind a hang-up', async () => {
    const { client } = berth;
    const id = await create({ Image: 'sample/shell:1', Cmd: ['sleep', '900'], StopSignal: 'SIGKILL' });
    await start(id);
    const session = await open({ kind: 'container', id });
    const shown = await view(client, session.id);
    await shown.type("trap '' HUP TERM; echo de''af; sleep 1000 & sleep 1000\r");
    await shown.shows('deaf\r\n');
    // They are in the target's pid namespace.
    const deaf = async () => {
      const said: string[] = [];
      for await (const output of await client.terminals.run({ engine, container: id, command: 'ps' }))
        if (output.kind === 'output') said.push(output.text);
      return said.join('').match(/sleep 1000/g)?.length;
    };
    expect(await deaf()).toBe(2);
    const closing = performance.now();
    await client.terminals.close({ terminal: session.id });
    await expect.poll(() => boxes(), patience).toEqual([]);
    expect(performance.now() - closing).toBeLessThan(15_000);
    await expect.poll(deaf, patience).toBeUndefined();
    expect(await client.containers.inspect({ engine, id })).toMatchObject({ state: 'running' });
  });

  test('ends with its target, and says so', async () => {
    const id = await create({ Image: 'sample/distroless:1' });
    await start(id);
    const session = await open({ kind: 'container', id });
    await real.api('POST', `/containers/${id}/kill`);
    expect(await ended(berth.client, session.id)).toMatchObject({ reason: 'container-stopped' });
    await expect.poll(() => boxes(), patience).toEqual([]);
  });

  test('into an image: its files with the tools beside them, thrown away at the end', async () => {
    const { client } = berth;
    const image = await imageOf('sample/distroless:1');
    const before = await client.images.inspect({ engine, id: image });
    const session = await open({ kind: 'image', id: image });
    expect(session.container).toBeUndefined();
    expect(session.containerName).toContain('sample/distroless:1');
    expect(session.debug?.shows).toBe('image');
    const shown = await view(client, session.id);
    expect(await toolVolumes()).toHaveLength(1);
    await shown.type('touch /.berth/bin/more\r');
    await shown.shows('Read-only file system');
    await shown.type('ls -d /httpd; which vi; id -u; touch /written; exit 3\r');
    await shown.shows(/\n\/httpd\s+\/\.berth\/bin\/vi\s+0\s/);
    expect(await ended(client, session.id)).toMatchObject({ exitCode: 3, reason: 'program' });
    await expect.poll(() => boxes(), patience).toEqual([]);
    await expect.poll(() => toolVolumes(), patience).toEqual([]);
    expect(await client.images.inspect({ engine, id: image })).toMatchObject({ id: image, layers: before.layers });
    await client.terminals.close({ terminal: session.id });
  });

  test('into a stopped one: its image, environment and volumes, which can’t be written', async () => {
    const { client } = berth;
    const id = await create({
      Image: 'sample/shell:1',
      Cmd: ['sh', '-c', 'echo kept > /data/file; exit 4'],
      Env: ['WORD=from the container'],
      Volumes: { '/data': {} },
    });
    await start(id);
    await expect.poll(async () => (await client.containers.inspect({ engine, id })).state, patience).toBe('exited');
    const session = await open({ kind: 'container', id });
    const shown = await view(client, session.id);
    await shown.type('echo $WORD; cat /data/file; touch /data/new\r');
    await shown.shows(/from the container\s+kept\s/);
    await shown.shows('Read-only file system');
    await client.terminals.close({ terminal: session.id });
    await expect.poll(() => boxes(), patience).toEqual([]);
    expect(await client.containers.inspect({ engine, id })).toMatchObject({ state: 'exited', exitCode: 4 });
  });

  test('an anonymous volume stays when its container was deleted without it; one of its own goes', async () => {
    const { client } = berth;
    // With a volume at /more that the container covers, so that only the box has one there.
    const base = await create({ Image: 'sample/shell:1' });
    const repo = unique('debug');
    const changes = encodeURIComponent('VOLUME ["/more"]');
    const made = await real.api('POST', `/commit?container=${base}&repo=${repo}&tag=1&changes=${changes}`, {});
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const id = await create({ Image: `${repo}:1`, Volumes: { '/data': {} }, HostConfig: { Tmpfs: { '/more': '' } } });
    const lent = await volumesOf(id);
    expect(lent).toHaveLength(1);
    const session = await open({ kind: 'container', id });
    const [box = ''] = await boxes();
    const inBox = await volumesOf(box.slice(1));
    const itsOwn = inBox.filter((name) => !lent.includes(name) && !name.startsWith('berth-debug-'));
    expect([inBox.length, itsOwn.length]).toEqual([3, 1]);
    await real.api('DELETE', `/containers/${id}`);
    await client.terminals.close({ terminal: session.id });
    await expect.poll(() => boxes(), patience).toEqual([]);
    await expect.poll(() => isThere(itsOwn[0] ?? ''), patience).toBe(false);
    expect(await isThere(lent[0] ?? '')).toBe(true);
    await real.api('DELETE', `/volumes/${lent[0]}`);
  });

  test('what a crashed Berth left is removed at the next start; what another one uses stays', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => 0, 600000)']);
    await once(other, 'spawn');
    const living = debugOwner(other.pid);
    const dead = living.replace(/\d*$/, '1');
    const lender = await create({ Image: 'sample/shell:1', Volumes: { '/data': {} } });
    const [lent = ''] = await volumesOf(lender);
    const owned: { own: string; taken: string }[] = [];
    for (const owner of [living, dead]) {
      const Labels = { [debugLabel]: owner, [borrowsLabel]: lent };
      const tools = `berth-debug-${unique('tools')}`;
      await real.api('POST', '/volumes/create', { Name: tools, Labels });
      const body = {
        Image: 'sample/shell:1',
        Cmd: ['sleep', '300'],
        StopSignal: 'SIGKILL',
        Labels,
        Volumes: { '/own': {}, '/taken': {} },
        HostConfig: { VolumesFrom: [lender], Binds: [`${tools}:/tools:ro`] },
      };
      const box = await create(body, `berth-debug-${unique('box')}`);
      await start(box);
      const { body: told } = await real.api('GET', `/containers/${box}/json`);
      const at = (target: string) =>
        (told as { Mounts: { Name: string; Destination: string }[] }).Mounts.find((m) => m.Destination === target)
          ?.Name;
      owned.push({ own: at('/own') ?? '', taken: at('/taken') ?? '' });
    }
    const [its = never, left = never] = owned;
    // Somebody looks into one of the volumes meanwhile.
    const taker = await create({ Image: 'sample/shell:1', HostConfig: { Binds: [`${left.taken}:/data`] } });
    await real.api('DELETE', `/containers/${lender}`);
    const second = startBerth(real.host);
    try {
      await second.engineIs(connected, 'connected');
      await expect.poll(() => boxes(dead), patience).toEqual([]);
      await expect.poll(() => toolVolumes(dead), patience).toEqual([]);
      await expect.poll(() => isThere(left.own), patience).toBe(false);
      expect([await isThere(left.taken), await isThere(its.own)]).toEqual([true, true]);
      const [kept = ''] = await boxes(living);
      expect(await toolVolumes(living)).toHaveLength(1);
      await real.api('DELETE', `/containers${kept}?force=1`);
      for (const volume of [its.own, its.taken]) await real.api('DELETE', `/volumes/${volume}`);
      await real.api('DELETE', `/volumes/${(await toolVolumes(living))[0]}`);
      // Whoever deleted its container had kept it.
      expect(await isThere(lent)).toBe(true);
    } finally {
      await second.close();
      await real.api('DELETE', `/containers/${taker}`);
      for (const volume of [lent, left.taken]) await real.api('DELETE', `/volumes/${volume}`);
      other.kill('SIGKILL');
    }
  });

  test('without a toolbox it says what is missing, and nothing is left', async () => {
    const { client } = berth;
    await client.settings.change({ toolboxImage: '127.0.0.1:1/none:1' });
    const target = { kind: 'image', id: await imageOf('sample/distroless:1') } as const;
    expect(await codeOf(open(target))).toBe('no-toolbox');
    await client.settings.change({ toolboxImage: 'sample/distroless:1' });
    expect(await codeOf(open(target))).toBe('no-toolbox');
    await client.settings.change({ toolboxImage: 'sample/toolbox:1' });
    await expect.poll(() => boxes(), patience).toEqual([]);
  });
});
