import * as z from 'zod';
import { type ContainerId, containerId, type EngineId, engineId } from './ids';
import type { JobResult } from './jobs';
import { type RunSpec, runSpec } from './run-spec';
import { answers, verb } from './verb';

const one = z.object({ engine: engineId, id: containerId });

/** A container as the run dialog would have been told to make it. */
export interface ContainerSpec {
  /** For one made anew in its place: volumes without a name of their own are kept. */
  readonly spec: RunSpec;
  /** For a line to copy: these are new and empty. */
  readonly copy: RunSpec;
  /** Flags of `docker run` that no field says. Recreate keeps them all the same. */
  readonly leftOut: readonly string[];
  /** Settings that this engine does not tell of any container, by their flag: whether it has them is not known. */
  readonly untold: readonly string[];
  /** What its image's name means today: the image it was made from, another, or none that is here. */
  readonly image: 'same' | 'moved' | 'missing';
}

/**
 * How far an edit has come; each is done before the next is written down:
 * the new one is created beside the old, the old one stopped and put aside, the new one named, started and proved, the old one deleted.
 */
export const editSteps = ['create', 'stop', 'put-aside', 'name', 'start', 'prove', 'delete'] as const;
export type EditStep = (typeof editSteps)[number];

/** An edit that Berth or the engine did not live to end. */
export interface UnfinishedEdit {
  /** Names it for `settleEdit`. */
  readonly id: string;
  readonly engine: EngineId;
  readonly name: string;
  readonly startedAt: number;
  /** The one that was begun last. */
  readonly step: EditStep;
  /** What there is of the two now, and whether it runs. */
  readonly old?: { readonly id: ContainerId; readonly name: string; readonly running: boolean };
  readonly made?: { readonly id: ContainerId; readonly name: string; readonly running: boolean };
}

const reference = z.string().min(1).max(4_096);

export const containerEdit = {
  spec: verb.input(one).output(answers<ContainerSpec>()),
  /**
   * Makes a new container in the place of an old one, which is kept until the new one has run for 10 s, or is healthy where it
   * has a check, and which comes back by itself when it does not. Anonymous volumes that `spec` names are carried over.
   */
  recreate: verb
    .input(
      one.extend({
        spec: runSpec,
        /** Absent: as the old one, running or not. One that is not started is not proved either. */
        start: z.boolean().optional(),
        /** Of a container with a health check: not only running, but healthy. */
        waitHealthy: z.boolean().default(true),
      }),
    )
    .output(answers<JobResult>()),
  /** Those that nobody works on. */
  unfinishedEdits: verb.input(z.object({ engine: engineId })).output(answers<readonly UnfinishedEdit[]>()),
  /** Goes on with one, or brings the old container back. Whatever step it stopped at, and as often as it takes. */
  settleEdit: verb
    .input(z.object({ engine: engineId, edit: z.string().min(1).max(64), how: z.enum(['finish', 'undo']) }))
    .output(answers<JobResult>()),
  /** Its files as an image. `pause`: it stands still meanwhile, so that no file is caught half-written. */
  commit: verb
    .input(
      one.extend({
        reference,
        message: z.string().max(10_000).default(''),
        author: z.string().max(1_000).default(''),
        pause: z.boolean().default(true),
      }),
    )
    .output(answers<JobResult>()),
};
