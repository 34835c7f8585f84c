import { createHash } from 'node:crypto';
import { type Header, pack } from 'tar-stream';

/** One entry of a layer; a deletion is an empty file called `.wh.NAME` (OCI image specification, "Whiteouts"). */
export interface LayerEntry {
  readonly name: string;
  readonly type?: 'file' | 'directory' | 'symlink';
  readonly content?: string | Buffer;
  /** Symlinks: where it points. */
  readonly target?: string;
  readonly mode?: number;
}

export interface SampleImage {
  /** `sample/web:1` */
  readonly tag: string;
  readonly layers: readonly SampleLayer[];
  /** Docker's image config: Cmd, Env, ExposedPorts, Healthcheck (times in nanoseconds), Labels. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface SampleLayer {
  /** The history's line, as a Dockerfile's step would leave it. */
  readonly step: string;
  /** Absent: the step changed no file (ENV, LABEL). */
  readonly tar?: Buffer;
}

/** Always the same, so that a second seed makes the very same digests. */
const created = '2026-01-15T10:00:00Z';

export async function layer(step: string, entries: readonly LayerEntry[]): Promise<SampleLayer> {
  return { step, tar: await tarOf(entries) };
}

async function tarOf(entries: readonly LayerEntry[]): Promise<Buffer> {
  const tar = pack();
  const parts: Buffer[] = [];
  const read = (async () => {
    for await (const part of tar) parts.push(part as Buffer);
  })();
  for (const { name, type = 'file', content = '', target, mode = type === 'file' ? 0o644 : 0o755 } of entries) {
    const header: Partial<Header> & { name: string } = { name, type, mode, linkname: target, mtime: new Date(created) };
    await new Promise<void>((done, fail) =>
      tar.entry(header, type === 'file' ? content : '', (error) => (error ? fail(error) : done())),
    );
  }
  tar.finalize();
  await read;
  return Buffer.concat(parts);
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/**
 * A Docker archive of several images, as `POST /images/load` takes it on Docker and Podman alike.
 *
 * Made by hand rather than built: no engine work, any shape of layers, the same ids everywhere. Layers that images share are in
 * it once. `architecture` in Docker's words (amd64, arm64).
 */
export async function imageArchive(images: readonly SampleImage[], architecture: string): Promise<Buffer> {
  const files = new Map<string, string | Buffer>();
  const manifest = images.map(({ tag, layers, config }) => {
    const digests = layers.flatMap(({ tar }) => (tar === undefined ? [] : [{ tar, digest: sha256(tar) }]));
    for (const { tar, digest } of digests) files.set(`${digest}/layer.tar`, tar);
    const text = JSON.stringify({
      architecture,
      os: 'linux',
      created,
      config: { Env: ['PATH=/bin'], WorkingDir: '/', ...config },
      rootfs: { type: 'layers', diff_ids: digests.map(({ digest }) => `sha256:${digest}`) },
      history: layers.map(({ step, tar }) => ({
        created,
        created_by: step,
        empty_layer: tar === undefined || undefined,
      })),
    });
    files.set(`${sha256(text)}.json`, text);
    // In full: Podman takes a short name in an archive for `localhost/…`, Docker shortens it again.
    return {
      Config: `${sha256(text)}.json`,
      RepoTags: [`docker.io/${tag}`],
      Layers: digests.map(({ digest }) => `${digest}/layer.tar`),
    };
  });
  files.set('manifest.json', JSON.stringify(manifest));
  return tarOf([...files].map(([name, content]) => ({ name, content })));
}
