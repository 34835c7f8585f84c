// `npm run package`: the installers of this platform. Says of each what was made, and of the others why not.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronBinary } from './lib/electron-binary.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/run.mjs';

// electron-builder's own parts, of the versions that it brings along.
const require = createRequire(import.meta.url);
const ofBuilder = createRequire(require.resolve('electron-builder/package.json'));

const root = fileURLToPath(new URL('..', import.meta.url));
const release = join(root, 'release');
const say = (text) => process.stdout.write(`${text}\n`);
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** product's budget P12: the app's own code and dependencies, without Electron. Bytes. */
const budget = 15_000_000;

/** Throws when electron-builder.yml holds something that electron-builder does not know. */
async function readConfiguration() {
  const { getConfig, validateConfiguration } = ofBuilder('app-builder-lib/out/util/config/config.js');
  const configuration = await getConfig(root, 'electron-builder.yml', undefined);
  await validateConfiguration(configuration, { isEnabled: false, add() {} });
  return configuration;
}

/** The app's files as they are installed, without Electron: a folder, and the size of the archive made of it. */
async function packApp({ files }) {
  // The patterns as electron-builder reads them. All that ours take in is a file or a whole folder; `!` takes dot files and
  // node_modules out again.
  const paths = files
    .flatMap((one) => (typeof one === 'string' ? one : one.filter))
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => pattern.replace('/**', ''));
  const folder = join(release, 'app');
  for (const path of paths) {
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (from) => !basename(from).startsWith('.'),
    });
  }
  const archive = join(release, 'app.asar');
  const { createPackage } = createRequire(ofBuilder.resolve('app-builder-lib/package.json'))('@electron/asar');
  await createPackage(folder, archive);
  return { folder, size: statSync(archive).size };
}

/** The browser shell by itself, for any machine with Node: the same files, without Electron. */
function packForNode(folder, version) {
  const name = `berth-${version}-node.tar.gz`;
  const made = spawnSync('tar', ['-czf', join(release, name), '-C', dirname(folder), 'app'], { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('tar failed');
  return name;
}

const platform = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform];

await prepare();
rmSync(release, { recursive: true, force: true });
mkdirSync(release, { recursive: true });
const configuration = await readConfiguration();
say('electron-builder.yml is valid');
const { version } = require('../package.json');

const { folder, size } = await packApp(configuration);
say(`made      app.asar: the app without Electron, ${megabytes(size)} of ${megabytes(budget)} allowed`);
const archive = packForNode(folder, version);
say(
  `made      ${archive}: the browser shell for a machine with Node, ${megabytes(statSync(join(release, archive)).size)}`,
);
rmSync(folder, { recursive: true });

let failed = size > budget;
const electron = electronBinary();
for (const name of ['linux', 'mac', 'win']) {
  for (const target of configuration[name].target) {
    if (name !== platform) {
      say(`not made  ${target}: only on ${name}`);
    } else if (electron === undefined) {
      say(`not made  ${target}: no Electron binary here (node node_modules/electron/install.js fetches it)`);
    } else {
      const before = new Set(readdirSync(release));
      const dist = join(root, 'node_modules/electron/dist');
      const args = [`--${name}`, target, '--publish', 'never', `--config.electronDist=${dist}`];
      const code = await run(process.execPath, ['node_modules/electron-builder/cli.js', ...args], { minutes: 10 });
      const files = readdirSync(release).filter((file) => !before.has(file) && file.startsWith('berth-'));
      if (code === 0) say(`made      ${target}: ${files.join(', ')}`);
      else say(`not made  ${target}: electron-builder ended with ${code}; its words are above`);
      failed ||= code !== 0;
    }
  }
}
process.exitCode = failed ? 1 : 0;
