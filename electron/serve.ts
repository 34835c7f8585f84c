import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { hasDisplay, openBrowser } from './browser/open-browser';
import { type BrowserServer, startBrowserServer } from './browser/server';
import { createCarrier } from './common/carrier';
import { createPrivateEngine } from './private-engine/private-engine';
import { createBerth } from './services/berth';
import { createLog } from './services/log';
import { buildId } from './shell/build-id';
import { openDataDir } from './shell/data-dir';
import { ensureFirstEngine } from './shell/first-engine';
import { parseOptions, type ShellOptions, UsageError, usage } from './shell/options';
import { openPageFiles } from './shell/page-files';

const log = createLog();
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Closing takes this long at most; then the process ends whatever still hangs. */
const closingTime = 2_500;

async function main(options: ShellOptions): Promise<void> {
  const closing = onceAsked();
  const dataDir = openDataDir(options.dataDir, log);
  const page = openPageFiles(here('page'));
  const build = buildId([here('page/index.html'), here('serve.js')]);
  const privateEngine = createPrivateEngine({
    dir: join(dataDir, 'private-engine'),
    log: (line) => log.info(line),
  });
  const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8'));
  log.info('Berth starts', { version, pid: process.pid });
  const berth = createBerth({
    dataDir,
    engine: options.engine,
    privateEngine,
    environment: process.env,
    shell: 'browser',
    version,
    build,
    log,
  });
  closing.add(() => berth.close());
  const carrier = createCarrier(berth.router, { report: (error) => log.error('A connection failed', { error }) });

  // The port first: when it is taken, that is said before anything is installed or started.
  const server = await startBrowserServer({
    carrier,
    page,
    transfers: berth.transfers,
    port: options.port,
    log,
    session: process.env.BERTH_SESSION,
  });
  closing.add(() => server.close());
  await ensureFirstEngine(createRouterClient(berth.router, { context: {} }), privateEngine, options, log);

  const link = server.link();
  process.stdout.write(`Berth is ready at ${link}\n`);
  offerNewLinks(server);
  if (options.open && hasDisplay()) closing.add(openBrowser(link, dataDir));
}

/** A link opens one browser, once: Enter in the terminal, or SIGUSR2, prints another. */
function offerNewLinks(server: BrowserServer): void {
  const print = () => process.stdout.write(`Another link: ${server.link()}\n`);
  if (process.platform !== 'win32') process.on('SIGUSR2', print);
  if (process.stdin.isTTY) {
    log.info('Press Enter for a link for another browser, Ctrl-C to end');
    process.stdin.on('data', print).unref();
  }
}

/** Closes what was opened, newest first, at the first SIGINT or SIGTERM; a second SIGINT ends the process at once. */
function onceAsked(): { add(close: () => void | Promise<void>): void } {
  const open: (() => void | Promise<void>)[] = [];
  let asked = false;
  const close = async (signal: NodeJS.Signals) => {
    if (asked) {
      if (signal === 'SIGINT') process.exit(130);
      return;
    }
    asked = true;
    setTimeout(() => process.exit(0), closingTime).unref();
    await Promise.allSettled(open.reverse().map(async (end) => end()));
    process.exit(0);
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  return { add: (end) => open.push(end) };
}

/** What the person can do about an error that ends the start. */
function words(error: unknown, { port }: ShellOptions): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. End that one, or choose another port: --port 0 takes any free one.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023, or --port 0 for any free one.`;
  return `Berth could not start: ${error instanceof Error ? error.stack : error}`;
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(usage);
  else {
    await main(options).catch((error) => {
      process.stderr.write(`${words(error, options)}\n`);
      process.exit(1);
    });
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
