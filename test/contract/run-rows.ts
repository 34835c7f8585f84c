import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ContainerId } from '../../electron/common/contract/ids';
import type { Job } from '../../electron/common/contract/jobs';
import { emptyRunSpec } from '../../electron/common/run-line/empty-run-spec';
import { unique } from '../engine/unique';
import { codeOf, make, type Row, sleeps, stateOf, until } from './row-helpers';

const shell = (name: string) => ({
  ...emptyRunSpec('sample/shell:1'),
  name,
  command: ['sh', '-c', sleeps],
  stopSignal: 'KILL',
});
/** Nothing listens there: refused at once, on every machine. */
const nowhere = '127.0.0.1:1/nothing:1';

export const runRows = {
  async 'containers.check'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, sleeps, false);
    await expect
      .poll(async () => {
        const { problems } = await client.containers.check({ engine, spec: { ...shell(name), memory: 1024 } });
        return problems.map(({ field, code }) => `${field} ${code}`);
      })
      .toEqual(['memory memory-small', 'name name-taken']);
    const fine = await client.containers.check({ engine, spec: shell(name), replacing: id });
    expect(fine.problems).toEqual([]);
    expect(fine.image).toMatch(/^sha256:/);
    const missing = await client.containers.check({ engine, spec: emptyRunSpec(nowhere) });
    expect(missing.problems).toMatchObject([{ field: 'image', code: 'image-missing', severity: 'note' }]);
    expect(missing.image).toBeUndefined();
  },
  async 'containers.run'(stage) {
    const { client, engine } = stage;
    const name = unique('run');
    const spec = {
      ...shell(name),
      env: [
        { name: 'TOKEN', value: 'hunter2' },
        { name: 'A', value: 'b c' },
      ],
    };
    const result = await client.containers.run({ engine, spec });
    expect(result).toMatchObject({ items: [{ name, state: 'done', made: result.container }], leftOut: [] });
    const id = result.container as ContainerId;
    expect(await stateOf(stage, id)).toBe('running');
    const { env } = await client.containers.inspect({ engine, id });
    expect(env).toEqual(expect.arrayContaining(spec.env));
    const patch = await until(await client.jobs.watch(), () => true, 'the jobs');
    const job = (patch.rows as readonly Job[]).find((row) => row.id === result.job);
    // CR-04: what is kept of it holds no secret.
    expect(job).toMatchObject({ verb: 'run', state: 'done', command: expect.stringContaining("-e 'A=b c'") });
    expect(JSON.stringify(job)).not.toContain('hunter2');

    const created = await client.containers.run({ engine, spec: shell(unique('run')), start: false });
    expect(await stateOf(stage, created.container as ContainerId)).toBe('created');

    const taken = await client.containers.run({ engine, spec });
    expect(taken).toMatchObject({ items: [{ state: 'failed', error: { code: 'name-taken', params: { name } } }] });
    expect(taken.container).toBeUndefined();

    // One that can't start is kept, and says the engine's reason.
    const failing = { ...shell(unique('run')), entrypoint: ['/no/such/program'], command: [] };
    const kept = await client.containers.run({ engine, spec: failing });
    expect(kept.items[0]).toMatchObject({
      state: 'failed',
      error: { code: 'command-not-found' },
      made: kept.container,
    });
    expect(['created', 'exited']).toContain(await stateOf(stage, kept.container as ContainerId));

    const unpullable = await client.containers.run({ engine, spec: { ...shell(unique('run')), image: nowhere } });
    expect(unpullable.items[0]).toMatchObject({ state: 'failed', error: { code: 'registry-unreachable' } });
  },
  async 'images.pull'({ client, engine }) {
    const { items } = await client.images.pull({ engine, reference: nowhere });
    expect(items).toMatchObject([{ name: nowhere, state: 'failed', error: { code: 'registry-unreachable' } }]);
    expect(await codeOf(client.images.pull({ engine, reference: 'Not a name' }))).toBe('bad-input');
  },
  async 'folders.list'({ client, engine }) {
    const dir = mkdtempSync(join(tmpdir(), 'berth-folders-'));
    try {
      mkdirSync(join(dir, 'site'));
      writeFileSync(join(dir, 'site.conf'), '');
      const folder = { name: 'site', kind: 'folder' };
      expect(await client.folders.list({ engine, path: `${dir}/./` })).toEqual({
        path: dir,
        entries: [folder, { name: 'site.conf', kind: 'file' }],
        cut: false,
      });
      expect((await client.folders.list({ engine, path: dir, begins: 'SITE.' })).entries).toHaveLength(1);
      expect(await codeOf(client.folders.list({ engine, path: `${dir}/none` }))).toBe('not-found');
      expect(await codeOf(client.folders.list({ engine, path: `${dir}/site.conf` }))).toBe('folder-unreadable');
      expect(await codeOf(client.folders.list({ engine, path: 'relative' }))).toBe('bad-input');
      expect((await client.folders.list({ engine, path: '' })).path).toBe(homedir());
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
  async 'volumes.list'({ client, engine, real }) {
    const name = unique('volume');
    await real.api('POST', '/volumes/create', { Name: name, Labels: { a: 'b' } });
    try {
      expect(await client.volumes.list({ engine })).toContainEqual(
        expect.objectContaining({ engine, name, driver: 'local', anonymous: false, labels: { a: 'b' } }),
      );
    } finally {
      await real.api('DELETE', `/volumes/${name}`);
    }
  },
} satisfies Record<string, Row>;
