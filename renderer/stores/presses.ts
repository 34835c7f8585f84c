import type { JobVerb } from '@common/contract/jobs';
import { create } from 'zustand';

interface Presses {
  /** Verbs that were pressed and whose answer is awaited, by the id of the thing. */
  readonly presses: ReadonlyMap<string, JobVerb>;
  /**
   * Does `call` for those ids on which the same verb is not under way already: a double click and a held Enter ask once
   * (DE-01). Resolves when it is answered; throws what `call` throws.
   */
  press<Id extends string>(verb: JobVerb, ids: readonly Id[], call: (ids: Id[]) => Promise<unknown>): Promise<void>;
}

/** The row tells the result a moment after the answer: until then it would flash its old state. */
const afterglow = 250;

export const usePresses = create<Presses>((set, get) => ({
  presses: new Map(),
  press: async (verb, ids, call) => {
    const fresh = ids.filter((id) => get().presses.get(id) !== verb);
    if (fresh.length === 0) return;
    set(({ presses }) => ({ presses: new Map([...presses, ...fresh.map((id) => [id, verb] as const)]) }));
    const drop = () =>
      set(({ presses }) => ({
        presses: new Map([...presses].filter(([id, pressed]) => pressed !== verb || !fresh.some((one) => one === id))),
      }));
    try {
      await call(fresh);
      setTimeout(drop, afterglow);
    } catch (error) {
      drop();
      throw error;
    }
  },
}));
