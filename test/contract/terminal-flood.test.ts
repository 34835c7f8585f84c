/**
 * Hostile and endless output on a real engine: nothing unasked, memory flat, and keys are heard in the middle of it.
 *
 * 30 MB, not the 200 of ST-15: those took 36 s here (0.2 GB through `yes`, a pty and the engine), and as one escape 13 s; memory grew by
 * 16 MB and by nothing. 200 MB in seconds, from a scripted program: electron/services/terminals.test.ts.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EngineId } from '../../electron/common/contract/ids';
import type { TerminalSession } from '../../electron/common/contract/terminals';
import type { TestEngine } from '../engine/engines';
import { sharedDocker } from '../engine/shared';
import { cleanup } from '../engine/unique';
import { codeOf, make, sleeps } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';
import { ended, patience, sessionOf, view } from './terminal-view';

const size = { columns: 80, rows: 24 };
const megabyte = 1024 * 1024;
let real: TestEngine;
let berth: RunningBerth;
let engine: EngineId;

beforeAll(async () => {
  real = await sharedDocker();
  berth = startBerth(real.host);
  engine = (await berth.engineIs(connected, 'connected')).id;
});
afterEach(() => cleanup(real));
afterAll(() => berth?.close());

async function shell(): Promise<TerminalSession> {
  const { id } = await make({ client: berth.client, engine, real }, sleeps);
  return berth.client.terminals.open({ kind: 'exec', engine, container: id, ...size });
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const held = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** The most memory that is held while it works, above what was: without what is only waiting to be collected. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = held();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, held());
  }, 300);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most - before;
}

test('ME-07 what asks a terminal for more than its place gets no answer, and its place is told once', async () => {
  const { client } = berth;
  const { id } = await shell();
  const shown = await view(client, id);
  // Clipboard, title, DECRQSS, terminfo, colours, answerback; then who it is and where its cursor stands.
  const silent = [
    '\\033]52;c;?\\007',
    '\\033[21t',
    '\\033P$q"p\\033\\\\',
    '\\033P+q544e\\033\\\\',
    '\\033]10;?\\007',
    '\\005',
  ];
  // The shell asks for the cursor's place at each prompt, and that answer may come late: it is read away first.
  const asks = (questions: string) =>
    `stty raw -echo min 0 time 10; dd bs=512 count=1 >/dev/null 2>&1; printf '${questions}'; sleep 1; x=$(dd bs=512 count=1 2>/dev/null | od -An -c | tr -d " \\n"); stty sane; echo "[$x]"`;
  await shown.type(`${asks(silent.join(''))}\r`);
  await shown.shows('[]\r\n');
  await shown.type(`${asks('\\033[c\\033[6n')}\r`);
  await shown.shows(/\[033\[\?1;2c033\[\d+;\d+R\]\r\n/);
  await client.terminals.close({ terminal: id });
});

test('ME-07 a storm of titles is told a few times, and text only', async () => {
  const { client } = berth;
  const { id } = await shell();
  const shown = await view(client, id);
  let told = 0;
  const list = await client.terminals.watch();
  void (async () => {
    for await (const _ of list) told += 1;
  })();
  const storm =
    'i=0; while [ $i -lt 5000 ]; do printf "\\033]2;<b>title $i</b>\\033\\\\"; i=$((i+1)); done; echo storm $((1+1))';
  await shown.type(`${storm}\r`);
  await shown.shows('storm 2\r\n');
  await expect.poll(async () => (await sessionOf(client, id))?.title, patience).toBe('<b>title 4999</b>');
  await list.return?.();
  expect(told).toBeLessThan(500);
  await client.terminals.close({ terminal: id });
});

test('ME-07 an escape of 30 MB is swallowed: memory stays flat, and what follows is shown', async () => {
  const { client } = berth;
  const { id } = await shell();
  const shown = await view(client, id);
  const grown = await growthDuring(async () => {
    await shown.type(
      'printf "\\033P"; yes aaaaaaaaaaaaaaa | tr -d "\\n" | head -c 30000000; printf "\\033\\\\"; echo after $((40+2))\r',
    );
    await shown.shows('after 42\r\n');
  });
  expect(grown).toBeLessThan(50 * megabyte);
  await client.terminals.close({ terminal: id });
});

test('ST-15 30 MB while nobody looks: memory stays flat, and who comes then sees the end', async () => {
  const { client } = berth;
  const { id } = await shell();
  await client.terminals.write({ terminal: id, data: 'yes 0123456789abcdef | head -c 30000000; echo; exit 9\r' });
  const grown = await growthDuring(async () => {
    expect(await ended(client, id)).toMatchObject({ exitCode: 9, reason: 'program' });
  });
  expect(grown).toBeLessThan(50 * megabyte);
  const shown = await view(client, id);
  await expect.poll(() => shown.seen.length, patience).toBe(2);
  expect(shown.text()).toMatch(/0123456789abcdef\r\n/);
  await client.terminals.close({ terminal: id });
});

test('ST-09 Ctrl-C ends a flood that a page looks at, and the other terminal never waited', async () => {
  const { client } = berth;
  const [flooded, other] = [await shell(), await shell()];
  const [flood, calm] = [await view(client, flooded.id), await view(client, other.id)];
  await flood.type('yes flooding\r');
  await flood.shows('flooding\r\nflooding');
  await calm.type('echo calm $((6*7))\r');
  await calm.shows('calm 42');
  await flood.type('\x03');
  await flood.type('echo over $((7*7))\r');
  await flood.shows('over 49');
  for (const { id } of [flooded, other]) await client.terminals.close({ terminal: id });
});

test('ST-16 sizes that make no sense are refused or made sane, before and after the end', async () => {
  const { client } = berth;
  const { id } = await shell();
  for (const wrong of [
    { columns: 0, rows: 0 },
    { columns: 10_000, rows: 10_000 },
    { columns: 80.5, rows: 24 },
  ]) {
    expect(await codeOf(client.terminals.resize({ terminal: id, ...wrong }))).toBe('bad-input');
  }
  const shown = await view(client, id);
  for (const [columns, rows] of [
    [1, 1],
    [1_000, 1_000],
    [97, 31],
  ] as const) {
    await client.terminals.resize({ terminal: id, columns, rows });
  }
  await expect
    .poll(async () => {
      await shown.type('stty size\r');
      return shown.text();
    }, patience)
    .toContain('31 97\r\n');
  const sizes = shown.seen.flatMap((one) => (one.kind === 'resized' ? [`${one.columns}x${one.rows}`] : []));
  expect(sizes).toEqual(['2x1', '1000x1000', '97x31']);
  await shown.type('exit\r');
  await ended(client, id);
  await client.terminals.resize({ terminal: id, columns: 50, rows: 10 });
  await client.terminals.close({ terminal: id });
});
