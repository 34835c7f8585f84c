/** What each verb has to do on a real engine, one row a verb: a verb without a row is a type error. */
import { expect } from 'vitest';
import type { Container } from '../../electron/common/contract/containers';
import type { ContainerId, EngineId, ImageId } from '../../electron/common/contract/ids';
import type { Contract } from '../../electron/common/contract/index';
import type { Job } from '../../electron/common/contract/jobs';
import type { RowsPatch } from '../../electron/common/contract/rows';
import { unique } from '../engine/unique';
import { containerRows } from './container-rows';
import { editRows } from './edit-rows';
import { fileRows } from './file-rows';
import { logRows } from './log-rows';
import { codeOf, kept, make, missing, type Row, sleeps, stateOf, until } from './row-helpers';
import { runRows } from './run-rows';
import { statsRows } from './stats-rows';
import { terminalRows } from './terminal-rows';

export type VerbPath = { [Noun in keyof Contract]: `${Noun}.${keyof Contract[Noun] & string}` }[keyof Contract];

const rowOf = (patch: RowsPatch<Container, ContainerId>, id: ContainerId) => patch.rows.find((row) => row.id === id);

export const rows = {
  ...containerRows,
  ...editRows,
  ...fileRows,
  ...logRows,
  ...runRows,
  ...statsRows,
  ...terminalRows,
  async 'app.info'({ client }) {
    expect(await client.app.info()).toEqual({
      version: '0.0.1',
      build: 'test',
      shell: 'browser',
      platform: process.platform,
    });
  },
  async 'app.notices'({ client }) {
    expect(await until(await client.app.notices(), () => true, 'notices')).toEqual([]);
  },
  async 'engines.watch'({ client, engine, real }) {
    const state = await until(await client.engines.watch(), ({ engines }) => engines.length > 0, 'an engine');
    expect(state.engines).toMatchObject([{ id: engine, phase: 'connected', product: real.kind, source: 'flag' }]);
    expect(state.attempts[0]).toMatchObject({ source: 'flag', outcome: { kind: 'connected' } });
  },
  async 'engines.info'({ client, engine, real }) {
    const info = await client.engines.info({ engine });
    expect(info).toMatchObject({ engine, product: real.kind });
    expect(info.cpus).toBeGreaterThan(0);
    expect(await codeOf(client.engines.info({ engine: 'nowhere' as EngineId }))).toBe('engine-unknown');
  },
  async 'engines.retry'({ client, engine }) {
    await client.engines.retry({});
    await client.engines.retry({ engine });
    expect(await codeOf(client.engines.retry({ engine: 'nowhere' as EngineId }))).toBe('engine-unknown');
  },
  async 'engines.remedy'({ client }) {
    // The private engine given to this Berth is the one that runs already: starting it again says so and ends well.
    const lines: string[] = [];
    for await (const { line } of await client.engines.remedy({ kind: 'start-private' })) lines.push(line);
    expect(lines).toEqual(['The engine is already running']);
  },
  async 'containers.watch'(stage) {
    const { id, name } = await make(stage, sleeps, false);
    const stream = await stage.client.containers.watch({ engine: stage.engine });
    const patches = kept(stream);
    const first = await until(patches, () => true, 'the list');
    expect(first.kind).toBe('all');
    expect(rowOf(first, id)).toMatchObject({ engine: stage.engine, name, state: 'created' });
    await stage.real.api('POST', `/containers/${id}/start`);
    const running = await until(patches, (patch) => rowOf(patch, id)?.state === 'running', 'it runs');
    expect(running.kind).toBe('some');
    await stage.real.api('DELETE', `/containers/${id}?force=1`);
    await until(patches, (patch) => patch.kind === 'some' && patch.gone.includes(id), 'it is gone');
    await stream.return?.();
  },
  async 'containers.inspect'(stage) {
    const { id, name } = await make(stage, sleeps, false);
    const details = await stage.client.containers.inspect({ engine: stage.engine, id });
    expect(details).toMatchObject({ engine: stage.engine, id, name, state: 'created', command: ['sh', '-c', sleeps] });
    expect(await codeOf(stage.client.containers.inspect({ engine: stage.engine, id: missing }))).toBe('not-found');
  },
  async 'containers.start'(stage) {
    const { id, name } = await make(stage, sleeps, false);
    const result = await stage.client.containers.start({ engine: stage.engine, ids: [id, missing] });
    expect(result.items.map(({ state, error }) => [state, error?.code])).toEqual([
      ['done', undefined],
      ['failed', 'not-found'],
    ]);
    expect(result.items[0]?.name).toBe(name);
    expect(await stateOf(stage, id)).toBe('running');
    // RE-09: started already is a quiet success.
    const again = await stage.client.containers.start({ engine: stage.engine, ids: [id] });
    expect(again.items[0]?.state).toBe('done');
  },
  async 'containers.stop'(stage) {
    const { id } = await make(stage, sleeps);
    const result = await stage.client.containers.stop({ engine: stage.engine, ids: [id], graceSeconds: 1 });
    expect(result.items[0]?.state).toBe('done');
    expect(await stateOf(stage, id)).toBe('exited');
  },
  async 'containers.restart'(stage) {
    const { id } = await make(stage, sleeps, false);
    const result = await stage.client.containers.restart({ engine: stage.engine, ids: [id], graceSeconds: 1 });
    expect(result.items[0]?.state).toBe('done');
    expect(await stateOf(stage, id)).toBe('running');
  },
  async 'containers.delete'(stage) {
    const { id } = await make(stage, sleeps);
    const { client, engine } = stage;
    const refused = await client.containers.delete({ engine, ids: [id] });
    expect(refused.items[0]?.error?.code).toBe('wrong-state');
    const forced = await client.containers.delete({ engine, ids: [id], force: true });
    expect(forced.items[0]?.state).toBe('done');
    expect(await stateOf(stage, id)).toBe('not-found');
    // RE-08: gone already counts as deleted.
    expect((await client.containers.delete({ engine, ids: [id] })).items[0]?.state).toBe('done');
  },
  async 'images.watch'(stage) {
    const { id } = await make(stage, sleeps, false);
    const stream = await stage.client.images.watch({ engine: stage.engine });
    const patches = kept(stream);
    const first = await until(patches, () => true, 'the list');
    expect(first.kind).toBe('all');
    expect(first.rows.some((row) => row.tags.some((tag) => tag.endsWith('sample/shell:1')))).toBe(true);
    const repository = unique('image');
    await stage.real.api('POST', `/commit?container=${id}&repo=${repository}&tag=1`, {});
    const made = await until(
      patches,
      (patch) => patch.rows.some((row) => row.tags.some((tag) => tag.includes(repository))),
      'the new image',
    );
    expect(made.kind).toBe('some');
    await stream.return?.();
  },
  async 'images.inspect'(stage) {
    const { id, name } = await make(stage, sleeps, false);
    const { imageId } = await stage.client.containers.inspect({ engine: stage.engine, id });
    const details = await stage.client.images.inspect({ engine: stage.engine, id: imageId as ImageId });
    expect(details.layers.length).toBeGreaterThan(0);
    expect(details.history.length).toBeGreaterThan(0);
    // "Used by" is told from the live list, which a new container reaches with its event.
    await expect
      .poll(async () => (await stage.client.images.inspect({ engine: stage.engine, id: details.id })).usedBy)
      .toContainEqual({ id, name });
    const nothing = `sha256:${'f'.repeat(64)}` as ImageId;
    expect(await codeOf(stage.client.images.inspect({ engine: stage.engine, id: nothing }))).toBe('not-found');
  },
  async 'images.delete'(stage) {
    const { id } = await make(stage, sleeps, false);
    const repository = unique('image');
    await stage.real.api('POST', `/commit?container=${id}&repo=${repository}&tag=1`, {});
    const found = await stage.real.api('GET', '/images/json');
    const image = (found.body as { Id: string; RepoTags: string[] | null }[]).find((one) =>
      one.RepoTags?.some((tag) => tag.includes(repository)),
    );
    const ids = [image?.Id as ImageId];
    const result = await stage.client.images.delete({ engine: stage.engine, ids });
    expect(result.items[0]).toMatchObject({ state: 'done', name: expect.stringContaining(repository) });
    expect(await codeOf(stage.client.images.inspect({ engine: stage.engine, id: ids[0] as ImageId }))).toBe(
      'not-found',
    );
  },
  async 'jobs.watch'(stage) {
    const { id, name } = await make(stage, sleeps, false);
    const { job } = await stage.client.containers.start({ engine: stage.engine, ids: [id] });
    const patch = await until(await stage.client.jobs.watch(), () => true, 'the jobs');
    expect((patch.rows as readonly Job[]).find((row) => row.id === job)).toMatchObject({
      verb: 'start',
      noun: 'container',
      state: 'done',
      command: `docker start ${name}`,
      items: [{ id, name, state: 'done' }],
    });
  },
  async 'jobs.clear'(stage) {
    const { id } = await make(stage, sleeps, false);
    await stage.client.containers.start({ engine: stage.engine, ids: [id] });
    await stage.client.jobs.clear();
    const { rows } = await until(await stage.client.jobs.watch(), () => true, 'the jobs');
    expect((rows as readonly Job[]).filter(({ state }) => state !== 'running')).toEqual([]);
  },
  async 'jobs.cancel'(stage) {
    // More than twice as many as start at a time, so that the last waits even when one before it ends at once.
    const all = await Promise.all(Array.from({ length: 18 }, () => make(stage, sleeps, false)));
    const ids = all.map(({ id }) => id);
    const { client, engine } = stage;
    const running = client.containers.start({ engine, ids });
    const patch = await until(
      await client.jobs.watch(),
      ({ rows }) => rows.some((row) => row.state === 'running' && row.items[17]?.id === ids[17]),
      'the job runs',
    );
    const job = patch.rows.find((row) => row.items[17]?.id === ids[17]);
    await client.jobs.cancel({ id: job?.id as Job['id'] });
    const { items } = await running;
    expect(items[17]).toMatchObject({ state: 'cancelled' });
    expect(await stateOf(stage, ids[17] as ContainerId)).toBe('created');
    expect(await codeOf(client.jobs.cancel({ id: 'nothing' as Job['id'] }))).toBe('expired');
  },
  async 'settings.watch'({ client }) {
    const stream = await client.settings.watch();
    await stream.next();
    await client.settings.change({ zoom: 110 });
    const { value } = await stream.next();
    expect(value).toMatchObject({ zoom: 110 });
    await stream.return?.();
    await client.settings.change({ zoom: 100 });
  },
  async 'settings.change'({ client }) {
    const settings = await client.settings.change({ sidebarFolded: true });
    expect(settings).toMatchObject({ sidebarFolded: true, zoom: 100 });
    await client.settings.change({ sidebarFolded: false });
  },
} satisfies Record<VerbPath, Row>;
