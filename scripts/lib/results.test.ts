import { describe, expect, test } from 'vitest';
import { resultsOf } from './results.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one, index) => ({ status: one, fullName: ` test ${index}` })),
});

describe('what a run came to', () => {
  test('sums over files and names what was skipped', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] };
    expect(resultsOf(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 1, skips: ['test 1'] });
  });

  test('a file that could not be loaded, a report that was not written, an empty suite: failed', () => {
    expect(resultsOf({ testResults: [file('failed'), file('passed', 'passed')] }, 1).failed).toBe(1);
    expect(resultsOf(undefined, 1).failed).toBe(1);
    expect(resultsOf({ testResults: [] }, 0).failed).toBe(1);
  });

  test('an error outside of any test: failed, though every test passed', () => {
    expect(resultsOf({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});
