import type { ContainerSpec } from '../../common/contract/container-edit';
import type { ContainerDetails } from '../../common/contract/containers';
import { BerthError } from '../../common/contract/errors';
import type { ImageId } from '../../common/contract/ids';
import type { ImageDetails } from '../../common/contract/images';
import { specOfContainer } from '../../common/run-line/spec-of-container';
import type { Engine } from '../../engine/port';

/** Seen on Podman 4.3: its service takes or keeps these, and its `inspect` is silent about them. */
const untoldByPodman = [
  '--cgroupns',
  '--domainname',
  '--device-cgroup-rule',
  '--gpus',
  '--ip',
  '--ip6',
  '--ipc',
  '--log-opt',
  '--mac-address',
  '--sysctl',
  '--userns',
];

/** The run specs of a container that is there: to make it anew in its place, and to make another like it. */
export async function specsOf(engine: Engine, details: ContainerDetails, signal?: AbortSignal): Promise<ContainerSpec> {
  const [image, info, now] = await Promise.all([
    imageOf(engine, details.imageId, signal),
    engine.info(signal),
    engine.findImage(details.image, signal),
  ]);
  const { spec, leftOut } = specOfContainer(details, image, { engine: info, anonymousVolumes: 'kept' });
  const { spec: copy } = specOfContainer(details, image, { engine: info, anonymousVolumes: 'new' });
  return {
    spec,
    copy,
    leftOut,
    untold: engine.identity.product === 'podman' ? untoldByPodman : [],
    image: now === undefined ? 'missing' : now === details.imageId ? 'same' : 'moved',
  };
}

async function imageOf(
  engine: Engine,
  id: ImageId | undefined,
  signal?: AbortSignal,
): Promise<ImageDetails | undefined> {
  try {
    return id && (await engine.inspectImage(id, signal));
  } catch (error) {
    if (error instanceof BerthError && error.data.code === 'not-found') return undefined;
    throw error;
  }
}
