import { expect, test } from 'vitest';
import { type RateSample, rateOf, secondsLeft, transferred, withSample } from './transfer-rate';

test('layers: what is here already counts on neither side, what is unpacked has come', () => {
  const layers = [
    { id: 'a', state: 'exists', total: 1_000 },
    { id: 'b', state: 'extracting', current: 1, total: 100 },
    { id: 'c', state: 'downloading', current: 30, total: 60 },
    { id: 'd', state: 'waiting', total: 40 },
    { id: 'e', state: 'waiting' },
  ] as const;
  expect(transferred({ kind: 'layers', layers })).toEqual({ done: 130, total: 200 });
  expect(transferred({ kind: 'layers', layers: layers.slice(4) })).toBeUndefined();
});

test('bytes and steps', () => {
  expect(transferred({ kind: 'bytes', done: 5 })).toEqual({ done: 5, total: undefined });
  expect(transferred({ kind: 'step', step: 'creating' })).toBeUndefined();
});

test('the rate is that of the last seconds, and is not told from a moment', () => {
  const come = (list: readonly RateSample[]) =>
    list.reduce<readonly RateSample[]>((samples, sample) => withSample(samples, sample), []);
  expect(rateOf(come([{ at: 0, done: 0 }]))).toBeUndefined();
  expect(
    rateOf(
      come([
        { at: 0, done: 0 },
        { at: 2_000, done: 4_000 },
      ]),
    ),
  ).toBe(2_000);
  const slower = come([
    { at: 0, done: 0 },
    { at: 1_000, done: 90_000 },
    { at: 6_500, done: 91_000 },
    { at: 8_500, done: 93_000 },
  ]);
  expect(rateOf(slower)).toBe(1_000);
  // Begun anew.
  expect(
    rateOf(
      come([
        { at: 0, done: 500 },
        { at: 2_000, done: 10 },
      ]),
    ),
  ).toBeUndefined();
});

test('what is left needs an end and a pace', () => {
  expect(secondsLeft({ done: 50, total: 150 }, 10)).toBe(10);
  expect(secondsLeft({ done: 50, total: undefined }, 10)).toBeUndefined();
  expect(secondsLeft({ done: 50, total: 150 }, 0)).toBeUndefined();
});
