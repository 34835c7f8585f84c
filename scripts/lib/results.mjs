// What a suite's run came to, read from vitest's JSON report.

/**
 * `{ passed, failed, skipped, skips }` of one suite; `skips` are the names of what was skipped.
 *
 * A file that could not even be loaded, an error outside of any test and a suite without tests count as one failed each:
 * none of them may look like success. `exitCode` is vitest's.
 */
export function resultsOf(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  let failed = tests.length - passed - skipped.length + broken;
  if (failed === 0 && (exitCode !== 0 || tests.length === 0)) failed = 1;
  return { passed, failed, skipped: skipped.length, skips: skipped.map(({ fullName }) => fullName.trim()) };
}
