import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import { fieldMatcher } from '../common/std/field-test';
import { levelOf } from '../common/std/level-of';
import { logLevels } from '../common/std/log-level';
import type { StoreFilter } from './log-protocol';
import { packMeta, type SegmentStorage } from './log-segment';
import { LogStore } from './log-store';
import { answerOf, LogTasks } from './log-tasks';

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
  readonly source: number;
  readonly stream: number;
  readonly mark?: number;
}

const everyLine = { context: 0 };
const line = (text: string, source = 0, stream = 0): Line => ({ text, source, stream });
const metaOf = ({ source, stream, mark }: Line) => packMeta(source, stream, mark);

function add(store: LogStore, lines: readonly Line[]): void {
  for (const one of lines) {
    const bytes = Buffer.from(one.text);
    store.add(bytes, 0, bytes.length, 1, metaOf(one), false);
  }
}
function prepend(store: LogStore, lines: readonly Line[]): void {
  store.insert(lines.map((one) => ({ bytes: Buffer.from(one.text), at: 1, meta: metaOf(one), coloured: false })));
}
function made(lines: readonly Line[]) {
  const store = new LogStore(inMemory);
  add(store, lines);
  const tasks = new LogTasks(store);
  return { store, tasks, run: () => tasks.run(() => false) };
}

/** Which lines a view has, as one who looks at each line would say. */
function naive(lines: readonly Line[], first: number, filter: StoreFilter): { line: number; context: boolean }[] {
  const passing = lines.flatMap(({ text, source, stream, mark }, index) => {
    const number = first + index;
    const streams = ['out', 'err', 'tty'] as const;
    if (number < (filter.from ?? 0) || filter.sources?.includes(source) === false) return [];
    if (mark !== undefined) return [{ number, text: '' }];
    if (filter.streams?.includes(streams[stream] as 'out') === false) return [];
    if (filter.levels?.includes(levelOf(text) ?? 'none') === false) return [];
    return fieldMatcher(filter.fields ?? [])(text) ? [{ number, text }] : [];
  });
  const { matcher } = filter;
  if (!matcher) return passing.map(({ number }) => ({ line: number, context: false }));
  const hits = passing.map(({ text }) => text.includes(matcher.pattern));
  return passing.flatMap(({ number }, index) => {
    const near = hits.slice(Math.max(0, index - filter.context), index + filter.context + 1).includes(true);
    return near ? [{ line: number, context: hits[index] !== true }] : [];
  });
}

function rowsOf(tasks: LogTasks, filter: StoreFilter) {
  const view = tasks.view(filter);
  const { first, end } = view.progress();
  const lines = view.window(first, end - first);
  expect(lines.map(({ row }) => row)).toEqual(lines.map((_, index) => first + index));
  return lines.map(({ number, context }) => ({ line: number, context: context === true }));
}

