import type { ContainerId } from '@common/contract/ids';
import type { StatsSample } from '@common/contract/stats';

/** As many samples as a sparkline shows. */
const kept = 60;
/** Containers whose samples are kept; those told of longest ago go first. */
const keptContainers = 1_000;

/** A new object at each sample, never changed. */
export interface Sampled {
  readonly newest: StatsSample;
  /** CPU of one core, oldest first; undefined where it was not known. */
  readonly cpu: readonly (number | undefined)[];
}

/** The last samples of containers, by id, outside of React: a sample draws the cells that show it, not their rows. */
export class SampleBook {
  readonly #sampled = new Map<ContainerId, Sampled>();
  readonly #listeners = new Map<ContainerId, Set<() => void>>();

  of(id: ContainerId): Sampled | undefined {
    return this.#sampled.get(id);
  }

  add(samples: readonly StatsSample[]): void {
    for (const sample of samples) {
      const before = this.#sampled.get(sample.id);
      this.#sampled.delete(sample.id);
      this.#sampled.set(sample.id, { newest: sample, cpu: [...(before?.cpu.slice(1 - kept) ?? []), sample.cpu] });
      for (const listener of this.#listeners.get(sample.id) ?? []) listener();
    }
    for (const id of this.#sampled.keys()) {
      if (this.#sampled.size <= keptContainers) break;
      if (!this.#listeners.has(id)) this.#sampled.delete(id);
    }
  }

  /** Returns its undo. */
  listen(id: ContainerId, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }
}
