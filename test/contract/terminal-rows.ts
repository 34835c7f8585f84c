import { expect } from 'vitest';
import { codeOf, make, missing, type Row, type Stage, sleeps, until } from './row-helpers';

async function openTerminal(stage: Stage) {
  const { id } = await make(stage, sleeps);
  return stage.client.terminals.open({ engine: stage.engine, container: id, columns: 80, rows: 24 });
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
    const gone = { engine: stage.engine, container: missing, columns: 80, rows: 24 };
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
} satisfies Record<`terminals.${string}`, Row>;
