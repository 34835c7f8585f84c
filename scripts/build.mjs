// Builds every target into dist/: the page, the two shells, the preload, the workers and the private engine's command.
// All dependencies are bundled, so that an installed Berth carries no node_modules.
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => `${root}${path}`;

const workers = readdirSync(at('electron/workers'))
  .filter((name) => name.endsWith('.worker.ts'))
  .map((name) => [name.replace(/\.ts$/, ''), `electron/workers/${name}`]);

/** name in dist/ -> source */
const nodeTargets = Object.fromEntries([
  ['serve', 'electron/serve.ts'],
  ['main', 'electron/main.ts'],
  ['engine', 'electron/private-engine/cli.ts'],
  ...workers,
]);

export function nodeConfig(input, { format = 'es', outDir = at('dist') } = {}) {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@common': at('electron/common') } },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: 'shared-[name]-[hash].js',
        },
      },
    },
  };
}

/** Builds beside dist/ and swaps at the end: a build that fails, or one that runs at the same time, leaves a whole dist/. */
export async function buildAll({ page = true } = {}) {
  const outDir = at(`dist.new-${process.pid}`);
  const old = at(`dist.old-${process.pid}`);
  // Who asks for a build may be a test or a dev server: by their NODE_ENV the page would get React's slow development half.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const input = Object.fromEntries(Object.entries(nodeTargets).map(([name, source]) => [name, at(source)]));
    await build(nodeConfig(input, { outDir }));
    await build(nodeConfig({ preload: at('electron/preload.ts') }, { format: 'cjs', outDir }));
    if (page) await build({ configFile: at('vite.config.ts'), logLevel: 'warn', build: { outDir: `${outDir}/page` } });
    else if (existsSync(at('dist/page'))) cpSync(at('dist/page'), `${outDir}/page`, { recursive: true });
    if (existsSync(at('dist'))) renameSync(at('dist'), old);
    renameSync(outDir, at('dist'));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    for (const leftOver of [outDir, old]) rmSync(leftOver, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
