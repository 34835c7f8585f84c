import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import type { MergedLine } from './log-merge';
import { packMeta, type SegmentStorage, sourceOf } from './log-segment';
import { LogStore } from './log-store';
import { LogTasks } from './log-tasks';
import { runsOf } from './weave-lines';

let full = false;
let files = 0;
const storage: SegmentStorage = {
  write: (bytes) => {
    if (full) throw new Error('ENOSPC: no space left on device');
    const kept = Buffer.from(bytes);
    files += 1;
    return {
      read: (into, offset, length) => void kept.copy(into, 0, offset, offset + length),
      remove: () => {
        files -= 1;
      },
    };
  },
};

const lineOf = (source: number, at: number, text: string): MergedLine => ({
  bytes: Buffer.from(text),
  at,
  meta: packMeta(source, 0),
  coloured: false,
});

function add(store: LogStore, lines: readonly MergedLine[]): void {
  for (const { bytes, at, meta } of lines) store.add(bytes, 0, bytes.length, at, meta, false);
}
const textsOf = (store: LogStore) => store.window(store.first, store.end - store.first).map(({ text }) => text);
/** By their whole text, of which no two are alike. */
const numbersOf = (store: LogStore) =>
  new Map(
    Array.from({ length: store.end - store.first }, (_, index) => store.first + index).map(
      (number) => [store.line(number)?.text, number] as const,
    ),
  );
const inOrder = (lines: readonly MergedLine[]) => lines.toSorted((one, two) => one.at - two.at);

interface Entry {
  readonly source: number;
  readonly pause: number;
  readonly wide: boolean;
}

it('has all lines in the order of time however much is loaded of each, and tells the numbers that lines have now', () => {
  const entry = fc.record({ source: fc.nat(3), pause: fc.constantFrom(0, 1, 50), wide: fc.boolean() });
  const load = fc.record({
    of: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    count: fc.integer({ min: 1, max: 9 }),
    spill: fc.boolean(),
    more: fc.nat(2),
  });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      fc.array(load, { maxLength: 6 }),
      (entries: readonly Entry[], tail, loads) => {
        let now = 1_000;
        const all = entries.map(({ source, pause, wide }, index) => {
          now += pause;
          return lineOf(source, now, `${index} ${wide ? 'x'.repeat(30_000) : 'hit'}`);
        });
        const left = [0, 1, 2, 3].map((source) => all.filter(({ meta }) => sourceOf(meta) === source));
        const store = new LogStore(storage);
        let held = inOrder(left.flatMap((lines) => lines.splice(-tail)));
        add(store, held);
        const tasks = new LogTasks(store);
        const filter = { context: 1, matcher: { pattern: 'hit' } };
        tasks.view(filter);
        tasks.run(() => false);
        const begun = numbersOf(store);
        for (const { of, count, spill, more } of loads) {
          const brought = inOrder(of.flatMap((source) => left[source]?.splice(-count) ?? []));
          const before = numbersOf(store);
          const { era } = store.moves;
          expect(store.insert(brought).taken).toEqual(brought);
          for (const [text, number] of before) expect(store.line(store.moves.now(number, era) ?? 0)?.text).toBe(text);
          const stayed = [...before].every(([text, number]) => store.line(number)?.text === text);
          expect(store.moves.era === era).toBe(stayed);
          if (!stayed) tasks.restart();
          held = [...brought, ...held];
          const live = Array.from({ length: more }, (_, index) =>
            lineOf(index, now + index, `live ${held.length + index}`),
          );
          now += more;
          add(store, live);
          held = [...held, ...live];
          if (spill) store.spillOldest();
          const lines = store.window(store.first, store.end - store.first);
          expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => store.first + index));
          expect(lines.map(({ at }) => at)).toEqual(inOrder(held).map(({ at }) => at));
          for (const source of [0, 1, 2, 3]) {
            const own = inOrder(held.filter(({ meta }) => sourceOf(meta) === source)).map(({ bytes }) => String(bytes));
            const got = lines.filter((line) => line.source === source).map(({ number }) => store.line(number)?.text);
            if (!own.some((text) => text.startsWith('live'))) expect(got).toEqual(own);
            else expect(got.toSorted()).toEqual(own.toSorted());
          }
          expect(store.bytes).toBe(held.reduce((sum, { bytes }) => sum + bytes.length + 1, 0));
          tasks.run(() => false);
          const found = tasks.search(filter.matcher).hits(0, 1_000).lines;
          expect(found).toEqual(lines.flatMap(({ text, number }) => (text.includes('hit') ? [number] : [])));
          const view = tasks.view(filter);
          const { first, end, done } = view.progress();
          const rows = view.window(first, end - first);
          expect([done, rows.filter(({ context }) => !context).map(({ number }) => number)]).toEqual([true, found]);
        }
        // From the very first numbers on, over all that has come between since.
        for (const [text, number] of begun) expect(store.line(store.moves.now(number, 0) ?? 0)?.text).toBe(text);
        store.close();
        expect(files).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});
