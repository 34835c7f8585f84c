import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineAnswer, engineRequest, errorText } from '../engine-http';
import { PrivateEngineError } from '../errors';
import type { Report } from '../install';
import { withLock } from '../lock';
import type { EnginePaths } from '../paths';
import { findBusybox } from './busybox';
import { imageArchive } from './image-archive';
import { layersImage } from './layers-image';
import {
  load,
  type SampleContainer,
  shop,
  shopFile,
  shopNetwork,
  shopNetworkLabels,
  shopVolume,
  shopVolumeLabels,
  standalone,
} from './sample-containers';
import { sampleImages, shellLayer } from './sample-images';

export type SeedSize = 'small' | 'large';

const smallImages = ['shell', 'toolbox', 'web', 'logger', 'distroless', 'exit3', 'restarts'].map(
  (name) => `sample/${name}:1`,
);
const layers = 'sample/layers:1';

/**
 * Makes the samples that are missing on a running engine, and starts those that should run.
 *
 * Through the API alone, in words that Docker 20.10 to newest and Podman 4 and 5 understand.
 */
export async function seed(paths: EnginePaths, size: SeedSize, report: Report): Promise<void> {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    fine: readonly number[] = [],
  ): Promise<EngineAnswer> => {
    const answer = await engineRequest(paths.socket, { method, path, body, timeout: 120_000 });
    if (answer.status < 400 || fine.includes(answer.status)) return answer;
    throw new PrivateEngineError('seed-failed', { what: `${method} ${path}`, detail: errorText(answer) });
  };

  async function makeImages(): Promise<void> {
    const wanted = size === 'large' ? [...smallImages, layers] : smallImages;
    const found = await Promise.all(wanted.map((tag) => call('GET', `/images/${tag}/json`, undefined, [404])));
    const missing = wanted.filter((_, index) => found[index]?.status === 404);
    if (missing.length === 0) return;
    report(`Making images: ${missing.join(', ')}`);
    const busybox = await findBusybox(paths, report);
    const all = [...(await sampleImages(busybox)), await layersImage(await shellLayer(busybox))];
    const { body: version } = await call('GET', '/version');
    const archive = await imageArchive(
      all.filter(({ tag }) => missing.includes(tag)),
      (version as { Arch: string }).Arch,
    );
    const answer = await call('POST', '/images/load?quiet=1', archive);
    // A load that fails half-way still says 200.
    if (JSON.stringify(answer.body).includes('errorDetail')) {
      throw new PrivateEngineError('seed-failed', { what: 'images', detail: errorText(answer) });
    }
  }

  async function makeShop(): Promise<SampleContainer[]> {
    const folder = join(paths.dir, 'samples', 'shop');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'compose.yaml'), shopFile);
    const network = await call('GET', `/networks/${shopNetwork}`, undefined, [404]);
    if (network.status === 404) {
      await call('POST', '/networks/create', {
        Name: shopNetwork,
        Driver: 'bridge',
        CheckDuplicate: true,
        Labels: shopNetworkLabels,
      });
    }
    await call('POST', '/volumes/create', { Name: shopVolume, Labels: shopVolumeLabels }, [409, 500]);
    return shop(folder);
  }

  /** Docker tries ten ports in a row before it gives up, and goes on from there: engines side by side have more than ten. */
  async function start(name: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await call('POST', `/containers/${name}/start`);
        return;
      } catch (error) {
        if (tries === 8 || !/address already in use/.test(String(error))) throw error;
      }
    }
  }

  async function makeContainers(samples: readonly SampleContainer[]): Promise<void> {
    const { body } = await call('GET', '/containers/json?all=1');
    const existing = new Map(
      (body as { Names: string[]; State: string }[]).flatMap(({ Names, State }) =>
        Names.map((name) => [name.replace(/^\//, ''), State] as const),
      ),
    );
    const waiting = samples.filter(
      ({ name, run }) =>
        !existing.has(name) ||
        (run === 'yes' && !['running', 'restarting', 'stopped'].includes(existing.get(name) ?? '')),
    );
    if (waiting.length > 0) report(`Containers to make or start: ${waiting.length}`);
    const queue = [...waiting];
    let done = 0;
    const next = async (): Promise<void> => {
      for (let sample = queue.shift(); sample !== undefined; sample = queue.shift()) {
        const isNew = !existing.has(sample.name);
        if (isNew) await call('POST', `/containers/create?name=${sample.name}`, sample.body);
        if (sample.run === 'yes' || (isNew && sample.run === 'once')) await start(sample.name);
        done += 1;
        if (done % 100 === 0) report(`${done} of ${waiting.length}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
  }

  // Two seeds at once would make the same things.
  await withLock(`${paths.lock}-seed`, async () => {
    await makeImages();
    await makeContainers([...standalone, ...(await makeShop())]);
    // Podman's checks are run by systemd's timers; where there are none, one by hand makes the sample healthy.
    if (paths.kind === 'podman')
      await call('GET', '/v4.0.0/libpod/containers/web/healthcheck', undefined, [404, 409, 500]);
    if (size === 'large') await makeContainers(load);
  });
  report(`The ${size} samples are there`);
}
