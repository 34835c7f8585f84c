// Runs the project's tools as children of a command.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
let running;

/** Ends the tool that runs now, with all it started. */
export function endRunning() {
  if (running?.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? running.pid : -running.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Runs `program` in the project's folder with our output; its exit code, or 1 when it had to be ended after `minutes`. */
export function run(program, args, { minutes = 15, env = process.env } = {}) {
  return new Promise((done) => {
    // A group of its own, so that ending it ends its workers too.
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit', detached: process.platform !== 'win32' });
    running = child;
    const timer = setTimeout(() => {
      process.stderr.write(`${program} ${args[0]} took more than ${minutes} minutes\n`);
      endRunning();
    }, minutes * 60_000);
    child.on('error', () => done(1));
    child.on('close', (code) => {
      clearTimeout(timer);
      running = undefined;
      done(code ?? 1);
    });
  });
}

/** A tool out of node_modules, by its own file: no shell, the same on every platform. */
const tools = {
  tsc: ['node_modules/typescript/bin/tsc'],
  biome: ['node_modules/@biomejs/biome/bin/biome'],
  knip: ['node_modules/knip/bin/knip.js'],
  vitest: ['node_modules/vitest/vitest.mjs'],
};

export const runTool = (name, args, options) => run(process.execPath, [...tools[name], ...args], options);
