import { defineConfig } from 'vitest/config';

const alias = {
  '@common': new URL('./electron/common', import.meta.url).pathname,
  // Resolving the real package from plain Node starts its downloader: tests see the stand-in.
  electron: new URL('./test/desktop/electron-stand-in.ts', import.meta.url).pathname,
};

/** One project a suite; a suite that shares one engine or one browser runs its files one after another. */
const suite = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias },
  // What is waited for may take a while on a busy machine, and nothing waits longer than it must.
  test: { name, include, testTimeout: 30_000, expect: { poll: { timeout: 20_000, interval: 50 } }, ...more },
});
const serial = {
  ...{ fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 },
  expect: { poll: { timeout: 30_000, interval: 50 } },
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      suite(
        'unit',
        ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/bench/**/*.test.ts'],
        { setupFiles: ['test/patience.ts'] },
      ),
      suite('house', ['test/house/**/*.test.ts']),
      suite('contract', ['test/contract/**/*.test.ts'], serial),
      suite('browser', ['test/browser/**/*.test.ts'], serial),
      suite('desktop', ['test/desktop/**/*.test.ts'], serial),
      suite('engine', ['test/engine/**/*.test.ts'], serial),
      suite('e2e', ['test/e2e/**/*.test.ts'], serial),
    ],
  },
});
