// `npm run dev`: the browser shell, rebuilt and started again at each change; the open page reloads itself.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from './lib/prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
// Known to each next server, so that the page that is open need not press a link again.
const env = { ...process.env, BERTH_SESSION: randomBytes(32).toString('base64url') };
let port = '0';
let server;
let ending = false;

/** Starts the server; the first one picks the port that the next ones keep. */
function start() {
  const first = port === '0';
  const own = first
    ? args
    : ['--port', port, '--no-open', ...args.filter((arg) => !/^--(port|seed|no-open)/.test(arg))];
  server = spawn(process.execPath, [`${root}dist/serve.js`, ...own], { env, stdio: ['inherit', 'pipe', 'inherit'] });
  server.stdout.on('data', (chunk) => {
    const ready = /http:\/\/127\.0\.0\.1:(\d+)\/\S*/.exec(chunk);
    if (ready) port = ready[1];
    process.stdout.write(first || !ready ? chunk : `Started again on port ${port}\n`);
  });
  server.on('close', (code) => {
    if (ending) process.exit(code ?? 0);
  });
}

async function restart() {
  try {
    await prepare();
  } catch (error) {
    // What was built last keeps serving until the mistake is mended.
    process.stderr.write(`${error.message}\n`);
    return;
  }
  await new Promise((done) => {
    if (server.exitCode !== null) return done();
    server.once('close', done);
    server.kill('SIGTERM');
  });
  start();
}

await prepare();
start();

let timer;
let busy = Promise.resolve();
for (const folder of ['electron', 'renderer']) {
  watch(`${root}${folder}`, { recursive: true }, (_, file) => {
    if (file?.includes('.test.')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      busy = busy.then(restart);
    }, 150);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    ending = true;
    if (server.exitCode !== null) process.exit(0);
    if (signal === 'SIGTERM') server.kill(signal);
  });
}
