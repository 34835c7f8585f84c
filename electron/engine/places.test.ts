import { describe, expect, test } from 'vitest';
import { usualPlaces } from './places';

const at = (platform: NodeJS.Platform, environment: Record<string, string> = {}) =>
  usualPlaces({ environment, home: '/home/ada', uid: 1000, platform }).map(({ source, url }) => `${source} ${url}`);

describe('the usual places, in the order of product.md E1', () => {
  test('Linux', () => {
    expect(at('linux')).toEqual([
      'docker unix:///var/run/docker.sock',
      'docker-rootless unix:///run/user/1000/docker.sock',
      'docker-desktop unix:///home/ada/.docker/desktop/docker.sock',
      'podman unix:///run/podman/podman.sock',
      'podman-rootless unix:///run/user/1000/podman/podman.sock',
      'colima unix:///home/ada/.colima/default/docker.sock',
      'rancher unix:///home/ada/.rd/docker.sock',
    ]);
    expect(at('linux', { XDG_RUNTIME_DIR: '/run/x' })).toContain('docker-rootless unix:///run/x/docker.sock');
  });

  test('macOS', () => {
    expect(at('darwin').map((place) => place.split(' ')[0])).toEqual([
      'docker',
      'docker-desktop',
      'podman-rootless',
      'colima',
      'orbstack',
      'rancher',
    ]);
    expect(at('darwin', { COLIMA_HOME: '/c' })).toContain('colima unix:///c/default/docker.sock');
  });

  test('Windows', () => {
    expect(at('win32').every((place) => place.includes('npipe:'))).toBe(true);
  });
});
