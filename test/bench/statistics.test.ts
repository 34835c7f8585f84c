import { describe, expect, test } from 'vitest';
import { median, percentile } from './statistics';

describe('median', () => {
  test('the middle one, whatever the order', () => expect(median([9, 1, 5])).toBe(5));
  test('numbers, not words: 10 is more than 9', () => expect(median([10, 9, 100])).toBe(10));
  test('of an even number the mean of the two in the middle', () => expect(median([4, 1, 2, 100])).toBe(3));
  test('leaves the samples as they are', () => {
    const samples = [3, 1, 2];
    median(samples);
    expect(samples).toEqual([3, 1, 2]);
  });
  test('nothing measured is no number', () => expect(median([])).toBeNaN());
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  test('nearest rank', () => expect(percentile(hundred, 0.95)).toBe(95));
  test('of few samples the worst', () => expect(percentile([1, 2, 3, 4, 50], 0.95)).toBe(50));
  test('of 40, two are worse', () => expect(percentile(hundred.slice(0, 40), 0.95)).toBe(98));
  test('the whole and nothing of it', () => {
    expect(percentile([2, 1, 3], 1)).toBe(3);
    expect(percentile([2, 1, 3], 0)).toBe(1);
  });
  test('nothing measured is no number', () => expect(percentile([], 0.95)).toBeNaN());
});
