import { randomUUID } from 'node:crypto';
import type { Container, RunResult } from '../common/contract/containers';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId, TerminalId } from '../common/contract/ids';
import type { RunSpec } from '../common/contract/run-spec';
import { maskedSpec } from '../common/run-line/masked-spec';
import { writeRunLine } from '../common/run-line/run-line';
import type { CreatedContainer, Engine } from '../engine/port';
import type { EngineKeeper } from './engines';
import type { ItemTeller, Jobs } from './jobs';
import { os } from './os';
import { pullImage } from './pull';
import { checkRun } from './run-check';

interface RunDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
  containers(engine: EngineId, signal?: AbortSignal): Promise<readonly Container[]>;
  /** Starts one that is to be typed into, with a terminal on it. */
  startAttached(engine: EngineId, id: ContainerId, start: () => Promise<void>): Promise<TerminalId | undefined>;
}

/** Containers from a run spec: looked at before, and run as a job that pulls, creates and starts. */
export function createRun(deps: RunDeps) {
  const { engines, jobs } = deps;

  async function run(id: EngineId, spec: RunSpec, start: boolean): Promise<RunResult> {
    engines.get(id); // an engine that is away is no failed run
    let created: CreatedContainer | undefined;
    let terminal: TerminalId | undefined;
    const result = await jobs.run({
      engine: id,
      verb: start ? 'run' : 'create',
      noun: 'container',
      command: writeRunLine(maskedSpec(spec), { verb: start ? 'run' : 'create' }),
      // Two runs of one spec are two containers.
      items: [{ id: randomUUID(), name: spec.name ?? spec.image }],
      each: async (_item, signal, tell) => {
        created = await createContainer(engines.get(id), spec, { signal, tell });
        tell.made(created.id);
        if (!start) return;
        // Cancelled while it was made: what is there stays, and is not started.
        signal.throwIfAborted();
        tell.progress({ kind: 'step', step: 'starting' });
        const { id: container } = created;
        const begin = () => engines.get(id).startContainer(container);
        if (!spec.tty || !spec.interactive || spec.detach) await begin();
        else terminal = await deps.startAttached(id, container, begin);
      },
    });
    return {
      ...result,
      ...(created && { container: created.id }),
      ...(terminal && { terminal }),
      warnings: created?.warnings ?? [],
      leftOut: created?.leftOut ?? [],
    };
  }

  return {
    check: os.containers.check.handler(({ input, signal }) => checkRun(deps, input, signal)),
    run: os.containers.run.handler(({ input: { engine, spec, start } }) => run(engine, spec, start)),
  };
}

/** As `docker create`: an image that is missing, or is there for another platform, is pulled first. */
export async function createContainer(
  engine: Engine,
  spec: RunSpec,
  {
    signal,
    tell,
    like,
  }: { signal: AbortSignal; tell: ItemTeller; like?: { carried: readonly string[]; from: unknown } },
): Promise<CreatedContainer> {
  const pull = () => pullImage(engine, spec.image, { platform: spec.platform, signal, tell });
  if (spec.pull === 'always') await pull();
  tell.progress({ kind: 'step', step: 'creating' });
  try {
    return await engine.createContainer(spec, like);
  } catch (error) {
    if (spec.pull === 'always' || spec.pull === 'never' || !isImageMissing(error)) throw error;
  }
  await pull();
  tell.progress({ kind: 'step', step: 'creating' });
  return engine.createContainer(spec, like);
}

function isImageMissing(error: unknown): boolean {
  return error instanceof BerthError && error.data.code === 'not-found' && error.data.params.noun === 'image';
}
