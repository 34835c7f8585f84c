import { randomBytes } from 'node:crypto';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, ImageId } from '../common/contract/ids';
import { emptyRunSpec } from '../common/run-line/empty-run-spec';
import { isStaticElf } from '../common/std/static-elf';
import type { Engine } from '../engine/port';
import { debugLabel, debugOwner } from './debug-owner';
import { readTar } from './tar/tar-reader';
import { tarEnd, tarHeader, tarPadding } from './tar/tar-writer';

/** Where a throw-away container has them: no image has such a folder. */
export const toolsFolder = '/.berth/bin';
/** A larger program is no busybox; official ones have 1 to 2 MB. */
const mostBytes = 32 * 1024 * 1024;

interface Tools {
  readonly binary: Buffer;
  /** Names it answers to. */
  readonly applets: readonly string[];
}

/** Begins the name of each. */
export const debugPrefix = 'berth-debug-';

export const debugName = (of: string) =>
  `${debugPrefix}${of.replace(/[^\w.-]/g, '-').slice(0, 40)}-${randomBytes(3).toString('hex')}`;

/** The labels of everything that a debug shell makes. */
export const debugLabels = () => [{ name: debugLabel, value: debugOwner() }];

/** Takes the static busybox out of a toolbox image, for containers that can't be the toolbox themselves. */
export class ToolStore {
  readonly #known = new Map<ImageId, Promise<Tools>>();

  /** As a tar to unpack at `/`. @throws BerthError `no-toolbox` when the image has none that runs anywhere */
  async tar(engine: Engine, image: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const id = await engine.findImage(image, signal);
    if (id === undefined) throw new BerthError('no-toolbox', { image, reason: 'it is not on this engine' });
    let tools = this.#known.get(id);
    if (!tools) {
      tools = takeOut(engine, id, image, signal);
      this.#known.set(id, tools);
      tools.catch(() => this.#known.delete(id));
    }
    return packed(await tools);
  }
}

async function takeOut(engine: Engine, id: ImageId, image: string, signal: AbortSignal): Promise<Tools> {
  const spec = { ...emptyRunSpec(id), name: debugName('tools'), command: ['true'], labels: debugLabels() };
  const { id: box } = await engine.createContainer(spec);
  try {
    const tools = await readTools(engine, box, signal);
    if (!tools) throw new BerthError('no-toolbox', { image, reason: 'it has no static busybox in /bin' });
    return tools;
  } finally {
    await engine.deleteContainer(box, { force: true, volumes: true }).catch(() => undefined);
  }
}

async function readTools(engine: Engine, box: ContainerId, signal: AbortSignal): Promise<Tools | undefined> {
  const folder = await engine.readArchive(box, '/bin', signal).catch((error: unknown) => {
    if (error instanceof BerthError && error.data.code === 'not-found') return undefined;
    throw error;
  });
  if (!folder) return undefined;
  // By name and what each is: the content of a hard link stands at whichever name came first.
  const links = new Map<string, string>();
  const files = new Map<string, Buffer>();
  let left = mostBytes;
  for await (const entry of readTar(folder)) {
    const name = baseName(entry.name);
    if (entry.type === '1' || entry.type === '2') links.set(name, baseName(entry.link));
    else if ('07\0'.includes(entry.type) && entry.size > 100_000 && entry.size <= left && entry.mode & 0o111) {
      const parts: Buffer[] = [];
      for await (const bytes of entry.content()) parts.push(bytes);
      left -= entry.size;
      files.set(name, Buffer.concat(parts));
    }
  }
  const isBusybox = (name: string) =>
    name.startsWith('busybox') || [...links].some(([link, to]) => link === 'sh' && to === name);
  const [name, binary] = [...files].find(([one, bytes]) => (isBusybox(one) || one === '[') && isStaticElf(bytes)) ?? [];
  if (name === undefined || binary === undefined) return undefined;
  const applets = new Set([
    name,
    ...[...links].filter(([, to]) => to === name || to === 'busybox').map(([link]) => link),
  ]);
  applets.delete('busybox');
  return { binary, applets: [...applets] };
}

function baseName(path: Buffer): string {
  return path.toString('latin1').replace(/\/$/, '').split('/').at(-1) ?? '';
}

async function* packed({ binary, applets }: Tools): AsyncGenerator<Buffer, void, undefined> {
  const entry = (path: string) => Buffer.from(`${toolsFolder.slice(1)}/${path}`);
  for (const folder of ['.berth/', '.berth/bin/'])
    yield tarHeader({ name: Buffer.from(folder), type: '5', mode: 0o755 });
  yield tarHeader({ name: entry('busybox'), type: '0', mode: 0o755, size: binary.length });
  yield binary;
  yield tarPadding(binary.length);
  for (const name of applets) {
    yield tarHeader({ name: entry(name), type: '2', mode: 0o777, link: Buffer.from('busybox') });
  }
  yield tarEnd();
}
