import * as z from 'zod';
import { containerId, engineId } from './ids';
import type { JobResult } from './jobs';
import { answers, verb } from './verb';

/** A process of a container, as `top` tells it. Absent fields are those that the engine did not tell. */
export interface Process {
  /**
   * Its number inside the container, which a signal needs.
   *
   * Docker tells only the number on its own machine. Where that is this machine, the kernel translates; elsewhere it is absent,
   * and the process can't be sent a signal.
   */
  readonly pid?: number;
  /** Its number on the engine's machine. */
  readonly hostPid?: number;
  /** The one that the container is there for: it ends when this one does. */
  readonly main: boolean;
  readonly user: string;
  /** Of one core, over its whole life: 1 is one core fully used. */
  readonly cpu?: number;
  /** Seconds of processor time so far. */
  readonly cpuTime?: number;
  readonly command: string;
}

const one = z.object({ engine: engineId, id: containerId });

export const processes = {
  /** A look at one moment: no engine tells of processes by itself. `wrong-state` when it is not running. */
  list: verb.input(one).output(answers<readonly Process[]>()),
  /**
   * Sends a signal to one process: to the main one by the engine, to others by a `kill` inside the container, as root.
   *
   * `pid` is the number inside the container. `no-shell` when it has neither a shell nor a `kill`.
   */
  kill: verb
    .input(
      one.extend({
        pid: z.number().int().min(1).max(4_194_304),
        /** What it runs, for the record. */
        command: z.string().max(4_096).default(''),
        signal: z.string().regex(/^(SIG)?[A-Z][A-Z0-9]{1,15}([+-]\d{1,2})?$/, 'a signal'),
      }),
    )
    .output(answers<JobResult>()),
};
