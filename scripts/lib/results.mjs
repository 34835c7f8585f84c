// What a suite's run came to, read from vitest's JSON report.

/** More broken files than this are a fault of the project, not of a crowded machine. */
const mostTriedAgain = 4;

const failedIn = ({ assertionResults }) => assertionResults.filter(({ status }) => status === 'failed');
/** The test's name and the first line of what was wrong. */
const told = ({ fullName, failureMessages = [] }) =>
  [fullName.trim(), ...failureMessages.slice(0, 1).map((message) => message.split('\n', 1)[0])].join(': ');
const isBroken = (file) => file.status === 'failed' || failedIn(file).length > 0;

/**
 * `{ passed, failed, skipped, skips, failures }` of one suite; `skips` and `failures` are the names of what was skipped
 * and what failed.
 *
 * A file that could not even be loaded, an error outside of any test and a suite without tests count as one failed each:
 * none of them may look like success. `exitCode` is vitest's.
 */
export function resultsOf(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
  const unloaded = files.filter((file) => file.status === 'failed' && failedIn(file).length === 0);
  let failed = tests.length - passed - skipped.length + unloaded.length;
  if (failed === 0 && (exitCode !== 0 || tests.length === 0)) failed = 1;
  const failures = [
    ...files.flatMap((file) => failedIn(file).map(told)),
    ...unloaded.map(({ name }) => `${name}, which could not be run`),
  ];
  return { passed, failed, skipped: skipped.length, skips: skipped.map(({ fullName }) => fullName.trim()), failures };
}

/**
 * The files worth a second try: those that failed, when they are few and account for all that failed.
 *
 * Tests of real engines and browsers on a crowded machine may miss what they wait for. A file that passes at its second
 * try is told by name and does not fail the run; what is broken fails both times.
 */
export function filesToTryAgain(report) {
  const broken = (report?.testResults ?? []).filter(isBroken).map(({ name }) => name);
  return broken.length <= mostTriedAgain ? broken : [];
}

/** The first report with the files of the `second` in their place, and what failed only the first time, by name. */
export function withSecondTry(first, second) {
  const again = new Map((second?.testResults ?? []).map((file) => [file.name, file]));
  const testResults = first.testResults.map((file) => again.get(file.name) ?? file);
  const unsteady = first.testResults
    .filter((file) => isBroken(file) && again.has(file.name) && !isBroken(again.get(file.name)))
    .flatMap((file) => (failedIn(file).length > 0 ? failedIn(file).map(told) : [file.name]));
  return { report: { ...first, testResults }, unsteady };
}
