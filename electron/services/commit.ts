import { commitCommand } from '../common/contract/commands';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import { parseReference } from '../common/contract/image-reference';
import type { EngineKeeper } from './engines';
import type { Jobs } from './jobs';
import { os } from './os';

interface CommitDeps {
  readonly engines: Pick<EngineKeeper, 'get'>;
  readonly jobs: Pick<Jobs, 'run'>;
  /** Of containers, for the record. */
  namesOf(engine: EngineId, ids: readonly ContainerId[]): Promise<readonly string[]>;
}

/** An image of a container's files. */
export function createCommit({ engines, jobs, namesOf }: CommitDeps) {
  return {
    commit: os.containers.commit.handler(async ({ input: { engine, id, ...options } }) => {
      const { reference } = options;
      const parsed = parseReference(reference);
      if ('problem' in parsed || parsed.digest !== undefined) {
        const reason = 'problem' in parsed ? parsed.problem : 'digest';
        throw new BerthError('bad-input', { field: 'reference', reason });
      }
      engines.get(engine); // an engine that is away is the call's error, not a failed job
      const [name = id] = await namesOf(engine, [id]);
      return jobs.run({
        engine,
        verb: 'commit',
        noun: 'container',
        about: reference,
        command: commitCommand(name, reference, options),
        items: [{ id, name }],
        options,
        each: async (_id, _signal, tell) => {
          tell.made(await engines.get(engine).commitContainer(id, options));
        },
      });
    }),
  };
}
