import { expect, it } from 'vitest';
import { firstRange, fromInput, rangeWords, sinceTime, toInput } from './log-range';

const now = new Date(2026, 5, 15, 13, 30, 10).getTime();
const words = (text: string, params: Readonly<Record<string, string | number>> = {}) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(params[name]));

it('knows the times that are meant', () => {
  expect(sinceTime({ kind: 'any' }, now)).toBeUndefined();
  expect(sinceTime({ kind: 'minutes-5' }, now)).toBe(now - 300_000);
  expect(sinceTime({ kind: 'hour' }, now)).toBe(now - 3_600_000);
  expect(sinceTime({ kind: 'today' }, now)).toBe(new Date(2026, 5, 15).getTime());
  expect(sinceTime({ kind: 'custom', at: 5 }, now)).toBe(5);
});

it('reads and writes times as the browser has them', () => {
  expect(toInput(now)).toBe('2026-06-15T13:30:10');
  expect(fromInput(toInput(now))).toBe(now);
  expect(fromInput('')).toBeUndefined();
  expect(toInput(undefined)).toBe('');
});

it('says a range in few words', () => {
  expect(rangeWords(firstRange, words)).toBe('last 10,000');
  expect(rangeWords({ ...firstRange, tail: undefined }, words)).toBe('all lines');
  expect(rangeWords({ ...firstRange, since: { kind: 'today' } }, words)).toBe('since today');
});
