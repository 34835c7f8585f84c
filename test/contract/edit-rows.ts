import { expect } from 'vitest';
import type { ContainerId } from '../../electron/common/contract/ids';
import { unique } from '../engine/unique';
import { codeOf, make, missing, type Row, sleeps, stateOf } from './row-helpers';

export const editRows = {
  async 'containers.spec'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, sleeps, false);
    const told = await client.containers.spec({ engine, id });
    expect(told).toMatchObject({ leftOut: [], image: 'same' });
    expect(told.spec).toMatchObject({ name, command: ['sh', '-c', sleeps], env: [], networks: [], mounts: [] });
    expect(told.spec.entrypoint).toBeUndefined();
    expect(told.copy).toEqual(told.spec);
    expect(await codeOf(client.containers.spec({ engine, id: missing }))).toBe('not-found');
  },
  async 'containers.recreate'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, sleeps, false);
    const { spec } = await client.containers.spec({ engine, id });
    const changed = { ...spec, env: [{ name: 'EDITED', value: 'yes' }] };
    const { items } = await client.containers.recreate({ engine, id, spec: changed });
    expect(items).toMatchObject([{ id, name, state: 'done' }]);
    const made = items[0]?.made as ContainerId;
    expect(await stateOf(stage, id)).toBe('not-found');
    const details = await client.containers.inspect({ engine, id: made });
    // One that did not run is not started.
    expect(details).toMatchObject({ name, state: 'created' });
    expect(details.env).toContainEqual({ name: 'EDITED', value: 'yes' });
    expect(await codeOf(client.containers.recreate({ engine, id, spec }))).toBe('not-found');
  },
  async 'containers.unfinishedEdits'({ client, engine }) {
    expect(await client.containers.unfinishedEdits({ engine })).toEqual([]);
  },
  async 'containers.settleEdit'({ client, engine }) {
    // What it does after a crash at each step is recreate.test.ts.
    expect(await codeOf(client.containers.settleEdit({ engine, edit: 'nothing', how: 'undo' }))).toBe('not-found');
  },
  async 'containers.commit'(stage) {
    const { client, engine } = stage;
    const { id, name } = await make(stage, 'echo written > /file; sleep 300');
    const reference = `${unique('commit')}:1.0`;
    const asked = { engine, id, reference, message: 'as it was', author: 'a person', pause: true };
    const { items } = await client.containers.commit(asked);
    expect(items).toMatchObject([{ id, name, state: 'done', made: expect.stringMatching(/^sha256:/) }]);
    const image = await client.images.inspect({ engine, id: items[0]?.made as never });
    expect(image.tags).toEqual([expect.stringContaining(reference)]);
    expect(image).toMatchObject({ author: 'a person', comment: 'as it was' });
    expect(await stateOf(stage, id)).toBe('running');
    expect(await codeOf(client.containers.commit({ ...asked, reference: 'not a name' }))).toBe('bad-input');
  },
} satisfies Record<string, Row>;
