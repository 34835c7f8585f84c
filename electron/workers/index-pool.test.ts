import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { levelOf } from '../common/std/level-of';
import { IndexPool, indexPool, type LineIndex, noIndex, roomFor } from './index-pool';
import { LogSearch } from './log-search';
import { LogSegment, packMeta, type SegmentStorage } from './log-segment';
import { LogStore } from './log-store';
import { LogView } from './log-view';

beforeEach(() => indexPool.clear());

describe('IndexPool', () => {
  it('makes arrays of one length, at most an eighth more than asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (lines) => {
        const room = roomFor(lines);
        expect(room).toBeGreaterThanOrEqual(lines);
        expect(room - lines).toBeLessThanOrEqual(lines / 8);
        expect(roomFor(room)).toBe(room);
      }),
    );
    const { starts, times, metas } = new IndexPool().take(1_000);
    expect([starts.length, times.length, metas.length]).toEqual([1_024, 1_024, 1_024]);
  });

  it('hands out what it was given, to one only', () => {
    const pool = new IndexPool();
    const given = pool.take(1_000);
    expect(pool.take(1_000)).not.toBe(given);
    pool.give(given);
    expect(pool.take(2_000)).not.toBe(given);
    expect(pool.take(1_001)).toBe(given);
    expect(pool.take(1_001)).not.toBe(given);
    expect(pool.room).toBe(0);
  });

  it('keeps a few of a length, and of all no more than it may', () => {
    const pool = new IndexPool();
    const alike = Array.from({ length: 9 }, () => pool.take(100));
    for (const index of alike) pool.give(index);
    expect(pool.room).toBe(4 * roomFor(100));
    expect(pool.take(100)).toBe(alike[8]);
    for (const size of [131_072, 65_536, 90_112, 122_880]) {
      for (const index of Array.from({ length: 5 }, () => pool.take(size))) pool.give(index);
      expect(pool.room).toBeLessThanOrEqual(450_000);
    }
    // The longest unasked for went first.
    expect(alike).not.toContain(pool.take(100));
    pool.give(noIndex);
    pool.clear();
    expect(pool.room).toBe(0);
  });
});

const inMemory: SegmentStorage = {
  write: (bytes) => {
    const kept = Buffer.from(bytes);
    return {
      read: (into, offset, length) => void kept.copy(into, 0, offset, offset + length),
      remove: () => undefined,
    };
  },
};

interface Line {
  readonly text: string;
  readonly at: number;
  readonly meta: number;
}
let told = 0;
/** No two of all are alike. */
function linesOf(count: number, length: number): Line[] {
  return Array.from({ length: count }, () => {
    told += 1;
    const level = ['ERROR', 'INFO', 'nothing'][told % 3];
    return { text: `${level} ${told} ${'x'.repeat(length)}`, at: told, meta: packMeta(told % 5, told % 2) };
  });
}
function add(store: LogStore, lines: readonly Line[]): void {
  for (const { text, at, meta } of lines) {
    const bytes = Buffer.from(text);
    store.add(bytes, 0, bytes.length, at, meta, false);
  }
}
const indexOf = ({ starts, times, metas }: LogSegment): LineIndex => ({ starts, times, metas });

describe('segments', () => {
  it('give back what they outgrew and what they leave', () => {
    const segment = new LogSegment(0, Buffer.alloc(1 << 20));
    const first = indexOf(segment);
    const line = Buffer.from('ERROR x');
    for (let count = 0; count < 5_000; count += 1) segment.add(line, 0, line.length, count, packMeta(0, 0));
    const outgrown = indexOf(segment);
    segment.seal();
    const sealed = indexOf(segment);
    expect(indexPool.take(4_096)).toEqual(first);
    expect(indexPool.take(8_192).starts).toBe(outgrown.starts);
    segment.drop();
    expect(indexPool.take(5_000).starts).toBe(sealed.starts);
    // Twice dropped, or still held by somebody: it has no arrays that are another's by now.
    segment.drop();
    expect([segment.starts.length, indexPool.room]).toEqual([0, 0]);
  });

  it('of a flood at its bound make no new arrays', () => {
    const store = new LogStore(inMemory);
    const seen = new Set<Uint32Array>();
    const counts: number[] = [];
    for (let round = 0; round < 120; round += 1) {
      for (const line of linesOf(1_000, 500)) {
        add(store, [line]);
        seen.add((store.segments.at(-1) as LogSegment).starts);
      }
      for (const { starts } of store.segments) seen.add(starts);
      while (store.segments.length > 6) store.dropOldest();
      counts.push(seen.size);
    }
    expect(store.dropped).toBeGreaterThan(0);
    expect(counts.at(-1)).toBe(counts.at(-40));
  });

  it('never show lines of another, whatever comes, goes and reads between', () => {
    const size = fc.record({ count: fc.constantFrom(1, 40, 300, 3_000), length: fc.constantFrom(0, 20, 100) });
    const step = fc.oneof(
      { weight: 4, arbitrary: size.map((of) => ({ kind: 'add' as const, ...of })) },
      { weight: 2, arbitrary: size.map((of) => ({ kind: 'prepend' as const, ...of })) },
      { weight: 2, arbitrary: fc.constant({ kind: 'drop' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'spill' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'read' as const }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
        const store = new LogStore(inMemory);
        let lines: Line[] = [];
        const search = new LogSearch(store, { pattern: '7' });
        const view = new LogView(store, { context: 0, levels: ['error'] }, undefined);
        for (const one of steps) {
          if (one.kind === 'add') {
            const more = linesOf(one.count, one.length);
            add(store, more);
            lines.push(...more);
          } else if (one.kind === 'prepend') {
            // As the host has it: nothing older is loaded of a log at its bound.
            if (store.dropped > 0) continue;
            // Older than all before.
            const more = linesOf(one.count, one.length).map((line) => ({ ...line, at: line.at - 100_000 * told }));
            store.insert(more.map(({ text, ...rest }) => ({ bytes: Buffer.from(text), ...rest, coloured: false })));
            lines = [...more, ...lines];
          } else if (one.kind === 'drop') {
            store.dropOldest();
            lines = lines.slice(lines.length - (store.end - store.first));
          } else if (one.kind === 'spill') store.spillOldest();
          else {
            // Half way through, when the next segments come and go.
            search.step();
            view.step();
          }
          const middle = store.first + Math.floor(lines.length / 2);
          expect(store.line(middle)?.text).toBe(lines[middle - store.first]?.text);
          expect(new Set(store.segments.map(({ starts }) => starts)).size).toBe(store.segments.length);
        }
        while (search.step());
        while (view.step());
        const held = store.window(store.first, lines.length);
        expect(held.map(({ text, at, source, stream, level }) => [text, at, source, stream, level])).toEqual(
          lines.map(({ text, at }) => {
            const number = Number(text.split(' ')[1]);
            return [text, at, number % 5, number % 2 === 0 ? 'out' : 'err', levelOf(text)];
          }),
        );
        const numbers = (pass: (text: string) => boolean) =>
          lines.flatMap(({ text }, index) => (pass(text) ? [store.first + index] : []));
        expect(search.hits(0, lines.length).lines).toEqual(numbers((text) => text.includes('7')));
        const { first, end } = view.progress();
        const rows = view.window(first, end - first);
        expect(rows.map(({ number }) => number)).toEqual(numbers((text) => text.startsWith('ERROR')));
        expect(rows.map(({ text }) => text)).toEqual(rows.map(({ number }) => lines[number - store.first]?.text));
        store.close();
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
