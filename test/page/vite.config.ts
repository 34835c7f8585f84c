import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npx vite --config test/page/vite.config.ts`: the page with invented facts, `?state=` one of harness.tsx. For looking only. */
// biome-ignore lint/style/noDefaultExport: vite reads it so
export default defineConfig({
  root: at('.'),
  cacheDir: at('../../node_modules/.vite-page'),
  resolve: { alias: { '@common': at('../../electron/common') } },
  server: { port: 5179, strictPort: true, host: '127.0.0.1', fs: { allow: [at('../..')] } },
  plugins: [react(), tailwindcss()],
});
