import type { Toolbox } from '../common/contract/terminals';
import type { Engine } from '../engine/port';

/**
 * Small, static (so that it runs on any image's files), for all platforms and known to everybody:
 * https://hub.docker.com/_/busybox. The second is Berth's own sample, which an engine without a registry can have.
 */
const usual = ['busybox:musl', 'sample/toolbox:1'] as const;

/** The image of debug shells on this engine: what the person set, else the first of the usual ones that is there. */
export async function findToolbox(engine: Engine, set: string | undefined, signal?: AbortSignal): Promise<Toolbox> {
  const wanted = set ? [set] : usual;
  for (const image of wanted) {
    if ((await engine.findImage(image, signal)) !== undefined) return { image, present: true };
  }
  return { image: wanted[0] ?? usual[0], present: false };
}
