import type { EngineState, EnginesState } from '../common/contract/engines';
import type { EngineId } from '../common/contract/ids';
import type { Engine, EngineEvent } from '../engine/port';

/** Finds engines, connects them and keeps them connected. All services reach an engine through it. */
export interface EngineKeeper {
  /**
   * The connected engine. Ask anew for each call: after a reconnect it is another object.
   *
   * @throws BerthError `engine-unknown`, `engine-unreachable`, `engine-not-answering`
   */
  get(id: EngineId): Engine;
  /** All engines with their connection, and how they were found. */
  state(): EnginesState;
  /** Called at each change of `state()`. Returns its undo, as all below do. */
  watch(listener: (state: EnginesState) => void): () => void;
  /** Every event of one engine, in order, from one subscription that all share. */
  onEvent(id: EngineId, listener: (event: EngineEvent) => void): () => void;
  /** Called when events may have been lost (reconnected, a gap): what was learned from events has to be read anew. */
  onRelist(id: EngineId, listener: () => void): () => void;
  /** Called when an engine's phase changes (connected, reconnecting …). */
  onPhase(id: EngineId, listener: (state: EngineState) => void): () => void;
  /** Tries at once; without an id it looks for engines again. */
  retry(id?: EngineId): void;
  close(): Promise<void>;
}
