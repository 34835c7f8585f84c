// The end of `npm test`: stops the engines that the suites shared (shared.ts), from plain Node through the built command.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const command = join(root, 'dist/engine.js');

/** `users` has a file for each test process, named by its id and its start: the id alone may be another process's by now. */
const isRunning = (user) => {
  const [pid, start] = user.split('-');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] === start;
  } catch {
    return false;
  }
};

/** Returns false, and leaves them running, while another live test process uses them. Needs dist/engine.js. */
export function stopShared() {
  const dir = join(tmpdir(), `berth-tests-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`);
  if (!existsSync(dir)) return true;
  const users = join(dir, 'users');
  if (existsSync(users) && readdirSync(users).some(isRunning)) return false;
  for (const kind of [[], ['--podman']]) {
    execFileSync(process.execPath, [command, 'stop', '--dir', dir, ...kind], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  rmSync(dir, { recursive: true, force: true });
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !stopShared()) {
  process.stderr.write('Other test processes still use the shared engines: left running\n');
}
