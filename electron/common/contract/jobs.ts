import * as z from 'zod';
import type { EditStep } from './container-edit';
import type { ContainerVerb } from './container-rules';
import type { ContainerUpdate } from './containers';
import type { ErrorData } from './errors';
import { type EngineId, type JobId, jobId } from './ids';
import type { RowsPatch } from './rows';
import { answers, streams, verb } from './verb';

/** What a person can have done: the words on the buttons and in Activity. */
export type JobVerb =
  | ContainerVerb
  | 'recreate'
  | 'finish-edit'
  | 'undo-edit'
  | 'commit'
  | 'run'
  | 'create'
  | 'pull'
  | 'start-engine'
  | 'save'
  | 'upload'
  | 'make-folder';
export type JobNoun = 'container' | 'image' | 'engine' | 'file';

/** One layer of an image on its way; sizes in bytes, of the compressed layer. */
export interface LayerProgress {
  readonly id: string;
  readonly state: 'waiting' | 'downloading' | 'checking' | 'extracting' | 'done' | 'exists';
  readonly current?: number;
  /** Absent when the engine does not say. */
  readonly total?: number;
}

/** How far an item has come, where that can be told. */
export type Progress =
  /** A bar per layer, base first. */
  | { readonly kind: 'layers'; readonly layers: readonly LayerProgress[] }
  /** `total` is absent when it is not known before the end. */
  | { readonly kind: 'bytes'; readonly done: number; readonly total?: number }
  /** What is being done now: one of a job's own steps. */
  | { readonly kind: 'step'; readonly step: JobStep };
export type JobStep = 'pulling' | 'creating' | 'connecting' | 'starting' | EditStep;

export type JobItemState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/**
 * What takes an item's change back, exactly; kept with the item, so that Activity can offer it later, over a restart too.
 *
 * `was` and `now` guard it: where something else changed the thing since, it is no longer the inverse and is refused.
 */
export type Undo =
  | { readonly verb: 'start' | 'pause' | 'unpause' }
  | { readonly verb: 'rename'; readonly was: string; readonly now: string }
  | { readonly verb: 'update'; readonly was: ContainerUpdate; readonly now: ContainerUpdate }
  | { readonly verb: 'disconnect'; readonly network: string }
  | {
      readonly verb: 'connect';
      readonly network: string;
      readonly aliases: readonly string[];
      readonly ipv4?: string;
      readonly ipv6?: string;
    };

/** One of the things that a job works on. */
export interface JobItem {
  readonly id: string;
  readonly name: string;
  readonly state: JobItemState;
  readonly error?: ErrorData;
  /** While it runs. */
  readonly progress?: Progress;
  /** The id of what it made; that stays when a later step failed. */
  readonly made?: string;
  /** Only of one that is done, and only where something is its exact inverse. */
  readonly undo?: Undo;
}

/**
 * Something that was done or is being done: the rows of "Activity".
 *
 * A job outlives the dialog, the page and the connection that began it; only `jobs.cancel` ends it early.
 */
export interface Job {
  readonly id: JobId;
  readonly engine?: EngineId;
  readonly verb: JobVerb;
  readonly noun: JobNoun;
  readonly items: readonly JobItem[];
  /** What the verb did it with: the new name, the network, the signal. */
  readonly about?: string;
  /** The job that took it back: begun, whatever came of it. */
  readonly undoneBy?: JobId;
  /** The `docker` command that does the same, secrets masked. */
  readonly command: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly error?: ErrorData;
}

/** What a verb on several things answers: each with its own result; a failed one never hides the others. */
export interface JobResult {
  readonly job: JobId;
  readonly items: readonly JobItem[];
}

export const jobs = {
  /** The last jobs, newest last; then changes. */
  watch: verb.output(streams<RowsPatch<Job, JobId>>()),
  /** Ends a running job; what is done stays done, what waits is not begun. */
  cancel: verb.input(z.object({ id: jobId })).output(answers<void>()),
  /** Forgets all jobs that are over. */
  clear: verb.output(answers<void>()),
  /** Takes back what can be taken back of a job that is over; a job of its own. What changed since is refused, `changed-since`. */
  undo: verb.input(z.object({ id: jobId })).output(answers<JobResult>()),
};
