// Builds every target into dist/: the page, the two shells, the preload, the workers and the private engine's command.
// All dependencies are bundled, so that an installed Berth carries no node_modules.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => `${root}${path}`;

/** Optional parts of dockerode's tree that Berth never calls: ssh goes through the ssh command, builds through no gRPC. */
const empty = at('scripts/empty-module.mjs');
const unused = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];

const workers = readdirSync(at('electron/workers'))
  .filter((name) => name.endsWith('.worker.ts'))
  .map((name) => [name.replace(/\.ts$/, ''), `electron/workers/${name}`]);

/** name in dist/ -> source. Entries that do not exist yet are left out, so that a half-built tree still builds. */
const nodeTargets = Object.fromEntries(
  [
    ['serve', 'electron/serve.ts'],
    ['main', 'electron/main.ts'],
    ['engine', 'electron/private-engine/cli.ts'],
    ...workers,
  ].filter(([, source]) => existsSync(at(source))),
);

export function nodeConfig(input, format = 'es') {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: [{ find: '@common', replacement: at('electron/common') }, ...unused.map((find) => ({ find, replacement: empty }))],
    },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: at('dist'),
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
      },
    },
  };
}

export async function buildAll({ page = true } = {}) {
  rmSync(at('dist'), { recursive: true, force: true });
  await build(nodeConfig(Object.fromEntries(Object.entries(nodeTargets).map(([name, source]) => [name, at(source)]))));
  if (existsSync(at('electron/preload.ts'))) await build(nodeConfig({ preload: at('electron/preload.ts') }, 'cjs'));
  if (page && existsSync(at('renderer/index.html'))) await build({ configFile: at('vite.config.ts'), logLevel: 'warn' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
