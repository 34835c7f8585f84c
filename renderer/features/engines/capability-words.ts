import type { Capability } from '@common/contract/engines';

/** What a capability lets a person do, and why an engine lacks it; English, translated where shown. */
export const capabilityWords: Readonly<Record<Capability, { readonly can: string; readonly cannot: string }>> = {
  'update-limits': {
    can: 'Change limits and the restart policy of a container that exists',
    cannot: 'This engine has no call for it (Podman before 5)',
  },
  'health-events': {
    can: 'Tell at once when a health check changes',
    cannot: 'This engine sends no health events; health is read at other events',
  },
  'shared-size': {
    can: 'Say how much of an image’s size other images share',
    cannot: 'This engine does not count shared layers',
  },
  'image-manifests': {
    can: 'List the platforms of an image that is here',
    cannot: 'Needs the containerd image store',
  },
  distribution: { can: 'Look up a tag at its registry without pulling', cannot: 'This engine has no such call' },
  buildkit: { can: 'Build with BuildKit', cannot: 'This engine has the classic builder only' },
  swarm: { can: 'Run Swarm services', cannot: 'This engine has no Swarm' },
  'console-size': {
    can: 'Give a shell its size before it starts',
    cannot: 'Needs API 1.42; the size is set right after the start instead',
  },
};