it('puts a line whose clock was set back before what is here of its source, and leaves the rest where it is', () => {
  const store = new LogStore(storage);
  add(store, [lineOf(0, 5, 'a5'), lineOf(1, 30, 'b30'), lineOf(1, Number.NaN, 'b?'), lineOf(0, 40, 'a40')]);
  store.insert([lineOf(1, 20, 'b20'), lineOf(1, 35, 'b35')]);
  expect(textsOf(store)).toEqual(['a5', 'b20', 'b35', 'b30', 'b?', 'a40']);
  expect(store.first).toBe(zero - 2);
});

it('costs no era while what is loaded comes before everything', () => {
  const store = new LogStore(storage);
  add(store, [lineOf(0, 5, 'a5'), lineOf(1, 5, 'b5')]);
  store.insert([lineOf(1, 4, 'b4'), lineOf(0, 5, 'a5 too')]);
  expect([textsOf(store), store.moves.era]).toEqual([['b4', 'a5 too', 'a5', 'b5'], 0]);
  expect(store.segments).toHaveLength(2);
});

it('is as before when the disk takes no more', () => {
  const store = new LogStore(storage);
  const line = (index: number) => lineOf(0, index, `${index} ${'x'.repeat(50_000)}`);
  add(store, [lineOf(1, -50, 'quiet'), ...Array.from({ length: 300 }, (_, index) => line(index))]);
  while (store.spillOldest());
  const before = { texts: textsOf(store), bytes: store.bytes, files };
  full = true;
  try {
    expect(() => store.insert([line(-10), line(-9)])).toThrow('ENOSPC');
  } finally {
    full = false;
  }
  expect({ texts: textsOf(store), bytes: store.bytes, files }).toEqual(before);
  expect([store.first, store.moves.era]).toEqual([zero, 0]);
  store.insert([line(-10), line(-9)]);
  expect(textsOf(store).slice(0, 3)).toEqual([
    'quiet',
    ...[-10, -9].map((at) => String(line(at).bytes).slice(0, 8_192)),
  ]);
  store.close();
});

it('leaves the oldest for the next load when they would have too much written anew', () => {
  const store = new LogStore(storage);
  for (let load = 0; load < 5; load += 1)
    store.insert([lineOf(0, 40 - load * 10, 'a'), lineOf(0, 49 - load * 10, 'a')]);
  const brought = [5, 15, 25, 35, 45].map((at) => lineOf(1, at, `b${at}`));
  const costOfTwo = 80;
  const runs = runsOf(store.segments, brought, store.end, costOfTwo * 2);
  expect(runs.map(({ from }) => brought[from]?.at)).toEqual([35, 45]);
  expect(runsOf(store.segments, brought, store.end, 1).map(({ from }) => brought[from]?.at)).toEqual([45]);
  expect(runsOf(store.segments, brought, store.end)).toHaveLength(5);
});
