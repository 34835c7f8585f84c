import { pullCommand } from '../common/contract/commands';
import { BerthError } from '../common/contract/errors';
import type { EngineId } from '../common/contract/ids';
import type { Toolbox } from '../common/contract/terminals';
import type { Engine } from '../engine/port';
import type { Jobs } from './jobs';
import { pullImage } from './pull';
import type { Engines } from './terminal-program';

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

/** Once for an engine, as a job that Activity shows. @throws BerthError `no-toolbox` with why it could not be pulled */
export async function pullToolbox(
  { engines, jobs, engine }: { engines: Engines; jobs: Pick<Jobs, 'run'>; engine: EngineId },
  image: string,
): Promise<void> {
  const { items } = await jobs.run({
    engine,
    verb: 'pull',
    noun: 'image',
    command: pullCommand(image),
    items: [{ id: image, name: image }],
    options: { platform: undefined },
    each: (_id, signal, tell) => pullImage(engines.get(engine), image, { signal, tell }),
  });
  const [item] = items;
  if (item?.state === 'done') return;
  const { code, params, raw } = item?.error ?? {};
  throw new BerthError('no-toolbox', { image, reason: params?.reason ?? code ?? 'cancelled' }, { ...(raw && { raw }) });
}
