// `npm run shots -- [--engine URL] [--only WORD] [--readme]`: every page and dialog in its main states, in two sizes and both themes, as
// PNGs in shots/, and a contact sheet for each page. The quick way to look at everything.
// --readme takes README's picture instead.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installForTests } from './lib/apt.mjs';
import { prepare } from './lib/prepare.mjs';

const { values } = parseArgs({
  options: { engine: { type: 'string' }, only: { type: 'string' }, readme: { type: 'boolean' } },
});
const out = fileURLToPath(new URL('../shots', import.meta.url));
const sizes = [
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 },
];

installForTests();
await prepare();
const { api, berthOn, closeAll, launchChromium, realEngine, scripted } = await import('./lib/shot-stage.mjs');
const { addDemo } = await import('./lib/shot-demo.mjs');
const { realScenes, scriptedScenes } = await import('./lib/shot-scenes.mjs');

const wanted = (page, state) => values.only === undefined || `${page}-${state}`.includes(values.only);
if (values.only === undefined && !values.readme) rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const failed = [];
let taken = 0;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void closeAll().then(() => process.exit(130)));
const browser = await launchChromium();
try {
  if (values.readme) await readme();
  else await everything();
} finally {
  await browser.close();
  await closeAll();
}
process.stdout.write(
  `${taken} pictures in shots/, a sheet for each page: ${readdirSync(out)
    .filter((name) => name.startsWith('sheet-'))
    .join(', ')}\n`,
);
for (const words of failed) process.stdout.write(`not taken: ${words}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function everything() {
  await real();
  for (const scene of scriptedScenes) if (wanted(scene[0], scene[1])) await onScripted(scene);
  if (wanted('engines', 'none')) await withoutEngine();
  await sheets();
}

/** The list of containers as README shows it: an engine with a name, samples out of the way that name a folder of this machine. */
async function readme() {
  const host = realEngine(undefined);
  for (const name of ['shop-web-1', 'shop-cache-1', 'shop-db-1', 'exit3', 'distroless', 'web'])
    await api(host, 'DELETE', `/containers/${name}?force=1`);
  await addDemo(host);
  const berth = await berthOn(host, browser, 'build-7');
  const page = await berth.open('/containers');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByRole('row', { name: /blog-worker-1/ })
    .getByText('unhealthy')
    .last()
    .waitFor();
  await page
    .getByRole('row', { name: /shop-db-1/ })
    .getByText('healthy')
    .last()
    .waitFor();
  // A shell below the list, and figures in every row that runs.
  await page.getByRole('row', { name: /blog-api-1/ }).hover();
  await page
    .getByRole('row', { name: /blog-api-1/ })
    .getByRole('button', { name: 'Shell', exact: true })
    .click();
  const shell = page.getByRole('region', { name: 'Dock' }).locator('.xterm-rows');
  await shell.getByText(/#\s*$/).last().waitFor();
  await page.keyboard.type('ls -l /; ps\n');
  await shell.getByText('PID').first().waitFor();
  await page
    .getByRole('row', { name: /shop-web-1/ })
    .getByText(/KiB/)
    .waitFor();
  await page.waitForTimeout(20_000);
  await page.getByRole('row', { name: /shop-cart-1/ }).hover();
  await settled(page);
  await page.screenshot({ path: fileURLToPath(new URL('../assets/containers.png', import.meta.url)) });
  taken += 1;
}

/** One page walks through all scenes of the real engine, as a person would: each begins where the one before ended. */
async function real() {
  if (!realScenes.some(([page, state]) => wanted(page, state))) return;
  const host = realEngine(values.engine);
  await addDemo(host);
  const berth = await berthOn(host, browser);
  const page = await berth.open('/containers');
  const to = (path) => page.goto(`${berth.url}#${path}`);
  const last = realScenes.findLastIndex(([name, state]) => wanted(name, state));
  for (const [name, state, go, leave] of realScenes.slice(0, last + 1)) {
    try {
      await page.setViewportSize(sizes[0]);
      await go(page, { host, to });
      if (wanted(name, state)) await take(page, name, state);
      await leave?.(page, { host });
    } catch (error) {
      await fail(page, name, state, error);
      await to('/containers');
      await page.reload();
    }
  }
  await page.context().close();
}

async function onScripted([name, state, script, go]) {
  const engine = await scripted();
  script(engine);
  const berth = await berthOn(engine.host, browser);
  const page = await berth.open('/containers');
  try {
    await go(page, { engine, berth, to: (path) => page.goto(`${berth.url}#${path}`) });
    await take(page, name, state);
  } catch (error) {
    await fail(page, name, state, error);
  }
  await page.context().close();
  await berth.stop();
}

async function withoutEngine() {
  const { host } = await scripted(false);
  const berth = await berthOn(host, browser);
  const page = await berth.open('/containers');
  await page.getByRole('heading', { name: 'No engine answered' }).waitFor();
  await take(page, 'engines', 'none');
  await page.context().close();
}

async function take(page, name, state) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await page.screenshot({ path: join(out, `${name}-${state}-${size.width}-${colorScheme}.png`) });
      taken += 1;
    }
  }
  await page.setViewportSize(sizes[0]);
  await page.emulateMedia({ colorScheme: 'dark' });
}

/** Fonts are there and two frames are drawn. */
function settled(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  });
}

async function fail(page, name, state, error) {
  process.stderr.write(`${name}-${state}: ${error.message}\n`);
  failed.push(`${name}-${state}: ${String(error.message).split('\n')[0]}`);
  await page.screenshot({ path: join(out, `failed-${name}-${state}.png`) }).catch(() => {});
}

/** One PNG a page with all of its pictures, dark beside light. */
async function sheets() {
  const pictures = readdirSync(out).filter((name) => /-1280-dark\.png$/.test(name));
  const names = [...new Set([...realScenes, ...scriptedScenes].map(([name]) => name))];
  const context = await browser.newContext({ viewport: { width: 1340, height: 800 } });
  const page = await context.newPage();
  for (const name of names) {
    const own = pictures.filter((file) => file.startsWith(`${name}-`));
    if (own.length === 0) continue;
    const figures = own.flatMap((dark) =>
      [dark, dark.replace('-dark', '-light')].map(
        (file) =>
          `<figure><img src="data:image/png;base64,${readFileSync(join(out, file)).toString('base64')}"><figcaption>${file}</figcaption></figure>`,
      ),
    );
    const html = join(out, `sheet-${name}.html`);
    writeFileSync(
      html,
      `<!doctype html><meta charset="utf-8"><style>body{margin:16px;display:grid;grid-template-columns:1fr 1fr;gap:16px;background:#888;font:12px sans-serif}figure{margin:0}img{width:100%;display:block}</style>${figures.join('')}`,
    );
    await page.goto(pathToFileURL(html).href);
    await page.screenshot({ path: join(out, `sheet-${name}.png`), fullPage: true });
    rmSync(html);
  }
  await context.close();
}
