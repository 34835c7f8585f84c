import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { enginePaths } from '../../electron/private-engine/paths';
import { findBusybox } from '../../electron/private-engine/seed/busybox';
import { imageArchive } from '../../electron/private-engine/seed/image-archive';
import { shellLayer } from '../../electron/private-engine/seed/sample-images';
import { launchChromium } from '../browser/chromium';
import { copyOfBuild } from '../browser/running-berth';
import { startDocker, type TestEngine } from '../engine/engines';

/** What a measure plays on: a real engine of its own, a copy of what is built, a browser that already runs. */
export interface Stage {
  readonly engine: TestEngine;
  /** A folder with `dist/`. */
  readonly build: string;
  readonly browser: Browser;
  /** Small numbers for a try: its results mean nothing and are not kept. */
  readonly quick: boolean;
  /** Sees to it that this many created (never started) containers are there; a tenth of it in a quick run. Gives the number. */
  created(count: number): Promise<number>;
  /** The same with running ones. */
  running(count: number): Promise<number>;
  /** Removes all containers. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const image = 'sample/shell:1';

/** What all containers here are: a shell image asleep, on no network, gone at the first signal. */
export const asleep = {
  Image: image,
  Cmd: ['sleep', '2147483647'],
  StopSignal: 'SIGKILL',
  HostConfig: { NetworkMode: 'none' },
};

/** As many requests at a time as the engine answers fastest (8: 136 to 162 creates a second). */
const atOnce = 8;

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** React's development half is several times slower: measured by mistake, it would lead astray. */
function refuseDevelopmentBuild(build: string): void {
  const assets = join(build, 'dist/page/assets');
  const isDevelopment = (name: string) =>
    name.endsWith('.js') && readFileSync(join(assets, name), 'utf8').includes('jsxDEV');
  if (readdirSync(assets).some(isDevelopment)) throw new Error('dist/ was not built for production');
}

export async function openStage(quick: boolean, say: (text: string) => void): Promise<Stage> {
  const build = await copyOfBuild();
  refuseDevelopmentBuild(build.folder);
  const engine = await startDocker().catch((error: unknown) => {
    build.remove();
    throw error;
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    // The engine's folder goes as a whole: removing the containers one by one would take a minute.
    await engine.stop();
    build.remove();
  };

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await engine.api(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function names(): Promise<readonly string[]> {
    const rows = (await call('GET', '/containers/json?all=1')) as { Names: readonly string[] }[];
    return rows.map(({ Names }) => (Names[0] ?? '').slice(1));
  }

  async function fill(prefix: string, count: number, start: boolean): Promise<number> {
    const wanted = quick ? count / 10 : count;
    const there = new Set(await names());
    const missing = Array.from(
      { length: wanted },
      (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`,
    ).filter((name) => !there.has(name));
    if (missing.length > 0)
      say(`${missing.length.toLocaleString('en')} containers are being ${start ? 'started' : 'made'}`);
    await each(missing, async (name) => {
      await call('POST', `/containers/create?name=${name}`, asleep);
      if (start) await call('POST', `/containers/${name}/start`);
    });
    return wanted;
  }

  async function seed(): Promise<void> {
    const busybox = await findBusybox(enginePaths('docker', engine.dir), say);
    const { Arch: architecture } = (await call('GET', '/version')) as { Arch: string };
    const layers = [await shellLayer(busybox), { step: 'CMD ["sh"]' }];
    await call(
      'POST',
      '/images/load',
      await imageArchive([{ tag: image, layers, config: { Cmd: ['sh'] } }], architecture),
    );
  }

  try {
    browser = await launchChromium();
    await seed();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    engine,
    build: build.folder,
    browser,
    quick,
    created: (count) => fill('load', count, false),
    running: (count) => fill('run', count, true),
    clear: async () => each(await names(), (name) => call('DELETE', `/containers/${name}?force=1`)),
    close,
  };
}
