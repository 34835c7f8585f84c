import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RowsPatch } from '../common/contract/rows';
import { createLiveTable } from './live-table';
import { createLog } from './log';

interface Row {
  readonly id: string;
  readonly value: number;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** An engine that takes its time: an answer shows what was true at some moment between the question and its arrival. */
function slowEngine(delay: () => [before: number, after: number] = () => [1, 1]) {
  const rows = new Map<string, Row>();
  const asked: (readonly string[] | 'all')[] = [];
  let connected = true;
  async function answer(what: readonly string[] | 'all'): Promise<readonly Row[]> {
    asked.push(what);
    const [before, after] = delay();
    await sleep(before);
    const seen = [...rows.values()].filter((row) => what === 'all' || what.includes(row.id));
    await sleep(after);
    if (!connected) throw new Error('lost');
    return seen;
  }
  const table = createLiveTable<Row, string>({
    idOf: (row) => row.id,
    list: () => answer('all'),
    fetch: (ids) => answer(ids),
    connected: () => connected,
    log: createLog(() => undefined),
  });
  return {
    rows,
    asked,
    table,
    connect(now: boolean) {
      connected = now;
      if (now) table.relist();
    },
  };
}

/** What a page holds that applies each patch. */
function page(table: ReturnType<typeof slowEngine>['table']) {
  const held = new Map<string, Row>();
  const patches: RowsPatch<Row, string>[] = [];
  const stream = table.watch();
  const done = (async () => {
    for await (const patch of stream) {
      patches.push(patch);
      if (patch.kind === 'all') held.clear();
      for (const row of patch.rows) held.set(row.id, row);
      if (patch.kind === 'some') for (const id of patch.gone) held.delete(id);
    }
  })();
  const close = async () => {
    await stream.return?.();
    await done;
  };
  return { held, patches, close };
}

const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('set' as const, 'remove' as const),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    wait: fc.nat(120),
  }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'lose' as const), id: fc.constant('a'), wait: fc.nat(120) }),
);

test('whatever the order of events and answers, the page ends equal to the engine', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { minLength: 1, maxLength: 8 }),
      fc.nat(60),
      async (steps, delays, eventDelay) => {
        let turn = 0;
        const engine = slowEngine(() => delays[turn++ % delays.length] ?? [0, 0]);
        const viewer = page(engine.table);
        let value = 0;
        let used = 0;
        const alive = new Map<string, string>();
        for (const { kind, id: slot, wait } of steps) {
          if (kind === 'lose') {
            engine.connect(false);
            await vi.advanceTimersByTimeAsync(wait);
            engine.connect(true);
          } else if (kind === 'remove' || kind === 'drop') {
            // Ids are never used twice: as with containers.
            const id = alive.get(slot);
            alive.delete(slot);
            if (id === undefined || !engine.rows.delete(id)) continue;
            setTimeout(() => (kind === 'remove' ? engine.table.gone(id) : engine.table.changed(id)), eventDelay);
          } else {
            const id = alive.get(slot) ?? `${slot}${used++}`;
            alive.set(slot, id);
            engine.rows.set(id, { id, value: value++ });
            setTimeout(() => engine.table.changed(id), eventDelay);
          }
          await vi.advanceTimersByTimeAsync(wait);
        }
        await vi.advanceTimersByTimeAsync(20_000);
        expect([...viewer.held.values()].sort(byId)).toEqual([...engine.rows.values()].sort(byId));
        await viewer.close();
        engine.table.close();
      },
    ),
    { numRuns: 300 },
  );
});

const byId = (one: Row, other: Row) => one.id.localeCompare(other.id);

test('the first event of a burst is fetched at once, the rest together', async () => {
  const engine = slowEngine();
  for (let n = 0; n < 100; n += 1) engine.rows.set(`r${n}`, { id: `r${n}`, value: 0 });
  const viewer = page(engine.table);
  await vi.advanceTimersByTimeAsync(1_000);
  engine.asked.length = 0;
  for (let n = 0; n < 100; n += 1) {
    engine.rows.set(`r${n}`, { id: `r${n}`, value: 1 });
    engine.table.changed(`r${n}`);
  }
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.asked.map((ids) => ids.length)).toEqual([1, 99]);
  expect(viewer.patches.length).toBe(3);
  await viewer.close();
});

