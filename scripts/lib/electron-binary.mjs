// Where Electron's binary is. Never `import 'electron'`: resolving that package starts its downloader.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/electron', import.meta.url));

/** Full path of the binary, or undefined when it is not here. */
export function electronBinary() {
  const name = existsSync(`${folder}/path.txt`) ? readFileSync(`${folder}/path.txt`, 'utf8') : undefined;
  const from = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? `${folder}/dist`;
  const binary = `${from}/${name ?? 'electron'}`;
  return existsSync(binary) ? binary : undefined;
}

/** Electron's own installer, once, for `seconds` at most. Gives the binary's path, or undefined when it could not be had. */
export async function fetchElectron(seconds) {
  const here = electronBinary();
  if (here !== undefined || !existsSync(`${folder}/install.js`)) return here;
  process.stderr.write("Fetching Electron's binary, once\n");
  await new Promise((done) => {
    const child = spawn(process.execPath, [`${folder}/install.js`], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1_000);
    child.on('close', () => {
      clearTimeout(timer);
      done();
    });
    child.on('error', done);
  });
  return electronBinary();
}
