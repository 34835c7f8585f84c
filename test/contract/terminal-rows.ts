import { expect } from 'vitest';
import type { ImageId } from '../../electron/common/contract/ids';
import type { TerminalSession } from '../../electron/common/contract/terminals';
import { codeOf, make, missing, type Row, type Stage, sleeps, until } from './row-helpers';

async function openTerminal(stage: Stage) {
  const { id } = await make(stage, sleeps);
  return stage.client.terminals.open({ kind: 'exec', engine: stage.engine, container: id, columns: 80, rows: 24 });
}

async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const values: T[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

export const terminalRows = {
  async 'terminals.watch'(stage) {
    const { id } = await openTerminal(stage);
    const sessions = await until(await stage.client.terminals.watch(), (all) => all.some((one) => one.id === id), 'it');
    expect(sessions.find((one) => one.id === id)?.state).toBe('running');
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.open'(stage) {
    const session = await openTerminal(stage);
    expect(session).toMatchObject({ engine: stage.engine, shell: expect.stringMatching(/sh$/), state: 'running' });
    await stage.client.terminals.close({ terminal: session.id });
    const gone = { kind: 'exec', engine: stage.engine, container: missing, columns: 80, rows: 24 } as const;
    expect(await codeOf(stage.client.terminals.open(gone))).toBe('not-found');
  },
  async 'terminals.attach'(stage) {
    const { id } = await openTerminal(stage);
    const stream = await stage.client.terminals.attach({ terminal: id, viewer: 'one' });
    const first = await until(stream, () => true, 'the screen');
    expect(first).toMatchObject({ kind: 'screen', columns: 80, rows: 24 });
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.write'(stage) {
    const { id } = await openTerminal(stage);
    const stream = await stage.client.terminals.attach({ terminal: id, viewer: 'one' });
    let text = '';
    const answered = until(
      stream,
      (output) => {
        if ('data' in output) text += output.data;
        return text.includes('answer=42');
      },
      'the answer',
    );
    await stage.client.terminals.write({ terminal: id, data: 'echo answer=$((6 * 7))\n' });
    await answered;
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.acknowledge'(stage) {
    const { id } = await openTerminal(stage);
    const stream = await stage.client.terminals.attach({ terminal: id, viewer: 'one' });
    await stream.next();
    await stage.client.terminals.acknowledge({ terminal: id, viewer: 'one', characters: 1 });
    await stream.return?.();
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.resize'(stage) {
    const { id } = await openTerminal(stage);
    await stage.client.terminals.resize({ terminal: id, columns: 101, rows: 31 });
    const stream = await stage.client.terminals.attach({ terminal: id, viewer: 'one' });
    const first = await until(stream, () => true, 'the screen');
    expect(first).toMatchObject({ columns: 101, rows: 31 });
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.close'(stage) {
    const { id } = await openTerminal(stage);
    await stage.client.terminals.close({ terminal: id });
    expect(await codeOf(stage.client.terminals.write({ terminal: id, data: 'x' }))).toBe('expired');
  },
  async 'terminals.rename'(stage) {
    const { id } = await openTerminal(stage);
    await stage.client.terminals.rename({ terminal: id, name: ' the shell ' });
    const sessions = await until(await stage.client.terminals.watch(), () => true, 'the list');
    expect(sessions.find((one) => one.id === id)?.name).toBe('the shell');
    await stage.client.terminals.rename({ terminal: id, name: '' });
    const after = await until(await stage.client.terminals.watch(), () => true, 'the list');
    expect(after.find((one) => one.id === id)?.name).toMatch(/sh$/);
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.again'(stage) {
    const { client } = stage;
    const first = await openTerminal(stage);
    const second = await openTerminal(stage);
    const size = { columns: 90, rows: 30 };
    expect(await codeOf(client.terminals.again({ terminal: first.id, ...size }))).toBe('wrong-state');
    await client.terminals.rename({ terminal: first.id, name: 'mine' });
    await client.terminals.write({ terminal: first.id, data: 'exit 4\n' });
    const ended = (all: readonly TerminalSession[]) => all.find((one) => one.id === first.id)?.state === 'ended';
    const list = await until(await client.terminals.watch(), ended, 'its end');
    expect(list.find((one) => one.id === first.id)).toMatchObject({ exitCode: 4, reason: 'program' });
    const again = await client.terminals.again({ terminal: first.id, ...size });
    expect(again).toMatchObject({ name: 'mine', state: 'running', container: first.container });
    const sessions = await until(await client.terminals.watch(), () => true, 'the list');
    const ours = sessions.map(({ id }) => id).filter((id) => [first.id, second.id, again.id].includes(id));
    expect(ours).toEqual([again.id, second.id]);
    for (const { id } of [again, second]) await client.terminals.close({ terminal: id });
  },
  async 'terminals.busy'(stage) {
    const { client } = stage;
    const { id } = await openTerminal(stage);
    await expect.poll(() => client.terminals.busy({ terminal: id }), { timeout: 20_000 }).toEqual({ busy: false });
    await client.terminals.write({ terminal: id, data: 'sleep 123\n' });
    await expect
      .poll(() => client.terminals.busy({ terminal: id }), { timeout: 20_000 })
      .toEqual({ busy: true, command: 'sleep 123' });
    await client.terminals.close({ terminal: id });
  },
  async 'terminals.detach'(stage) {
    const { id } = await openTerminal(stage);
    expect(await codeOf(stage.client.terminals.detach({ terminal: id }))).toBe('bad-input');
    await stage.client.terminals.close({ terminal: id });
  },
  async 'terminals.run'(stage) {
    const { id } = await make(stage, sleeps);
    const command = 'echo "$WORD"; pwd; echo no >&2; exit 3';
    const wanted = { engine: stage.engine, container: id, command, env: ['WORD=a b'], workingDirectory: '/tmp' };
    const seen = await all(await stage.client.terminals.run(wanted));
    const said = (stream: string) =>
      seen.map((one) => (one.kind === 'output' && one.stream === stream ? one.text : '')).join('');
    expect([said('out'), said('err')]).toEqual(['a b\n/tmp\n', 'no\n']);
    expect(seen.at(-1)).toEqual({ kind: 'ended', exitCode: 3, ms: expect.any(Number), dropped: 0 });
    // Who leaves ends it.
    const listing = () => stage.client.processes.list({ engine: stage.engine, id });
    const stream = await stage.client.terminals.run({
      engine: stage.engine,
      container: id,
      command: 'echo up; sleep 4321 | cat',
    });
    await stream.next();
    await expect.poll(async () => JSON.stringify(await listing()), { timeout: 20_000 }).toContain('sleep 4321');
    await stream.return?.();
    await expect.poll(async () => JSON.stringify(await listing()), { timeout: 20_000 }).not.toContain('sleep 4321');
  },
  async 'terminals.toolbox'(stage) {
    const { client, engine } = stage;
    expect(await client.terminals.toolbox({ engine })).toMatchObject({ image: expect.any(String) });
    await client.settings.change({ toolboxImage: 'sample/shell:1' });
    expect(await client.terminals.toolbox({ engine })).toEqual({ image: 'sample/shell:1', present: true });
    await client.settings.change({ toolboxImage: 'sample/none:1' });
    expect(await client.terminals.toolbox({ engine })).toEqual({ image: 'sample/none:1', present: false });
    await client.settings.change({ toolboxImage: '' });
  },
  async 'terminals.startsAs'(stage) {
    const { client, engine } = stage;
    const { id } = await make(stage, sleeps, false);
    const target = { kind: 'container', id } as const;
    const starts = { entrypoint: [], command: ['sh', '-c', sleeps], form: 'shell', script: sleeps };
    expect(await client.terminals.startsAs({ engine, target })).toMatchObject(starts);
    const { imageId } = await client.containers.inspect({ engine, id });
    const image = { kind: 'image', id: imageId as ImageId } as const;
    expect(await client.terminals.startsAs({ engine, target: image })).toMatchObject({
      command: ['sh'],
      form: 'exec',
      workingDirectory: '/root',
    });
  },
} satisfies Record<`terminals.${string}`, Row>;