test('a row that is as before is not sent, and a burst beyond the bound is one list', async () => {
  const engine = slowEngine();
  for (let n = 0; n < 500; n += 1) engine.rows.set(`r${n}`, { id: `r${n}`, value: 0 });
  const viewer = page(engine.table);
  await vi.advanceTimersByTimeAsync(1_000);
  engine.asked.length = 0;
  for (let n = 0; n < 500; n += 1) engine.table.changed(`r${n}`);
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.asked.slice(1)).toEqual(['all']);
  expect(viewer.patches.length).toBe(1);
  await viewer.close();
});

test.each([40, 150, 400, 1_800])(
  'an engine whose list is %i ms late with what its event said: looked at again',
  async (late) => {
    const engine = slowEngine();
    engine.rows.set('a', { id: 'a', value: 0 });
    engine.rows.set('b', { id: 'b', value: 0 });
    const viewer = page(engine.table);
    await vi.advanceTimersByTimeAsync(1_000);
    engine.table.changed('a');
    engine.table.changed('b');
    await vi.advanceTimersByTimeAsync(late);
    engine.rows.set('a', { id: 'a', value: 1 });
    // At the next look, not at the last one.
    await vi.advanceTimersByTimeAsync(late < 400 ? 350 : 1_700);
    expect(viewer.held.get('a')).toEqual({ id: 'a', value: 1 });
    await vi.advanceTimersByTimeAsync(3_000);
    // And no more: what stays as it is is not asked for ever.
    engine.asked.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.asked).toEqual([]);
    await viewer.close();
  },
);

test('after a lost connection only the difference is sent', async () => {
  const engine = slowEngine();
  engine.rows.set('a', { id: 'a', value: 0 });
  engine.rows.set('b', { id: 'b', value: 0 });
  const viewer = page(engine.table);
  await vi.advanceTimersByTimeAsync(1_000);
  engine.connect(false);
  engine.rows.delete('a');
  engine.rows.set('c', { id: 'c', value: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  engine.connect(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(viewer.patches.slice(1)).toEqual([
    { kind: 'some', rows: [{ id: 'c', value: 0 }], gone: ['a'], at: expect.any(Number) },
  ]);
  await viewer.close();
});

test('a slow watcher gets one merged patch, and the whole list when that is shorter', async () => {
  const engine = slowEngine();
  engine.rows.set('a', { id: 'a', value: 0 });
  const slow = engine.table.watch();
  await vi.advanceTimersByTimeAsync(1_000);
  await slow.next();
  for (let value = 1; value <= 20; value += 1) {
    engine.rows.set('a', { id: 'a', value });
    engine.table.changed('a');
    await vi.advanceTimersByTimeAsync(200);
  }
  expect((await slow.next()).value).toMatchObject({ kind: 'some', rows: [{ id: 'a', value: 20 }], gone: [] });
  for (let n = 0; n < 3_000; n += 1) engine.rows.set(`r${n}`, { id: `r${n}`, value: 0 });
  engine.table.relist();
  await vi.advanceTimersByTimeAsync(1_000);
  expect((await slow.next()).value).toMatchObject({ kind: 'all' });
  await slow.return?.();
});

test('nobody watching: nothing is asked, and the rows are forgotten after the grace', async () => {
  const engine = slowEngine();
  const viewer = page(engine.table);
  await vi.advanceTimersByTimeAsync(1_000);
  await viewer.close();
  expect(engine.table.rows()).toBeDefined();
  await vi.advanceTimersByTimeAsync(6_000);
  expect(engine.table.rows()).toBeUndefined();
  engine.asked.length = 0;
  engine.table.changed('a');
  engine.table.relist();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(engine.asked).toEqual([]);
});
