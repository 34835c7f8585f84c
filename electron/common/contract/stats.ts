import * as z from 'zod';
import { type ContainerId, containerId, engineId } from './ids';
import { answers, streams, verb } from './verb';

/**
 * What one container uses at one moment. Rates are per second between this sample and the one before.
 *
 * Absent fields are those that the engine did not tell (Podman, stopped containers, the first sample's rates): a dash, never 0
 * or NaN.
 */
export interface StatsSample {
  readonly id: ContainerId;
  /** ms since the epoch, by the engine's clock. */
  readonly at: number;
  /** Of one core: 1 is one core fully used. */
  readonly cpu?: number;
  /** Cores of the engine's machine that are there for it; a limit of its own stands in its details. */
  readonly cores?: number;
  /** bytes, without the page cache that could be given back (`inactive_file`), as `docker stats` shows it. */
  readonly memory?: number;
  /** bytes: its own limit, else the machine's memory. */
  readonly memoryLimit?: number;
  /** bytes a second, over all of its networks. */
  readonly networkIn?: number;
  readonly networkOut?: number;
  /** bytes a second, over all devices. */
  readonly blockRead?: number;
  readonly blockWrite?: number;
  readonly pids?: number;
  readonly pidsLimit?: number;
}

/** How closely it is looked at: a page about one container, or one row among many. */
const statsPaces = ['live', 'calm'] as const;
export type StatsPace = (typeof statsPaces)[number];

/** As many as one watcher may name; more rows than any screen shows. */
const watchedAtOnce = 300;

export const stats = {
  /**
   * Samples of the containers that are on screen, at most once a second, several in one message; newest wins. One engine stream a
   * container, shared by all who watch it, closed when nobody does.
   *
   * `live`: about one a second each. `calm`: so while it is busy; one that does nothing is looked at ever more rarely, at last
   * every 16 s. Those that are not running are silent, and come by themselves once they run.
   */
  watch: verb
    .input(
      z.object({
        engine: engineId,
        ids: z.array(containerId).max(watchedAtOnce),
        pace: z.enum(statsPaces).default('live'),
      }),
    )
    .output(streams<readonly StatsSample[]>()),
  /** What was sampled in the last 30 minutes while somebody watched, oldest first; kept while Berth runs. */
  history: verb.input(z.object({ engine: engineId, id: containerId })).output(answers<readonly StatsSample[]>()),
};
