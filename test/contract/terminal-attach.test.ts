/** T2 on real engines: the main program's terminal, let go of in every way, and the container lives on. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerId, EngineId } from '../../electron/common/contract/ids';
import type { TerminalSession } from '../../electron/common/contract/terminals';
import { emptyRunSpec } from '../../electron/common/run-line/empty-run-spec';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';
import { codeOf, stateOf } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';
import { ended, patience, sessionOf, view } from './terminal-view';

const size = { columns: 80, rows: 24 };

describe.each([
  ['Docker', sharedDocker],
  ['Podman', sharedPodman],
] as const)('attach on %s', (product, shared) => {
  let real: TestEngine;
  let berth: RunningBerth;
  let engine: EngineId;

  beforeAll(async () => {
    real = await shared();
    berth = startBerth(real.host);
    engine = (await berth.engineIs(connected, 'connected')).id;
  });
  afterEach(() => cleanup(real));
  afterAll(() => berth?.close());

  async function plainContainer(script: string, more: object = {}): Promise<ContainerId> {
    const body = { Image: 'sample/shell:1', Cmd: ['sh', '-c', script], OpenStdin: true, ...more };
    const made = await real.api('POST', `/containers/create?name=${unique('attach')}`, body);
    const id = (made.body as { Id: string }).Id as ContainerId;
    expect((await real.api('POST', `/containers/${id}/start`)).status).toBeLessThan(300);
    return id;
  }

  test('run -it opens the main program’s terminal; keys and the button let go, and it lives on', async () => {
    const { client } = berth;
    const spec = { ...emptyRunSpec('sample/shell:1'), name: unique('attach'), tty: true, interactive: true };
    const { container, terminal } = await client.containers.run({ engine, spec });
    if (container === undefined || terminal === undefined) throw new Error('no terminal');
    const first = await view(client, terminal);
    await client.terminals.resize({ terminal, columns: 101, rows: 33 });
    await first.type('echo number $((6 * 7))\r');
    await first.shows('number 42');
    await expect
      .poll(async () => {
        await first.type('stty size\r');
        return first.text();
      }, patience)
      .toContain('33 101');
    expect(await sessionOf(client, terminal)).toMatchObject({ kind: 'attach', shell: 'sh', container, name: 'sh' });
    // Ctrl-P alone is the program's, one key late.
    await first.type('\x10');
    await first.type('\x11');
    expect(await ended(client, terminal)).toMatchObject({ state: 'ended', reason: 'detached' });
    expect(first.seen.at(-1)).toEqual({ kind: 'ended', exitCode: undefined, reason: 'detached' });
    expect(await stateOf({ client, engine, real }, container)).toBe('running');

    const again = await client.terminals.again({ terminal, ...size });
    const second = await view(client, again.id);
    await second.type('echo back $((2 + 3))\r');
    await second.shows('back 5');
    await client.terminals.detach({ terminal: again.id });
    expect((await ended(client, again.id))?.reason).toBe('detached');
    await client.terminals.close({ terminal: again.id });

    const own = { kind: 'attach', engine, container, detachKeys: 'ctrl-x,q', ...size } as const;
    const third = await client.terminals.open(own);
    const own3 = await view(client, third.id);
    await own3.type('echo \x10\x11 third $((3 + 3))\r');
    await own3.shows('third 6');
    await own3.type('\x18q');
    expect((await ended(client, third.id))?.reason).toBe('detached');

    // A closed one is only let go of; what it ended with is told by the next.
    const fourth = await client.terminals.open({ kind: 'attach', engine, container, ...size });
    await client.terminals.close({ terminal: fourth.id });
    expect(await stateOf({ client, engine, real }, container)).toBe('running');
    const fifth = await client.terminals.open({ kind: 'attach', engine, container, ...size });
    await client.terminals.write({ terminal: fifth.id, data: 'exit 5\r' });
    expect(await ended(client, fifth.id)).toMatchObject({ reason: 'container-stopped', exitCode: 5 });
    expect(await codeOf(client.terminals.open({ kind: 'attach', engine, container, ...size }))).toBe('wrong-state');
    // It was looked at only: Podman would have made it anew.
    expect(await client.containers.inspect({ engine, id: container })).toMatchObject({ state: 'exited', exitCode: 5 });
  });

  test('without a terminal: lines are shown as they are typed, Ctrl-C is a signal, Ctrl-D the end', async () => {
    const { client } = berth;
    const more = { StdinOnce: true };
    const container = await plainContainer('trap "echo caught" INT; cat; echo bye >&2; exit 7', more);
    const wanted = { kind: 'attach', engine, container, input: true, ...size } as const;
    const { id: terminal, plain, deaf, lastInput } = await client.terminals.open(wanted);
    expect([plain, deaf, lastInput]).toEqual([true, undefined, true]);
    const shown = await view(client, terminal);
    await shown.type('helo\x7flo\r');
    await shown.shows('helo\b \blo\r\nhello\r\n');
    // The shell tells of it once its child is done.
    await shown.type('\x03');
    await shown.shows('^C\r\n');
    await shown.type('more\r');
    await shown.shows('more\r\nmore\r\n');
    await shown.type('\x04');
    await shown.shows('caught\r\n');
    await shown.shows('bye\r\n');
    expect(await ended(client, terminal)).toMatchObject({ reason: 'container-stopped', exitCode: 7 });
  });

  test('one that hears nothing is shown all the same, and says so', async () => {
    const { client } = berth;
    const container = await plainContainer('while :; do echo tick; sleep 0.2; done', { OpenStdin: false });
    const { id: terminal, deaf } = await client.terminals.open({ kind: 'attach', engine, container, ...size });
    expect(deaf).toBe('no-input');
    const shown = await view(client, terminal);
    await shown.shows('tick\r\ntick\r\n');
    await shown.type('abc');
    await real.api('POST', `/containers/${container}/kill`);
    expect(await ended(client, terminal)).toMatchObject({ reason: 'container-stopped', exitCode: 137 });
    expect(shown.text()).not.toContain('abc');
  });

  test('one whose input the engine would close is looked at only, and lives on', async () => {
    const { client } = berth;
    const script = 'echo up; trap : INT; while read line; do echo "got $line"; done; echo over; exit 9';
    const open = (container: ContainerId) => client.terminals.open({ kind: 'attach', engine, container, ...size });
    const letGo = async (container: ContainerId, { id: terminal }: Pick<TerminalSession, 'id'>) => {
      await client.terminals.detach({ terminal });
      expect((await ended(client, terminal))?.reason).toBe('detached');
      // What the engine closes then ends the program at once.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await stateOf({ client, engine, real }, container)).toBe('running');
    };
    const once = await plainContainer(script, { StdinOnce: true });
    const session = await open(once);
    expect(session.deaf).toBe('input-once');
    await letGo(once, session);
    const kept = await plainContainer(script);
    for (const word of ['one', 'two']) {
      const { id, deaf } = await open(kept);
      // Podman closes it whatever was asked for.
      expect(deaf).toBe(product === 'Podman' ? 'input-once' : undefined);
      const shown = await view(client, id);
      if (!deaf) {
        await shown.type(`${word}\r`);
        await shown.shows(`got ${word}\r\n`);
      }
      await letGo(kept, { id });
    }
  });

  test('a bad row of keys is refused', async () => {
    const container = await plainContainer('sleep 100');
    const wanted = { kind: 'attach', engine, container, detachKeys: 'ctrl-7', ...size } as const;
    expect(await codeOf(berth.client.terminals.open(wanted))).toBe('bad-input');
    await expect.poll(() => stateOf({ client: berth.client, engine, real }, container), patience).toBe('running');
  });
});
