import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. The Node targets (shells, workers, the private engine's command) are in scripts/build.mjs. */
export default defineConfig({
  root: 'renderer',
  base: './',
  resolve: { alias: { '@common': new URL('./electron/common', import.meta.url).pathname } },
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
  },
  clearScreen: false,
});
