import type { Capabilities, EngineProduct } from '../common/contract/engines';
import { compareVersions } from './api-version';

/** What tells engines apart. */
export interface EngineFacts {
  readonly product: EngineProduct;
  /** The one in use. */
  readonly apiVersion: string;
  /** Of the product: Podman's abilities go by it, since its Docker API has said 1.41 for years. */
  readonly version: string;
  /** Images live in containerd's store. */
  readonly containerdStore: boolean;
}

/** What an engine can, from what it says of itself. Seen on Docker 20.10 to 28 and Podman 4.3 to 5.8. */
export function capabilitiesOf({ product, apiVersion, version, containerdStore }: EngineFacts): Capabilities {
  const docker = product === 'docker';
  const since = (api: string) => docker && compareVersions(apiVersion, api) >= 0;
  return {
    'update-limits': docker || compareVersions(version, '5.0') >= 0,
    'health-events': docker,
    // https://docs.docker.com/reference/api/engine/version-history/ (v1.42, v1.47)
    'shared-size': since('1.42'),
    'image-manifests': since('1.47') && containerdStore,
    distribution: docker,
    buildkit: since('1.39'),
    swarm: docker,
    'console-size': since('1.42'),
  };
}
