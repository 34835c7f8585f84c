import { describe, expect, test } from 'vitest';
import { type Goal, judge, type Measured } from './outcome';

const measured = (samples: number[], goal: Partial<Goal>, baseline?: number[]): Measured => ({
  id: 'P0',
  what: 'a test',
  unit: 'ms',
  samples,
  baseline: baseline && { what: 'another', samples: baseline },
  goal: { words: 'as little as possible', median: 100, ...goal },
  notes: [],
});

describe('the verdict', () => {
  test('gives the median, p95 and ratio to the baseline', () => {
    expect(judge(measured([90, 60, 30], {}, [40, 20, 30]))).toMatchObject({
      median: 60,
      p95: 90,
      baselineMedian: 30,
      ratio: 2,
      met: true,
    });
  });

  test('at most: the limit itself is met; below: it is not', () => {
    expect(judge(measured([100], {})).met).toBe(true);
    expect(judge(measured([100], { below: true })).met).toBe(false);
    expect(judge(measured([101], {})).met).toBe(false);
  });

  test('a good median does not excuse a bad p95', () => {
    expect(judge(measured([10, 10, 10, 10, 300], { p95: 250 })).met).toBe(false);
    expect(judge(measured([10, 10, 10, 10, 250], { p95: 250 })).met).toBe(true);
  });

  test('over the baseline: the limit moves with it', () => {
    expect(judge(measured([150], { overBaseline: true }, [50])).met).toBe(true);
    expect(judge(measured([151], { overBaseline: true }, [50])).met).toBe(false);
  });

  test('what was not measured is not met', () => {
    expect(judge(measured([], {})).met).toBe(false);
    expect(judge(measured([1], { overBaseline: true })).met).toBe(false);
    expect(judge(measured([1], { overBaseline: true }, [])).met).toBe(false);
  });

  test('no ratio to nothing', () => {
    expect(judge(measured([1], {})).ratio).toBeUndefined();
    expect(judge(measured([1], {}, [0])).ratio).toBeUndefined();
  });
});
