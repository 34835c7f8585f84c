// `npm run bench`: the performance budget, each figure against its baseline in the same run. `npm run bench -- P2 P11` measures these
// alone; `--quick` tries everything with small numbers and keeps nothing.
import { fileURLToPath } from 'node:url';
import { installForTests } from './lib/apt.mjs';
import { prepare } from './lib/prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

installForTests();
await prepare();
// Not before `prepare`: a fresh clone has no packages yet.
const { createServer } = await import('vite');
// Serves nobody: it reads TypeScript, as vitest does for the tests.
const reader = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { '@common': `${root}electron/common` } },
});
const { bench } = await reader.ssrLoadModule('/test/bench/bench.ts');
process.exitCode = await bench(process.argv.slice(2));
await reader.close();
