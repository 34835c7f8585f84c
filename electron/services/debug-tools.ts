import { BerthError } from '../common/contract/errors';
import type { ContainerId, ImageId } from '../common/contract/ids';
import type { MountSpec } from '../common/contract/run-spec';
import { emptyRunSpec } from '../common/run-line/empty-run-spec';
import { isStaticElf } from '../common/std/static-elf';
import type { Engine } from '../engine/port';
import type { DebugThings } from './debug-things';
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

/** Takes the static busybox out of a toolbox image, for containers that can't be the toolbox themselves. */
export class ToolStore {
  readonly #known = new Map<ImageId, Tools>();

  /**
   * A new volume with the tools in it, to mount read-only at `toolsFolder`. Not an image mount: Docker has those since API 1.48 only,
   * and Podman's 4.3 not for bodies of Docker's kind.
   *
   * @throws BerthError `no-toolbox` when the image has none that runs anywhere
   */
  async volume(engine: Engine, image: string, things: DebugThings, signal: AbortSignal): Promise<string> {
    const id = await engine.findImage(image, signal);
    if (id === undefined) throw new BerthError('no-toolbox', { image, reason: 'it is not on this engine' });
    const volume = await things.volume('tools');
    // Never started: an engine mounts its volumes for what is copied out and in all the same.
    const box = await things.container('tools', {
      ...emptyRunSpec(id),
      command: ['true'],
      mounts: [volumeMount(volume, { readOnly: false })],
    });
    const tools = this.#known.get(id) ?? (await readTools(engine, box, signal));
    if (!tools) throw new BerthError('no-toolbox', { image, reason: 'it has no static busybox in /bin' });
    this.#known.set(id, tools);
    await engine.writeArchive(box, toolsFolder, packed(tools), signal);
    await things.removeContainer(box);
    return volume;
  }
}

export function volumeMount(name: string, { readOnly }: { readOnly: boolean }): MountSpec {
  return {
    kind: 'volume',
    source: name,
    target: toolsFolder,
    readOnly,
    createSource: false,
    noCopy: false,
    driverOptions: {},
    tmpfsOptions: [],
  };
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
  yield tarHeader({ name: Buffer.from('busybox'), type: '0', mode: 0o755, size: binary.length });
  yield binary;
  yield tarPadding(binary.length);
  for (const name of applets) {
    yield tarHeader({ name: Buffer.from(name), type: '2', mode: 0o777, link: Buffer.from('busybox') });
  }
  yield tarEnd();
}
