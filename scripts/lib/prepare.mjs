// What every command needs first: dependencies installed, dist/ built from the sources that are here now.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (path) => `${root}${path}`;
const installed = 'node_modules/.prepared';
const stamp = 'dist/.built';
const pageStamp = 'dist/.built-page';
const nodeSources = ['electron', 'scripts/build.mjs', 'package-lock.json'];
const pageSources = [...nodeSources, 'renderer', 'assets', 'vite.config.ts'];

/** Milliseconds since 1970 of the newest file at or below a path; 0 when there is none. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time counts too: a deleted file shows nowhere else.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}

const age = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

/** Runs npm quietly unless it fails; everything it says goes to stderr, because stdout carries a command's own answer. */
function installDependencies() {
  process.stderr.write('Installing dependencies\n');
  // `install` rather than `ci`: it leaves the lockfile as it is and forgives optional packages that a mirror lacks.
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

/**
 * Installs dependencies when they are missing or older than the lockfile, and builds when a source is newer than dist/.
 * `page: false` leaves the page out, for commands that show none.
 */
export async function prepare({ page = true } = {}) {
  if (Math.max(age('node_modules/.package-lock.json'), age(installed)) < age('package-lock.json')) {
    installDependencies();
    // npm leaves its own record untouched when there was nothing to do.
    writeFileSync(at(installed), '');
  }
  const [built, sources] = page ? [pageStamp, pageSources] : [stamp, nodeSources];
  if (age(built) > Math.max(...sources.map((path) => newest(at(path))))) return;
  process.stderr.write('Building\n');
  const started = new Date();
  const { buildAll } = await import('../build.mjs');
  await buildAll({ page });
  // Dated to the start: a source saved meanwhile counts as newer.
  for (const file of page ? [stamp, pageStamp] : [stamp]) {
    writeFileSync(at(file), '');
    utimesSync(at(file), started, started);
  }
}
