// What the pictures are taken of: a real engine with samples, scripted ones for states no real one gives, and a Berth on each.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
// shots.mjs has built already.
process.env.BERTH_BUILD ??= root.replace(/\/$/, '');
const load = async (file) => (await runnerImport(join(root, file))).module;
const { runBerth, copyOfBuild } = await load('test/browser/running-berth.ts');
const { startFakeEngine } = await load('test/fake-engine/fake-engine.ts');
export const { launchChromium } = await load('test/browser/chromium.ts');
export const { fakeId } = await load('test/fake-engine/fake-records.ts');

/** Everything that was opened, closed in the opposite order. */
const open = [];
export async function closeAll() {
  for (const close of open.splice(0).reverse()) await close();
}

/** To be done at the end, before what was opened earlier is closed. */
export const atEnd = (work) => open.push(work);

/** A Berth on an engine, which is called by a name when there is one; `open` gives a page of it. */
export async function berthOn(engine, browser, name) {
  const build = await copyOfBuild();
  const berth = await runBerth(
    build.folder,
    name === undefined ? { engine } : { engine: 'find', env: contextEnv(name, engine) },
  );
  const stop = once(() => berth.stop());
  open.push(async () => {
    await stop();
    build.remove();
  });
  const [cookie, value] = (await berth.cookie()).split('=');
  const url = `http://127.0.0.1:${berth.port}/`;
  return {
    url,
    stop,
    async open(path) {
      const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' });
      context.setDefaultTimeout(20_000);
      await context.addCookies([{ name: cookie, value, url }]);
      const page = await context.newPage();
      await page.goto(`${url}#${path}`);
      return page;
    },
  };
}

/** The environment of a person whose Docker context has this name and leads to this engine. */
function contextEnv(name, host) {
  const dir = mkdtempSync(join(tmpdir(), 'berth-shots-'));
  open.push(() => rmSync(dir, { recursive: true, force: true }));
  const meta = join(dir, 'contexts/meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(meta, { recursive: true });
  writeFileSync(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host } } }),
  );
  writeFileSync(join(dir, 'config.json'), JSON.stringify({ currentContext: name }));
  return { DOCKER_CONFIG: dir, DOCKER_HOST: '' };
}

/** A scripted engine on a socket of its own; `start: false` leaves the socket out. */
export async function scripted(start = true) {
  const dir = mkdtempSync(join(tmpdir(), 'berth-shots-'));
  const socket = join(dir, 'engine.sock');
  open.push(() => rmSync(dir, { recursive: true, force: true }));
  if (!start) return { host: `unix://${socket}` };
  const engine = await startFakeEngine({ socket });
  open.push(() => engine.stop());
  return engine;
}

/** The engine given, or a private one with the small samples, started for this and stopped after it. */
export function realEngine(given) {
  if (given !== undefined) return given;
  const dir = mkdtempSync(join(tmpdir(), 'berth-shots-'));
  const command = (...args) =>
    execFileSync(process.execPath, [join(root, 'dist/engine.js'), ...args, '--dir', dir], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  open.push(() => {
    command('stop');
    rmSync(dir, { recursive: true, force: true });
  });
  return /DOCKER_HOST=(\S+)\s*$/.exec(command('start', '--seed', 'small'))[1];
}

/** One request to an engine's socket; the parsed body. */
export function api(host, method, path, body) {
  return new Promise((done, fail) => {
    const text = body && JSON.stringify(body);
    const headers = {
      Host: 'engine',
      ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
    };
    const asked = request({ socketPath: host.replace('unix://', ''), method, path, headers }, (answer) => {
      let all = '';
      answer.on('data', (part) => {
        all += part;
      });
      answer.on('end', () => {
        if (answer.statusCode >= 400 && answer.statusCode !== 404 && answer.statusCode !== 409)
          fail(new Error(`${method} ${path}: ${answer.statusCode} ${all}`));
        else done(answer.headers['content-type']?.includes('json') ? JSON.parse(all.split('\n')[0] || 'null') : all);
      });
    });
    asked.on('error', fail);
    asked.end(text);
  });
}

function once(work) {
  let done;
  return () => {
    done ??= work();
    return done;
  };
}
