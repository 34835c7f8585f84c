import { describe, expect, test } from 'vitest';
import type { EngineId } from '../../common/contract/ids';
import type { EngineIdentity } from '../port';
import { recorded, recordedEngines } from './fixtures/recorded';
import { toEngineInfo } from './info';

const engine = 'local' as EngineId;

describe.each(recordedEngines)('info of %s', (name) => {
  const podman = name.startsWith('podman');
  const identity = { product: podman ? 'podman' : 'docker', version: '?', apiVersion: '1.40' } as EngineIdentity;

  test('is one type', () => {
    const info = toEngineInfo(engine, identity, recorded(name, 'info').json, recorded(name, 'version').json);
    expect(info).toEqual({
      engine,
      product: identity.product,
      name: 'vm',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      apiVersion: expect.stringMatching(/^1\.(41|45|51)$/),
      minApiVersion: podman ? '1.24' : expect.stringMatching(/^1\.(12|24)$/),
      usedApiVersion: '1.40',
      operatingSystem: expect.stringMatching(/debian/i),
      kernel: '6.18.44',
      platform: 'linux/amd64',
      components: expect.arrayContaining([
        { name: podman ? 'Podman Engine' : 'Engine', version: expect.stringMatching(/^\d/) },
        { name: expect.stringMatching(/runc/), version: expect.stringMatching(/^[^\n]*\d+\.\d+/) },
      ]),
      storageDriver: podman ? 'overlay' : name === 'docker-28-containerd' ? 'overlayfs' : 'overlay2',
      imageStore: name === 'docker-28-containerd' ? 'containerd' : 'classic',
      cgroupVersion: '1',
      cgroupDriver: 'cgroupfs',
      loggingDriver: podman ? undefined : 'json-file',
      runtimes: expect.arrayContaining(['runc']),
      defaultRuntime: 'runc',
      cpus: 2,
      memory: 25_276_510_208,
      rootDirectory: expect.stringMatching(/^\/var\/lib\//),
      rootless: false,
      liveRestore: false,
      registryMirrors: [],
      insecureRegistries: podman ? [] : expect.arrayContaining(['127.0.0.0/8']),
      warnings: [],
      containers: { running: 3, paused: 1, stopped: podman ? 4 : 6 },
      images: expect.toSatisfy((count: number) => count >= 2 && count <= 4),
    });
  });
});

test('an engine that says nothing still has a page', () => {
  const identity = { product: 'docker', version: '1', apiVersion: '1.40' } as EngineIdentity;
  expect(toEngineInfo(engine, identity, null, 'x')).toMatchObject({
    version: '1',
    platform: 'unknown',
    components: [],
  });
});
