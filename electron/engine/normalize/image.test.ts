import { describe, expect, test } from 'vitest';
import type { EngineId, ImageId } from '../../common/contract/ids';
import { recorded, recordedEngines } from './fixtures/recorded';
import { toImages } from './image';
import { toImageDetails } from './image-details';

const engine = 'local' as EngineId;
const asked = `sha256:${'a'.repeat(64)}` as ImageId;

describe.each(recordedEngines)('images of %s', (name) => {
  const podman = name.startsWith('podman');
  const prefix = podman ? 'docker.io/' : '';
  // Docker's classic store knows no digest of an image that came from no registry.
  const digests = (repository: string) =>
    podman || name === 'docker-28-containerd'
      ? [expect.stringMatching(new RegExp(`^${prefix}${repository}@sha256:[0-9a-f]{64}$`))]
      : [];

  test('the list', () => {
    const rows = toImages(engine, recorded(name, 'images').json, true);
    const row = (repository: string, tags: readonly string[]) => ({
      engine,
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      tags: tags.map((tag) => `${prefix}${repository}:${tag}`),
      digests: digests(repository),
      size: expect.toSatisfy((size: number) => size > 1_900_000),
      sharedSize: podman ? 0 : undefined,
      createdAt: expect.toSatisfy((at: number) => new Date(at).getUTCFullYear() === 2026),
      labels: {},
      dangling: false,
    });
    const big = podman || name === 'docker-26' ? [] : [row('sample/big', ['1'])];
    const sorted = [...rows].sort((a, b) => (a.tags[0] ?? '').localeCompare(b.tags[0] ?? ''));
    expect(sorted).toEqual([...big, row('sample/derived', ['1', 'latest']), row('sample/shell', ['1'])]);
  });

  test('shared sizes are left out where the engine can’t tell them', () => {
    const rows = toImages(engine, recorded(name, 'images').json, false);
    expect(rows.every(({ sharedSize }) => sharedSize === undefined)).toBe(true);
  });

  test('details', () => {
    const { raw, history, ...rest } = toImageDetails(engine, asked, {
      inspect: recorded(name, 'image').json,
      history: [],
      usedBy: [],
    });
    expect(raw).toBeDefined();
    expect(history).toEqual([]);
    expect(rest).toEqual({
      engine,
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      tags: [`${prefix}sample/shell:1`],
      digests: digests('sample/shell'),
      size: expect.any(Number),
      createdAt: expect.any(Number),
      comment: podman ? 'imported from tarball' : 'Imported from -',
      platform: 'linux/amd64',
      entrypoint: [],
      command: ['sh'],
      user: '',
      workingDirectory: '',
      env: [{ name: 'PATH', value: '/bin' }],
      exposedPorts: [],
      volumes: [],
      labels: {},
      layers: [expect.stringMatching(/^sha256:/)],
      usedBy: [],
    });
  });

  test('history beside the layers', () => {
    const derived = recorded(name, 'image-derived').json;
    const details = toImageDetails(engine, asked, {
      inspect: derived,
      history: recorded(name, 'history').json,
      usedBy: [],
    });
    // A container that changed no file was committed: Docker adds no layer for that, Podman does.
    expect(details.history.map(({ layer }) => layer?.index)).toEqual([0, podman ? 1 : undefined]);
    expect(details.history.flatMap(({ layer }) => layer?.diffId ?? [])).toEqual(details.layers);
    const [base, top] = details.history;
    expect(base?.createdBy).toBe(podman ? base?.createdBy : '');
    expect(top?.tags).toEqual(
      name === 'podman-4.3' ? [] : [`${prefix}sample/derived:1`, `${prefix}sample/derived:latest`],
    );
  });
});

describe('odd images', () => {
  const of = (more: object) => toImages(engine, [{ Id: asked, ...more }], true)[0];

  test('<none> is no name', () => {
    expect(of({ RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] })).toMatchObject({
      tags: [],
      digests: [],
      dangling: true,
    });
    expect(of({ RepoTags: null })).toMatchObject({ tags: [], dangling: true });
  });

  test('RE-06: negative sizes and dates before 1970 are unknown', () => {
    expect(of({ Size: -1, SharedSize: -1, Created: -62_135_596_800 })).toMatchObject({
      size: 0,
      sharedSize: undefined,
      createdAt: 0,
    });
  });

  test('RE-06: a date beyond all calendars is unknown', () => {
    for (const Created of [Number.MAX_VALUE, 1e300, '275761-01-01', {}]) expect(of({ Created })?.createdAt).toBe(0);
  });

  test('an id without its algorithm gets it', () => {
    expect(toImages(engine, [{ Id: 'a'.repeat(64) }], true)[0]?.id).toBe(asked);
  });
});
