/** What becomes of terminals when their engine hangs or dies. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDocker, type TestEngine } from '../engine/engines';
import { make, sleeps } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';
import { ended, view } from './terminal-view';

const size = { columns: 80, rows: 24 };
let real: TestEngine;
let berth: RunningBerth;

beforeAll(async () => {
  real = await startDocker({ seed: 'small' });
  berth = startBerth(real.host);
});
afterAll(async () => {
  await berth?.close();
  await real?.stop();
});

test('EN-05 EN-06 three terminals live through a hung engine, and all say so when it is killed', async () => {
  const { client } = berth;
  const { id: engine } = await berth.engineIs(connected, 'connected');
  const { id: container } = await make({ client, engine, real }, sleeps);
  const exec = { kind: 'exec', engine, container, ...size } as const;
  const attach = { kind: 'attach', engine, container, ...size } as const;
  const sessions = [
    await client.terminals.open(exec),
    await client.terminals.open(exec),
    await client.terminals.open(attach),
  ];
  const views = await Promise.all(sessions.map(({ id }) => view(client, id)));
  await real.pause();
  // Typed while nobody listens, heard when somebody does.
  await views[0]?.type('echo still $((6*7))\r');
  await real.resume();
  await views[0]?.shows('still 42');
  await real.kill9();
  for (const [index, { id }] of sessions.entries()) {
    expect(await ended(client, id)).toMatchObject({ state: 'ended', reason: 'engine-lost' });
    expect(views[index]?.seen.at(-1)).toMatchObject({ kind: 'ended', exitCode: undefined, reason: 'engine-lost' });
  }
});
