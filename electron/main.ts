import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { app, BrowserWindow, session } from 'electron';
import { createCarrier } from './common/carrier';
import { ownArguments } from './desktop/arguments';
import { linkIn, routeOf } from './desktop/deep-link';
import { hardenAllContents, hardenSession } from './desktop/hardening';
import { setMenu } from './desktop/menu';
import { createAskToOpen } from './desktop/open-outside';
import { serveOverPorts } from './desktop/port';
import { surviveFaults } from './desktop/recovery';
import { pageUrl, registerScheme, servePage } from './desktop/scheme';
import { claimInstance } from './desktop/single-instance';
import { openWindow, showWindow } from './desktop/window';
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

function main(options: ShellOptions): void {
  const dataDir = openDataDir(options.dataDir, log);
  // Chromium's own files; also what makes an instance the first one: one Berth a data folder.
  app.setPath('userData', join(dataDir, 'electron'));
  if (claimInstance(app, (argv) => show(linkIn(argv)))) void start(options, dataDir);
  else app.quit();
}

async function start(options: ShellOptions, dataDir: string): Promise<void> {
  surviveFaults(log);
  const page = openPageFiles(here('page'));
  const build = buildId([here('page/index.html'), here('main.js')]);
  const privateEngine = createPrivateEngine({ dir: join(dataDir, 'private-engine'), log: (line) => log.info(line) });
  const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8'));
  const { engine } = options;
  const environment = process.env;
  const common = { dataDir, engine, privateEngine, environment, version, build, log };
  const berth = createBerth({ ...common, shell: 'desktop' });
  const carrier = createCarrier(berth.router, { report: (error) => log.error('A connection failed', { error }) });
  closeBeforeQuit(() => berth.close());
  // Meanwhile the page shows what is tried.
  void ensureFirstEngine(createRouterClient(berth.router, { context: {} }), privateEngine, options, log);

  await app.whenReady();
  hardenSession(session.defaultSession);
  servePage(session.defaultSession.protocol, page, { door: berth.transfers, log });
  serveOverPorts(carrier, (contents) => BrowserWindow.fromWebContents(contents) !== null, log);
  setMenu(process.platform, !app.isPackaged);
  const open = (link?: string) => {
    const route = link === undefined ? undefined : routeOf(link);
    openWindow({ dataDir, log, route, preload: here('preload.cjs'), icon: here('../assets/icon.png') });
  };
  open(linkIn(process.argv));
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && open());
}

/** Brings the window to the front, and to where a link leads if it leads anywhere. */
function show(link: string | undefined): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  const route = link === undefined ? undefined : routeOf(link);
  if (route !== undefined) void window.loadURL(`${pageUrl}${route}`);
  showWindow(window);
}

/** Sessions, streams and jobs end before the process does. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closing = false;
  app.on('will-quit', async (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    setTimeout(() => app.exit(0), closingTime).unref();
    await close().catch((error) => log.error('Berth did not close well', { error }));
    app.exit(0);
  });
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

registerScheme();
hardenAllContents(app, createAskToOpen());
app.setAsDefaultProtocolClient('berth');
app.on('open-url', (event, url) => {
  event.preventDefault();
  show(url);
});
try {
  const options = parseOptions(ownArguments(process.argv, app.isPackaged));
  if (options.help) {
    process.stdout.write(usage);
    app.exit(0);
  } else main(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  app.exit(2);
}
