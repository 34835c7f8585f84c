// What the pictures are taken of: a real engine with samples, scripted ones for states no real one gives, and a Berth on each.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** A Berth on an engine; `open` gives a page of it. */
export async function berthOn(engine, browser) {
  const build = await copyOfBuild();
  const berth = await runBerth(build.folder, { engine });
  const stop = once(() => berth.stop());
  open.push(async () => {
    await stop();
    build.remove();
  });
  const [name, value] = (await berth.cookie()).split('=');
  const url = `http://127.0.0.1:${berth.port}/`;
  return {
    url,
    stop,
    async open(path) {
      const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' });
      context.setDefaultTimeout(20_000);
      await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      await page.goto(`${url}#${path}`);
      return page;
    },
  };
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

const loop = (line, every = 5) => [
  'sh',
  '-c',
  `trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); ${line}; sleep ${every} & wait $!; done`,
];

/** Containers as a person has them, beside the samples: two projects, one that is ill, one that was killed, one by hand. Gone again at the end. */
export async function addDemo(host) {
  const images = [
    'nginx:1.27',
    'postgres:17',
    'redis:7',
    'registry.blog.dev/api:2.4.1',
    'registry.blog.dev/worker:2.4.1',
  ];
  for (const image of images) {
    const [repo, tag] = [image.slice(0, image.lastIndexOf(':')), image.slice(image.lastIndexOf(':') + 1)];
    await api(host, 'POST', `/images/sample/shell:1/tag?repo=${encodeURIComponent(repo)}&tag=${tag}`);
  }
  const labels = (service) => ({
    'com.docker.compose.project': 'blog',
    'com.docker.compose.service': service,
    'com.docker.compose.project.config_files': '/srv/blog/compose.yaml',
    'com.docker.compose.project.working_dir': '/srv/blog',
  });
  const port = (inside) => ({
    ExposedPorts: { [`${inside}/tcp`]: {} },
    HostConfig: { PortBindings: { [`${inside}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  });
  const check = (command) => ({ Healthcheck: { Test: ['CMD-SHELL', command], Interval: 1_000_000_000, Retries: 2 } });
  const quiet = loop(':', 3600);
  const wanted = [
    [
      'blog-api-1',
      {
        Image: 'registry.blog.dev/api:2.4.1',
        Cmd: loop('printf "\\033[32mINFO\\033[0m GET /posts/$i 200 $((i*7%40+3)) ms\\n"', 1),
        Labels: labels('api'),
        Env: ['PORT=3000', 'DATABASE_URL=postgres://blog@blog-db-1/blog', 'API_TOKEN=not-a-real-one'],
        ...check('exit 0'),
        ...port(3000),
      },
    ],
    [
      'blog-db-1',
      {
        Image: 'postgres:17',
        Cmd: quiet,
        Labels: labels('db'),
        ...port(5432),
        Volumes: { '/var/lib/postgresql/data': {} },
      },
    ],
    ['blog-queue-1', { Image: 'redis:7', Cmd: quiet, Labels: labels('queue') }],
    [
      'blog-worker-1',
      {
        Image: 'registry.blog.dev/worker:2.4.1',
        Cmd: quiet,
        Labels: labels('worker'),
        ...check('echo "queue answered after 4.8 s, limit is 2 s" >&2; exit 1'),
      },
    ],
    ['nightly-backup', { Image: 'postgres:17', Cmd: ['sh', '-c', 'echo "Writing 48 MB"; sleep 3600'] }],
    ['scratch', { Image: 'nginx:1.27', Cmd: quiet, ...port(80) }],
    ['migrate', { Image: 'registry.blog.dev/api:2.4.1', Cmd: ['sh', '-c', 'echo done'], Labels: labels('migrate') }],
  ];
  const ids = {};
  for (const [name, body] of wanted) {
    await api(host, 'DELETE', `/containers/${name}?force=1&v=1`);
    const { Id } = await api(host, 'POST', `/containers/create?name=${name}`, { StopTimeout: 1, ...body });
    ids[name] = Id;
    await api(host, 'POST', `/containers/${Id}/start`);
  }
  await api(host, 'POST', `/containers/${ids['nightly-backup']}/kill`);
  open.push(async () => {
    for (const [name] of wanted) await api(host, 'DELETE', `/containers/${name}?force=1&v=1`);
    for (const image of images) await api(host, 'DELETE', `/images/${encodeURIComponent(image)}`);
  });
  return ids;
}

function once(work) {
  let done;
  return () => {
    done ??= work();
    return done;
  };
}
