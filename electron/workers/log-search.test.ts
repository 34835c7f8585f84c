import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherPattern, withoutColours, firstNumber as zero } from '../common/contract/log-rules';
import type { LogMatcher } from '../common/contract/logs';
import { LogSearch } from './log-search';
import { packMeta, type SegmentStorage } from './log-segment';
import { LogStore } from './log-store';

const noStorage: SegmentStorage = {
  write: (bytes) => {
    const kept = Buffer.from(bytes);
    return {
      read: (into, offset, length) => void kept.copy(into, 0, offset, offset + length),
      remove: () => undefined,
    };
  },
};

function storeOf(lines: readonly string[]): LogStore {
  const store = new LogStore(noStorage);
  add(store, lines);
  return store;
}
function add(store: LogStore, lines: readonly string[]): void {
  for (const line of lines) {
    const bytes = Buffer.from(line);
    store.add(bytes, 0, bytes.length, Number.NaN, packMeta(0, 0), line.includes('\x1b'));
  }
}
function run(search: LogSearch): LogSearch {
  while (search.step());
  return search;
}
function found(lines: readonly string[], matcher: LogMatcher): readonly number[] {
  return run(new LogSearch(storeOf(lines), matcher))
    .hits(0, 10_000)
    .lines.map((line) => line - zero);
}

describe('LogSearch', () => {
  const lines = ['Retry in 2 s', 'ok', 'retrying', 'été', '\x1b[31mre\x1b[0mtry', 'a.b', ''];

  it('finds literals, by case, by word', () => {
    expect(found(lines, { pattern: 'retry' })).toEqual([0, 2, 4]);
    expect(found(lines, { pattern: 'retry', caseSensitive: true })).toEqual([2, 4]);
    expect(found(lines, { pattern: 'retry', wholeWord: true })).toEqual([0, 4]);
    expect(found(lines, { pattern: 't', wholeWord: true })).toEqual([]);
    expect(found(lines, { pattern: '.' })).toEqual([5]);
    expect(found(lines, { pattern: 'ÉTÉ' })).toEqual([3]);
  });

  it('finds patterns by line', () => {
    expect(found(lines, { pattern: '^ok$', regex: true })).toEqual([1]);
    expect(found(lines, { pattern: '^$', regex: true })).toEqual([6]);
    expect(found(['a', 'b'], { pattern: 'a\\s+b', regex: true })).toEqual([]);
    expect(found(['a', 'b'], { pattern: 'a\\s*', regex: true })).toEqual([0]);
    expect(found(['a', 'b'], { pattern: 'a(?!\\s)', regex: true })).toEqual([0]);
  });

  it('says what is wrong with a pattern', () => {
    expect(() => new LogSearch(storeOf([]), { pattern: '(', regex: true })).toThrow(SyntaxError);
  });

  it('gives up a pattern that backtracks without end', { timeout: 20_000 }, () => {
    const search = run(new LogSearch(storeOf([`${'a'.repeat(60)}b`]), { pattern: '(a+)+$', regex: true }));
    expect(search.failed).toBe('too-slow');
  });

  it('goes on as lines come', () => {
    const store = storeOf(['hit', 'miss']);
    const search = run(new LogSearch(store, { pattern: 'hit' }));
    expect(search.progress()).toEqual({ hits: 1, searchedTo: zero + 2, done: true, era: 0 });
    add(store, ['hit']);
    expect(search.progress()).toMatchObject({ done: false });
    expect(run(search).progress()).toEqual({ hits: 2, searchedTo: zero + 3, done: true, era: 0 });
  });

  it('gives hits by place and by line, and forgets dropped ones', () => {
    const store = storeOf(
      Array.from({ length: 200_000 }, (_, index) => `${index % 1_000 === 7 ? 'hit' : 'miss'} ${'x'.repeat(60)}`),
    );
    store.spillOldest();
    const search = run(new LogSearch(store, { pattern: 'hit' }));
    expect(search.progress().hits).toBe(200);
    expect(search.hits(198, 10)).toEqual({ from: 198, lines: [zero + 198_007, zero + 199_007] });
    expect(search.hits(0, 2, zero + 100_008)).toEqual({ from: 101, lines: [zero + 101_007, zero + 102_007] });
    expect(search.hits(0, 1, zero + 199_999)).toEqual({ from: 200, lines: [] });
    store.dropOldest();
    const gone = Math.ceil((store.first - zero - 7) / 1_000);
    expect(search.progress().hits).toBe(200 - gone);
    expect(search.hits(0, 1).lines).toEqual([zero + gone * 1_000 + 7]);
  });

  it('finds exactly what a look at each line finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '_', 'é', '\x1b[1m', 'A'), maxLength: 8 });
    const pattern = fc.constantFrom(
      'a',
      'b\\s*',
      'a\\s+b',
      '\\W',
      'a|b$',
      '^',
      '[^a]',
      '(?<!a)b',
      'a?',
      'é.',
      '\\bb',
      '$',
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        pattern,
        fc.boolean(),
        fc.boolean(),
        (all, source, caseSensitive, wholeWord) => {
          const matcher = { pattern: source, regex: true, caseSensitive, wholeWord };
          const expected = all.flatMap((line, number) => {
            const alone = matcherPattern(matcher);
            return alone.test(withoutColours(line)) ? [number] : [];
          });
          expect(found(all, matcher)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds exactly the lines that hold the words, whatever other letters look like them', () => {
    // Long s and the Kelvin sign have an ASCII letter as their other case, y with dots and micro none in Latin 1.
    const letters = ['s', 'S', 'k', 'ſ', 'K', 'ÿ', 'µ', 'é', 'É', '日', '.', '\x1b[1m'];
    const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    const words = fc.string({ unit: fc.constantFrom(...letters.slice(0, -1)), minLength: 1, maxLength: 3 });
    const lines = fc.array(text, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, words, fc.boolean(), fc.boolean(), (all, pattern, caseSensitive, wholeWord) => {
        const matcher = { pattern, caseSensitive, wholeWord };
        const expected = all.flatMap((line, number) =>
          matcherPattern(matcher).test(withoutColours(line)) ? [number] : [],
        );
        expect(found(all, matcher)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
