import { createHash } from 'node:crypto';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { imageArchive, layer } from './image-archive';
import { layersImage } from './layers-image';

async function read(tar: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const reader = extract();
  reader.end(tar);
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    files.set(entry.header.name, Buffer.concat(parts));
  }
  return files;
}

const json = (files: Map<string, Buffer>, name: string) => JSON.parse(files.get(name)?.toString() ?? 'null');
const sha256 = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

describe('imageArchive', () => {
  it('names every layer by its digest, once, and lets empty steps stand in the history', async () => {
    const shared = await layer('ADD base', [{ name: 'base', content: 'base' }]);
    const own = await layer('COPY own', [{ name: 'own', content: 'own', mode: 0o755 }]);
    const files = await read(
      await imageArchive(
        [
          { tag: 'sample/a:1', layers: [shared, { step: 'CMD ["a"]' }], config: { Cmd: ['a'] } },
          { tag: 'sample/b:1', layers: [shared, own], config: { Cmd: ['b'] } },
        ],
        'arm64',
      ),
    );
    const [a, b] = json(files, 'manifest.json');
    expect([a.RepoTags, b.RepoTags]).toEqual([['docker.io/sample/a:1'], ['docker.io/sample/b:1']]);
    expect(a.Layers).toEqual([b.Layers[0]]);
    const config = json(files, b.Config);
    expect(b.Config).toBe(`${sha256(files.get(b.Config))}.json`);
    expect(config.architecture).toBe('arm64');
    expect(config.rootfs.diff_ids).toEqual(b.Layers.map((name: string) => `sha256:${sha256(files.get(name))}`));
    expect(json(files, a.Config).history.map((step: { empty_layer?: boolean }) => step.empty_layer)).toEqual([
      undefined,
      true,
    ]);
  });

  it('gives the same bytes each time, so that nothing is made twice', async () => {
    const make = async () =>
      imageArchive(
        [{ tag: 'sample/a:1', layers: [await layer('ADD', [{ name: 'a', content: 'a' }])], config: {} }],
        'amd64',
      );
    expect((await make()).equals(await make())).toBe(true);
  });
});

describe('layersImage', () => {
  it('has 12 layers and more, with overwritten, deleted, hidden and returned files', async () => {
    const image = await layersImage(await layer('ADD base', []));
    const layers = image.layers.flatMap(({ tar }) => (tar === undefined ? [] : [tar]));
    expect(layers.length).toBeGreaterThanOrEqual(12);
    const names = (await Promise.all(layers.map(read))).map((files) => [...files.keys()]);
    const count = (name: string) => names.flat().filter((entry) => entry === name).length;
    expect({
      overwritten: count('app/main.js'),
      deleted: count('var/cache/.wh.archive.bin'),
      opaque: count('app/packages/.wh..wh..opq'),
      returned: count('app/README'),
    }).toEqual({ overwritten: 3, deleted: 1, opaque: 1, returned: 2 });
  });
});
