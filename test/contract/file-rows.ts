/** Conformance rows of files and transfers: on a running container, and on one that never ran. */
import { expect } from 'vitest';
import type { FileContent, FileEntry, FileListing } from '../../electron/common/contract/files';
import type { ContainerId } from '../../electron/common/contract/ids';
import { codeOf, make, missing, type Row, type Stage, sleeps } from './row-helpers';

export async function entriesOf(listing: AsyncIterable<FileListing>) {
  const entries: FileEntry[] = [];
  let last: FileListing | undefined;
  for await (const part of listing) {
    entries.push(...part.entries);
    last = part;
  }
  expect(last?.done).toBe(true);
  return { entries, last: last as FileListing, named: (name: string) => entries.find((entry) => entry.name === name) };
}

export const list = async ({ client, engine }: Stage, container: ContainerId, path: string, fresh = false) =>
  entriesOf(await client.files.list({ engine, container, path, fresh }));

export const textOf = ({ data }: FileContent) => Buffer.from(data, 'base64').toString('utf8');

/** Docker's engine can take away what stands in a stopped container; Podman's can only add. */
const canTakeAway = (stage: Stage) => stage.real.kind === 'docker';

export const fileRows = {
  async 'files.list'(stage) {
    const running = await make(stage, sleeps);
    const byShell = await list(stage, running.id, '/bin');
    expect(byShell.last.how).toBe('exec');
    expect(byShell.named('sh')).toMatchObject({ owner: 'root', group: 'root' });
    const stopped = await make(stage, sleeps, false);
    const root = await list(stage, stopped.id, '/');
    expect(root.last).toMatchObject({ how: 'export', writes: canTakeAway(stage) ? 'archive' : 'add' });
    expect(root.named('bin')).toMatchObject({ kind: 'directory' });
    // The same names, sizes, modes and links either way.
    const byTar = await list(stage, stopped.id, '/bin');
    const facts = (entries: readonly FileEntry[]) =>
      entries
        .map(({ name, kind, mode, owner, linkTarget, size }) => [
          name,
          kind,
          mode,
          owner,
          linkTarget,
          kind === 'link' || size,
        ])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    expect(facts(byTar.entries)).toEqual(facts(byShell.entries));
    expect(await codeOf(list(stage, stopped.id, '/nowhere'))).toBe('not-found');
    expect(await codeOf(list(stage, running.id, '/nowhere'))).toBe('not-found');
    expect(await codeOf(list(stage, missing, '/'))).toBe('not-found');
  },
  async 'files.changes'(stage) {
    const { id } = await make(stage, sleeps, false);
    const { client, engine } = stage;
    expect(
      (await client.files.changes({ engine, container: id })).changes.filter(({ path }) => path === '/made'),
    ).toEqual([]);
    await client.files.makeFolder({ engine, container: id, path: '/made' });
    expect((await client.files.changes({ engine, container: id })).changes).toContainEqual({
      path: '/made',
      kind: 'added',
    });
  },
  async 'files.read'(stage) {
    const { id } = await make(stage, sleeps, false);
    const { client, engine } = stage;
    const read = await client.files.read({ engine, container: id, path: '/bin/busybox', limit: 100 });
    expect(read).toMatchObject({ kind: 'binary', truncated: true, realPath: '/bin/busybox' });
    expect(Buffer.from(read.data, 'base64').toString('latin1', 1, 4)).toBe('ELF');
    expect(await codeOf(client.files.read({ engine, container: id, path: '/bin' }))).toBe('bad-input');
    expect(await codeOf(client.files.read({ engine, container: id, path: '/nowhere' }))).toBe('not-found');
  },
  async 'files.save'(stage) {
    const { client, engine } = stage;
    for (const run of [true, false]) {
      const { id: container } = await make(
        stage,
        'mkdir /app; umask 0; echo one > /app/a; chown 7:8 /app/a; chmod 640 /app/a; sleep 300',
      );
      await expect.poll(async () => codeOf(client.files.read({ engine, container, path: '/app/a' }))).toBe('no error');
      // Written a moment ago: the owner comes right after.
      await expect.poll(async () => (await list(stage, container, '/app')).named('a')?.mode).toBe(0o640);
      if (!run) await stage.real.api('POST', `/containers/${container}/stop?t=0`);
      const path = '/app/a';
      const first = await client.files.read({ engine, container, path });
      expect(textOf(first)).toBe('one\n');
      const saved = await client.files.save({ engine, container, path, text: 'two\n', version: first.version });
      expect(saved.kind).toBe('saved');
      const second = await client.files.read({ engine, container, path });
      expect(textOf(second)).toBe('two\n');
      expect(second.version).toBe(saved.kind === 'saved' && saved.version);
      const entry = (await list(stage, container, '/app', true)).named('a');
      expect(entry).toMatchObject({ mode: 0o640, owner: '7', group: '8', size: 4 });
      // FI-05
      const late = await client.files.save({ engine, container, path, text: 'three', version: first.version });
      expect(late.kind === 'changed-underneath' && textOf(late.now)).toBe('two\n');
      expect((await list(stage, container, '/app', true)).entries.map(({ name }) => name)).toEqual(['a']);
    }
  },
  async 'files.makeFolder'(stage) {
    const { client, engine } = stage;
    for (const run of [true, false]) {
      const { id: container } = await make(stage, sleeps, run);
      const made = await client.files.makeFolder({ engine, container, path: '/new' });
      expect(made.items[0]?.state).toBe('done');
      expect((await list(stage, container, '/')).named('new')?.kind).toBe('directory');
      const again = await client.files.makeFolder({ engine, container, path: '/new' });
      expect(again.items[0]?.error?.code).toBe('name-taken');
    }
  },
  async 'files.rename'(stage) {
    const { client, engine } = stage;
    for (const run of [true, false]) {
      const { id: container } = await make(stage, sleeps, run);
      await client.files.makeFolder({ engine, container, path: '/d' });
      const taken = await client.files.rename({ engine, container, path: '/bin/busybox', to: '/bin/sh' });
      expect(taken.items[0]?.error?.code).toBe('name-taken');
      const renamed = await client.files.rename({ engine, container, path: '/bin/zcat', to: '/bin/zc at' });
      const possible = run || canTakeAway(stage);
      expect(renamed.items[0]?.error?.code).toBe(possible ? undefined : 'unsupported');
      const { named } = await list(stage, container, '/bin', true);
      expect([named('zcat') !== undefined, named('zc at') !== undefined]).toEqual([!possible, possible]);
      const folder = await client.files.rename({ engine, container, path: '/d', to: '/e' });
      expect(folder.items[0]?.error?.code).toBe(run ? undefined : 'unsupported');
    }
  },
  async 'files.delete'(stage) {
    const { client, engine } = stage;
    for (const run of [true, false]) {
      const { id: container } = await make(stage, sleeps, run);
      await client.files.makeFolder({ engine, container, path: '/d' });
      await client.files.makeFolder({ engine, container, path: '/d/e' });
      const { items } = await client.files.delete({ engine, container, paths: ['/d', '/bin/zcat', '/'] });
      const possible = run || canTakeAway(stage);
      expect(items.map(({ error }) => error?.code)).toEqual(
        possible ? [undefined, undefined, 'in-use'] : ['unsupported', 'unsupported', 'in-use'],
      );
      expect((await list(stage, container, '/')).named('d') === undefined).toBe(possible);
    }
  },
  async 'transfers.download'(stage) {
    const { id: container } = await make(stage, sleeps, false);
    const { client, engine } = stage;
    const source = { kind: 'folder', engine, container, path: '/bin', as: 'zip' } as const;
    const ticket = await client.transfers.download({ source });
    expect(ticket).toEqual({ path: expect.stringMatching(/^\/transfer\/[\w-]{22}$/), fileName: 'bin.zip' });
    expect((await client.transfers.download({ source })).path).not.toBe(ticket.path);
  },
  async 'transfers.upload'(stage) {
    const { id: container } = await make(stage, sleeps, false);
    const { client, engine } = stage;
    const target = { engine, container, folder: '/bin', files: [{ name: 'sh', size: 1 }] };
    expect(await codeOf(client.transfers.upload({ target }))).toBe('name-taken');
    const ticket = await client.transfers.upload({ target: { ...target, overwrite: true } });
    expect(ticket.path).toMatch(/^\/transfer\/[\w-]{22}$/);
    const out = { ...target, files: [{ name: '../sh', size: 1 }] };
    expect(await codeOf(client.transfers.upload({ target: out }))).toBe('bad-input');
  },
} satisfies Partial<Record<string, Row>>;
