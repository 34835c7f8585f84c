// `npm test`: everything that guards the project, from a fresh clone on a fresh machine. Its last line is the sum.
// `npm test -- browser desktop` runs these suites alone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installForTests } from './lib/apt.mjs';
import { prepare } from './lib/prepare.mjs';
import { filesToTryAgain, resultsOf, withSecondTry } from './lib/results.mjs';
import { endRunning, run, runTool } from './lib/run.mjs';

const stopShared = () => run(process.execPath, ['test/engine/stop-shared.mjs'], { minutes: 2 });

process.on('SIGINT', async () => {
  endRunning();
  await stopShared();
  process.exit(130);
});

installForTests();
await prepare();

const results = [];
const one = (name, code) =>
  results.push({
    ...{ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, skips: [], unsteady: [] },
    failures: code === 0 ? [] : [name],
  });

one('types', await runTool('tsc', ['-b']));
one('lint', await runTool('biome', ['ci', '--error-on-warnings']));

// One suite after another: they share engines and two cores, and a crowded machine makes tests fail that are right.
const { createVitest } = await import('vitest/node');
const vitest = await createVitest('test', { watch: false });
const all = vitest.projects.map(({ name }) => name);
await vitest.close();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No such suite: ${unknown.join(', ')}. There are ${all.join(', ')}\n`);
  process.exit(2);
}
const suites = wanted.length > 0 ? wanted : all;

const folder = mkdtempSync(join(tmpdir(), 'berth-results-'));
const runSuite = async (suite, files = []) => {
  const file = join(folder, `${suite}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runTool('vitest', ['run', '--project', suite, ...reporters, ...files]);
  return { code, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
};
for (const suite of suites) {
  process.stdout.write(`\n${suite}\n`);
  const first = await runSuite(suite);
  const files = first.code === 0 ? [] : filesToTryAgain(first.report);
  if (files.length === 0) {
    results.push({ name: suite, unsteady: [], ...resultsOf(first.report, first.code) });
    continue;
  }
  process.stdout.write(`\n${suite}, what failed once more: ${files.join(', ')}\n`);
  const second = await runSuite(suite, files);
  const { report, unsteady } = withSecondTry(first.report, second.report);
  results.push({ name: suite, unsteady, ...resultsOf(report, second.code) });
}
rmSync(folder, { recursive: true, force: true });
// An engine or a mount that is left behind is a fault too.
one('clean-up', await stopShared());

process.stdout.write('\n');
for (const { name, passed, failed, skipped, skips, failures, unsteady } of results) {
  process.stdout.write(`${name.padEnd(10)} ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  for (const skip of skips) process.stdout.write(`${' '.repeat(11)}skipped: ${skip}\n`);
  for (const test of failures) process.stdout.write(`${' '.repeat(11)}failed: ${test}\n`);
  for (const test of unsteady) process.stdout.write(`${' '.repeat(11)}passed only at its second try: ${test}\n`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.exitCode = sum('failed') === 0 ? 0 : 1;
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
