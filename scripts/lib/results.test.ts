import { describe, expect, test } from 'vitest';
import { filesToTryAgain, resultsOf, withSecondTry } from './results.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one, index) => ({
    ...{ status: one, fullName: ` test ${index}` },
    failureMessages: one === 'failed' ? ['Error: late\n  at somewhere'] : [],
  })),
});

describe('what a run came to', () => {
  test('sums over files and names what was skipped', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] };
    expect(resultsOf(report, 1)).toEqual({
      ...{ passed: 2, failed: 1, skipped: 1, skips: ['test 1'] },
      failures: ['test 0: Error: late'],
    });
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

describe('a second try', () => {
  const named = (name: string, status: string, ...tests: string[]) => ({ ...file(status, ...tests), name });
  const first = { testResults: [named('a', 'passed', 'passed'), named('b', 'failed', 'failed', 'passed')] };

  test('is for the files that failed, when they are few', () => {
    expect(filesToTryAgain(first)).toEqual(['b']);
    expect(filesToTryAgain(undefined)).toEqual([]);
    expect(filesToTryAgain({ testResults: 'abcdefgh'.split('').map((one) => named(one, 'failed', 'failed')) })).toEqual(
      [],
    );
  });

  test('what passes then counts as passed and is told by name', () => {
    const { report, unsteady } = withSecondTry(first, { testResults: [named('b', 'passed', 'passed', 'passed')] });
    expect(unsteady).toEqual(['test 0: Error: late']);
    expect(resultsOf(report, 0)).toMatchObject({ passed: 3, failed: 0 });
  });

  test('what fails twice has failed; so has a second run that wrote no report or ended badly', () => {
    const both = withSecondTry(first, { testResults: [named('b', 'failed', 'failed', 'passed')] });
    expect(both.unsteady).toEqual([]);
    expect(resultsOf(both.report, 1)).toMatchObject({ failed: 1, failures: ['test 0: Error: late'] });
    const none = withSecondTry(first, undefined);
    expect(none.unsteady).toEqual([]);
    expect(resultsOf(none.report, 1).failed).toBe(1);
    const late = withSecondTry(first, { testResults: [named('b', 'passed', 'passed', 'passed')] });
    expect(resultsOf(late.report, 1).failed).toBe(1);
  });

  test('a file that could not be loaded the first time is told by its own name', () => {
    const unloaded = { testResults: [named('c', 'failed')] };
    expect(withSecondTry(unloaded, { testResults: [named('c', 'passed', 'passed')] }).unsteady).toEqual(['c']);
  });
});
