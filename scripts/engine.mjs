// `npm run engine -- start|stop|status`: the private engine by itself.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from './lib/prepare.mjs';

await prepare({ page: false });
const command = fileURLToPath(new URL('../dist/engine.js', import.meta.url));
const child = spawn(process.execPath, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
// The terminal sends Ctrl-C to both; the child decides when to end.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
