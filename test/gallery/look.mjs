// Builds the gallery and looks at it: `node test/gallery/look.mjs DIR` writes PNGs of each page in both themes, prints what axe-core
// finds, and measures the table (frames while 10,000 rows scroll, rows drawn for one changed row). Exit 1 on any finding.
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? 'shots/gallery');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const built = await mkdtemp(path.join(tmpdir(), 'berth-gallery-'));
await mkdir(out, { recursive: true });

const config = {
  configFile: false,
  root: here,
  base: './',
  logLevel: 'warn',
  resolve: { alias: { '@common': path.resolve(here, '../../electron/common') } },
  plugins: [react(), tailwindcss()],
  build: { outDir: built, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 2000 },
  preview: { port: 0, host: '127.0.0.1' },
};
await build(config);
const server = await preview(config);
const address = server.httpServer.address();
const at = (query) => `http://127.0.0.1:${address.port}/?${query}`;
const browser = await chromium.launch({
  executablePath: process.env.BERTH_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync'],
});
let findings = 0;
const finding = (text) => {
  findings += 1;
  console.log(`FOUND ${text}`);
};

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => finding(`page error: ${error.message}`));
  page.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && finding(`console: ${message.text()}`),
  );
  const check = async (name) => {
    await page.screenshot({ path: path.join(out, `${name}.png`) });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, { rules: { region: { enabled: false } } }),
    );
    for (const { id, nodes } of violations)
      for (const node of nodes.slice(0, 4))
        finding(
          `${name}: ${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ').slice(0, 260)}`,
        );
  };
  for (const theme of ['dark', 'light']) {
    const open = (query) => page.goto(at(`theme=${theme}&${query}`), { waitUntil: 'networkidle' });
    await open('page=parts');
    await page.waitForTimeout(400);
    await check(`parts-${theme}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Unpause' }).hover();
    await page.waitForTimeout(700);
    await check(`menu-${theme}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Run' }).first().click();
    await page.waitForTimeout(300);
    await check(`dialog-${theme}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.waitForTimeout(300);
    await check(`alert-${theme}`);
    await open('page=table');
    await page.getByRole('row', { name: /thing-cache-12/ }).hover();
    await page.waitForTimeout(200);
    await check(`table-${theme}`);
    for (const name of ['shop-api-0', 'shop-db-1'])
      await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(200);
    await check(`selection-${theme}`);
    await open('page=table&stale');
    await page.waitForTimeout(200);
    await check(`stale-${theme}`);
  }
  await page.setViewportSize({ width: 640, height: 600 });
  await page.goto(at('theme=light&page=table'), { waitUntil: 'networkidle' });
  await check('narrow-light');

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(at('theme=dark&page=table&rows=10000'), { waitUntil: 'networkidle' });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cost = async () =>
    Object.fromEntries(
      (await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]),
    );
  const before = await cost();
  const scroll = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    const frames = [];
    let last = performance.now();
    for (let index = 0; index < 240; index += 1) {
      grid.scrollTop += 400;
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return {
      slow: frames.filter((frame) => frame > 33).length,
      of: frames.length,
      worst: Math.round(Math.max(...frames)),
    };
  });
  console.log(
    `scroll of 10,000 rows: ${scroll.slow} of ${scroll.of} frames over 33 ms, worst ${scroll.worst} ms; of the page's own processor time:`,
  );
  const after = await cost();
  for (const name of ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'])
    console.log(`  ${name}: ${((after[name] - before[name]) / scroll.of).toFixed(1)} ms a frame`);
  await page.waitForTimeout(500);
  const patch = await page.evaluate(async () => {
    const index = Number(
      document.querySelectorAll('[role=row][data-key^="row "]')[15].dataset.key.slice('row id'.length),
    );
    const times = [];
    globalThis.drawn.count = 0;
    for (let tick = 1; tick <= 20; tick += 1) {
      const start = performance.now();
      globalThis.patch(index, tick);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
    return { drawn: globalThis.drawn.count, times: times.sort((a, b) => a - b)[10] };
  });
  console.log(
    `20 patches of one row: ${patch.drawn} rows drawn, median ${patch.times.toFixed(1)} ms to the next frame`,
  );
  if (patch.drawn > 20) finding(`a patch draws ${patch.drawn / 20} rows`);
} finally {
  await browser.close();
  await server.close();
  await rm(built, { recursive: true, force: true });
}
console.log(findings === 0 ? 'nothing found' : `${findings} findings`);
process.exit(findings === 0 ? 0 : 1);
