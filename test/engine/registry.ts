import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TestEngine } from './engines';

const run = promisify(execFile);

/** A registry of a test's own on 127.0.0.1, which Docker takes without TLS. */
export interface TestRegistry {
  /** `127.0.0.1:40001`: the first part of its images' names. */
  readonly host: string;
  /** Has an image of the engine under this name, and takes it away from the engine. Answers the whole name. */
  holds(engine: Pick<TestEngine, 'host'>, image: string, name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Debian's docker-registry with a folder of its own. */
export async function startRegistry(): Promise<TestRegistry> {
  const dir = mkdtempSync(join(tmpdir(), 'berth-registry-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const config = join(dir, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${dir}/data}}\nhttp: {addr: '${host}'}\n`,
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(`http://${host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (tries > 100 || child.exitCode !== null) throw new Error('The registry did not start');
    await wait(50);
  }
  return {
    host,
    async holds(engine, image, name) {
      const whole = `${host}/${name}`;
      const docker = (...words: string[]) => run('docker', ['-H', engine.host, ...words]);
      await docker('tag', image, whole);
      await docker('push', whole);
      await docker('rmi', whole);
      return whole;
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
