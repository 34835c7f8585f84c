import type { EngineSource } from '../common/contract/engines';

/** A place where an engine usually listens. */
export interface UsualPlace {
  readonly source: EngineSource;
  /** What the person calls what listens there. */
  readonly name: string;
  readonly url: string;
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Undefined where the system has none (Windows). */
  readonly uid: number | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * The usual sockets, in the order in which they are tried (product.md E1).
 *
 * Where each product documents its socket: Docker `dockerd -H`, "Run the Docker daemon as a non-root user", Desktop's
 * "permission requirements"; `podman system service`; Colima's and OrbStack's FAQ; Rancher Desktop's `~/.rd`.
 */
export function usualPlaces(surroundings: Surroundings): readonly UsualPlace[] {
  const { platform } = surroundings;
  if (platform === 'win32') return windowsPlaces();
  return platform === 'darwin' ? macPlaces(surroundings) : linuxPlaces(surroundings);
}

function linuxPlaces({ environment, home, uid }: Surroundings): readonly UsualPlace[] {
  const run = environment.XDG_RUNTIME_DIR || `/run/user/${uid ?? 0}`;
  return [
    { source: 'docker', name: 'Docker', url: 'unix:///var/run/docker.sock' },
    { source: 'docker-rootless', name: 'Docker rootless', url: `unix://${run}/docker.sock` },
    { source: 'docker-desktop', name: 'Docker Desktop', url: `unix://${home}/.docker/desktop/docker.sock` },
    { source: 'podman', name: 'Podman', url: 'unix:///run/podman/podman.sock' },
    { source: 'podman-rootless', name: 'Podman rootless', url: `unix://${run}/podman/podman.sock` },
    { source: 'colima', name: 'Colima', url: `unix://${colimaHome(environment, home)}/default/docker.sock` },
    { source: 'rancher', name: 'Rancher Desktop', url: `unix://${home}/.rd/docker.sock` },
  ];
}

function macPlaces({ environment, home }: Surroundings): readonly UsualPlace[] {
  return [
    { source: 'docker', name: 'Docker', url: 'unix:///var/run/docker.sock' },
    { source: 'docker-desktop', name: 'Docker Desktop', url: `unix://${home}/.docker/run/docker.sock` },
    {
      source: 'podman-rootless',
      name: 'Podman machine',
      url: `unix://${home}/.local/share/containers/podman/machine/podman.sock`,
    },
    { source: 'colima', name: 'Colima', url: `unix://${colimaHome(environment, home)}/default/docker.sock` },
    { source: 'orbstack', name: 'OrbStack', url: `unix://${home}/.orbstack/run/docker.sock` },
    { source: 'rancher', name: 'Rancher Desktop', url: `unix://${home}/.rd/docker.sock` },
  ];
}

function windowsPlaces(): readonly UsualPlace[] {
  return [
    { source: 'docker', name: 'Docker', url: 'npipe:////./pipe/docker_engine' },
    { source: 'docker-desktop', name: 'Docker Desktop', url: 'npipe:////./pipe/dockerDesktopLinuxEngine' },
    { source: 'podman', name: 'Podman machine', url: 'npipe:////./pipe/podman-machine-default' },
  ];
}

function colimaHome(environment: Surroundings['environment'], home: string): string {
  return environment.COLIMA_HOME || `${home}/.colima`;
}
