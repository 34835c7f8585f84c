import { createGate, type Gate } from './gate';

/** Nothing came of a path in time: of the one that was asked for, or of one that holds it up. */
export class SilentFileError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} does not answer`);
    this.path = path;
  }
}

/** Asks file systems that may never answer, as a network mount whose server is gone. */
export interface FileAsker {
  /**
   * @param ask takes one of Node's file threads until the system answers; its signal says that nobody waits any more
   * @throws SilentFileError after `patience` ms, or at once while an earlier question about the same path has no answer
   */
  ask<Answer>(path: string, patience: number, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

/**
 * Node has four threads for all files of a process (libuv's pool; the log store's and the settings' too), and a call that hangs keeps
 * its own: nothing can take it back. So at most `places` are asked at a time, and each path that hangs once.
 *
 * @param all shared with other askers, which together take no more than its places
 */
export function createFileAsker(places: number, all: Gate = createGate(places)): FileAsker {
  const own = createGate(places);
  /** Asked, given up, and still without an answer. */
  const late = new Set<string>();

  async function enter(limit: AbortSignal): Promise<() => void> {
    const leaveOwn = await own.enter(limit);
    try {
      const leaveAll = await all.enter(limit);
      return () => {
        leaveAll();
        leaveOwn();
      };
    } catch (error) {
      leaveOwn();
      throw error;
    }
  }

  return {
    async ask(path, patience, ask) {
      if (late.has(path)) throw new SilentFileError(path);
      const limit = AbortSignal.timeout(patience);
      const leave = await enter(limit).catch(() => {
        const [holder] = late;
        throw new SilentFileError(holder ?? path);
      });
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          late.add(path);
          reject(new SilentFileError(path));
        };
        limit.addEventListener('abort', giveUp, { once: true });
        void ask(limit)
          .then(resolve, reject)
          .finally(() => {
            limit.removeEventListener('abort', giveUp);
            late.delete(path);
            leave();
          });
      });
    },
  };
}