describe('LogView', () => {
  it('has the rows that a look at each line has, as lines come at both ends', () => {
    const text = fc.constantFrom('a', 'hit', 'ERROR hit', '{"level":"info","k":"v"}', 'k=v level=warn', 'DEBUG', '');
    const one = fc.record({ text, source: fc.nat(2), stream: fc.nat(1) });
    const some = fc.array(one, { maxLength: 12 });
    const filter = fc.record(
      {
        from: fc.nat(20).map((offset) => zero - 10 + offset),
        sources: fc.subarray([0, 1, 2]),
        streams: fc.subarray(['out', 'err'] as const),
        levels: fc.subarray([...logLevels, 'none'] as const),
        fields: fc.constantFrom(
          [{ name: 'k', is: 'has' as const, value: '' }],
          [{ name: 'k', is: 'equal' as const, value: 'v' }],
          [{ name: 'k', is: 'unequal' as const, value: 'v' }],
        ),
        matcher: fc.constant({ pattern: 'hit', caseSensitive: true }),
        context: fc.nat(3),
      },
      { requiredKeys: ['context'] },
    );
    const step = fc.record({ end: fc.constantFrom('newer', 'older', 'older'), lines: some });
    fc.assert(
      fc.property(some, filter, fc.array(step, { maxLength: 4 }), fc.boolean(), (begun, wanted, steps, eager) => {
        const { store, tasks, run } = made(begun);
        let all: readonly Line[] = begun;
        tasks.view(wanted);
        if (eager) run();
        for (const { end, lines } of steps) {
          if (end === 'newer') add(store, lines);
          else prepend(store, lines);
          all = end === 'newer' ? [...all, ...lines] : [...lines, ...all];
          if (eager) run();
        }
        run();
        const expected = naive(all, store.first, wanted);
        expect(rowsOf(tasks, wanted)).toEqual(expected);
        expect(tasks.view(wanted).progress()).toMatchObject({ filteredTo: store.end, done: true });

        const found = tasks.search({ pattern: 'E', caseSensitive: true }, wanted);
        run();
        const hits = expected.flatMap(({ line: number }) =>
          all[number - store.first]?.text.includes('E') ? [number] : [],
        );
        expect(found.progress()).toMatchObject({ hits: hits.length, done: true });
        expect(found.hits(0, 100).lines).toEqual(hits);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its rows as lines come, are dropped, and are loaded before them', () => {
    const long = 'x'.repeat(90);
    const lines = Array.from({ length: 100_000 }, (_, index) =>
      line(`${index % 10 === 0 ? 'hit' : 'miss'} ${index} ${long}`),
    );
    const { store, tasks, run } = made(lines);
    const filter = { context: 0, matcher: { pattern: 'hit' } };
    const view = tasks.view(filter);
    run();
    expect(view.progress()).toMatchObject({ first: zero, end: zero + 10_000, done: true });
    prepend(store, [line('hit older'), line('miss')]);
    run();
    expect(view.progress()).toMatchObject({ first: zero - 1, end: zero + 10_000 });
    expect(view.window(zero - 1, 2).map(({ text }) => text.slice(0, 9))).toEqual(['hit older', 'hit 0 xxx']);
    expect(view.rowOf(zero + 11)).toBe(zero + 2);
    store.spillOldest();
    store.dropOldest();
    store.dropOldest();
    const dropped = Math.ceil((store.first - zero) / 10);
    expect(view.progress()).toMatchObject({ first: zero + dropped, end: zero + 10_000 });
    expect(view.window(0, 1)).toEqual([]);
    expect(view.window(zero + dropped, 1)[0]?.text).toContain(`hit ${dropped * 10} `);
    expect(view.rowOf(zero)).toBe(zero + dropped);
    add(store, [line('hit last')]);
    run();
    expect(view.window(zero + 10_000, 5).map(({ text }) => text)).toEqual(['hit last']);
  });

  it('shows every line without a filter in it, marks also where levels and fields are filtered', () => {
    const { tasks, run } = made([line('ERROR a'), { ...line(''), mark: 1 }, line('b')]);
    for (const filter of [everyLine, { ...everyLine, levels: ['error'] as const }]) {
      tasks.view({ ...filter, levels: 'levels' in filter ? [...filter.levels] : undefined });
    }
    run();
    expect(rowsOf(tasks, everyLine).map((row) => row.line - zero)).toEqual([0, 1, 2]);
    expect(rowsOf(tasks, { ...everyLine, levels: ['error'] }).map((row) => row.line - zero)).toEqual([0, 1]);
  });

  it('keeps the three that were last asked for, and says why one was given up', { timeout: 20_000 }, () => {
    const { tasks, run } = made([line(`${'a'.repeat(60)}b`)]);
    const slow = { ...everyLine, matcher: { pattern: '(a+)+$', regex: true } };
    tasks.view(slow);
    run();
    expect(answerOf(tasks.view(slow))).toEqual({ failed: 'too-slow' });
    const first = tasks.view({ ...everyLine, sources: [0] });
    expect(tasks.view({ ...everyLine, sources: [0] })).toBe(first);
    for (const source of [1, 2, 3]) tasks.view({ ...everyLine, sources: [source] });
    expect(tasks.view({ ...everyLine, sources: [0] })).not.toBe(first);
  });
});
