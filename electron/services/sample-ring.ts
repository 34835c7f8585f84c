import type { ContainerId } from '../common/contract/ids';
import type { StatsSample } from '../common/contract/stats';

const fields = [
  'cpu',
  'cores',
  'memory',
  'memoryLimit',
  'networkIn',
  'networkOut',
  'blockRead',
  'blockWrite',
  'pids',
  'pidsLimit',
] as const satisfies readonly (keyof StatsSample)[];

/** ms that samples are kept. */
export const keptFor = 30 * 60_000;
/** One a second; a few more come when an engine catches up. */
const capacity = 1_850;
const firstCapacity = 64;

/**
 * The last half hour of one container's samples, as columns of numbers: 48 bytes a sample where objects take 200.
 *
 * Seven digits of each figure are kept, which no chart can show.
 */
export class SampleRing {
  readonly id: ContainerId;
  #times = new Float64Array(firstCapacity);
  #values = new Float32Array(firstCapacity * fields.length);
  #start = 0;
  #count = 0;

  constructor(id: ContainerId) {
    this.id = id;
  }

  push(sample: StatsSample): void {
    if (this.#count === this.#times.length) {
      if (this.#count < capacity) this.#grow();
      else {
        this.#start = (this.#start + 1) % this.#times.length;
        this.#count -= 1;
      }
    }
    const at = (this.#start + this.#count) % this.#times.length;
    this.#times[at] = sample.at;
    fields.forEach((field, index) => {
      this.#values[at * fields.length + index] = sample[field] ?? Number.NaN;
    });
    this.#count += 1;
  }

  /** Oldest first; those older than half an hour before `now` (ms, the engine's clock) are left out. */
  samples(now: number): readonly StatsSample[] {
    const found: StatsSample[] = [];
    for (let step = 0; step < this.#count; step += 1) {
      const at = (this.#start + step) % this.#times.length;
      const time = this.#times[at] ?? 0;
      if (time < now - keptFor) continue;
      const sample: Record<string, number> = {};
      fields.forEach((field, index) => {
        const value = this.#values[at * fields.length + index];
        // The hole of an absent figure.
        if (value !== undefined && !Number.isNaN(value)) sample[field] = value;
      });
      found.push({ id: this.id, at: time, ...sample });
    }
    return found;
  }

  /** Only grows before the first is overwritten, so the oldest stands at 0. */
  #grow(): void {
    const size = Math.min(capacity, this.#times.length * 2);
    const times = new Float64Array(size);
    const values = new Float32Array(size * fields.length);
    times.set(this.#times);
    values.set(this.#values);
    this.#times = times;
    this.#values = values;
  }
}
