import { pullCommand } from '../common/contract/commands';
import { BerthError } from '../common/contract/errors';
import { parseReference } from '../common/contract/image-reference';
import type { Engine } from '../engine/port';
import type { EngineKeeper } from './engines';
import type { ItemTeller, Jobs } from './jobs';
import { os } from './os';

/** Pulls to the end, telling each layer's way. Throws when the engine has not got the image then (ST-20). */
export async function pullImage(
  engine: Engine,
  reference: string,
  { platform, signal, tell }: { platform?: string | undefined; signal: AbortSignal; tell: ItemTeller },
): Promise<void> {
  tell.progress({ kind: 'layers', layers: [] });
  for await (const layers of engine.pullImage(reference, { platform, signal })) {
    tell.progress({ kind: 'layers', layers });
  }
}

export function createPull({ engines, jobs }: { readonly engines: EngineKeeper; readonly jobs: Jobs }) {
  return {
    pull: os.images.pull.handler(({ input: { engine, reference, platform } }) => {
      const parsed = parseReference(reference);
      if ('problem' in parsed) throw new BerthError('bad-input', { field: 'reference', reason: parsed.problem });
      engines.get(engine); // an engine that is away is no failed pull
      return jobs.run({
        engine,
        verb: 'pull',
        noun: 'image',
        command: pullCommand(reference, { platform }),
        items: [{ id: reference, name: reference }],
        options: { platform },
        each: (_id, signal, tell) => pullImage(engines.get(engine), reference, { platform, signal, tell }),
      });
    }),
  };
}
