// `npm run check`: types, lint, format, dead code, unit tests and the house's rules, in under a minute.
import { prepare } from './lib/prepare.mjs';
import { endRunning, runTool } from './lib/run.mjs';

process.on('SIGINT', () => {
  endRunning();
  process.exit(130);
});

await prepare();
const steps = [
  ['types', 'tsc', ['-b']],
  ['lint and format', 'biome', ['ci', '--error-on-warnings']],
  ['dead code', 'knip', []],
  ['tests', 'vitest', ['run', '--project', 'unit', '--project', 'house']],
];
const failed = [];
for (const [what, tool, args] of steps) {
  if ((await runTool(tool, args)) !== 0) failed.push(what);
}
process.stdout.write(failed.length === 0 ? 'All is well\n' : `Failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
