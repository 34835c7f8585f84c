// `npm start`: Berth, built from what is here, in a window where there is a display and Electron, else in the browser.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fetchElectron } from './lib/electron-binary.mjs';
import { prepare } from './lib/prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const words = args.some((arg) => arg === '--help' || arg === '-h');

await prepare();
const wanted = args.includes('--desktop') || (display && !args.includes('--browser'));
const electron = wanted && !words ? await fetchElectron(60) : undefined;
if (wanted && !words && electron === undefined) {
  process.stderr.write("Electron's binary could not be had: serving in the browser instead\n");
}

if (electron === undefined) {
  // In this same process: signals reach it once, whoever sends them.
  process.argv = [process.argv[0], 'berth', ...args.filter((arg) => arg !== '--desktop' || words)];
  await import('../dist/serve.js');
} else {
  // Chromium's sandbox refuses to run as root; whoever starts a container manager as root has no other user to be.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...sandbox, root, ...args], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; the window decides when to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
