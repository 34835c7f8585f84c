import * as z from 'zod';
import { type ContainerId, containerId, engineId } from './ids';
import { answers, streams, verb } from './verb';

/**
 * What one container uses at one moment. Rates are per second between this sample and the one before.
 *
 * Absent fields are those that the engine did not tell (Podman, stopped containers): a dash, never 0 or NaN.
 */
export interface StatsSample {
  readonly id: ContainerId;
  /** ms since the epoch, by the engine's clock. */
  readonly at: number;
  /** Of one core: 1 is one core fully used. */
  readonly cpu?: number;
  /** Cores it may use: its limit, else the machine's. */
  readonly cpuLimit?: number;
  /** bytes, without the page cache (cgroup v1 `cache`, v2 `inactive_file`), as `docker stats` shows it. */
  readonly memory?: number;
  /** bytes */
  readonly memoryLimit?: number;
  readonly networkIn?: number;
  readonly networkOut?: number;
  readonly blockRead?: number;
  readonly blockWrite?: number;
  readonly pids?: number;
  readonly pidsLimit?: number;
}

export const stats = {
  /**
   * Samples of the containers that are on screen, about one a second each, several in one message; newest wins. One
   * engine stream a container, shared by all who watch it, closed when nobody does.
   */
  watch: verb
    .input(z.object({ engine: engineId, ids: z.array(containerId).max(300) }))
    .output(streams<readonly StatsSample[]>()),
  /** What was sampled in the last 30 minutes, oldest first; kept while Berth runs. */
  history: verb.input(z.object({ engine: engineId, id: containerId })).output(answers<readonly StatsSample[]>()),
};
