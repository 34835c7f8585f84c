import type { TerminalOutput } from '@common/contract/terminals';

/** What a terminal on screen is connected to. */
export interface TerminalPort {
  /** The session, whatever view shows it. */
  readonly session: string;
  /**
   * Brings the screen and then what changes it, again from the screen whenever the connection was lost. `painted` is to be
   * called with the characters of each `data` once they are on the screen. Returns its undo.
   */
  attach(show: (output: TerminalOutput, painted: (characters: number) => void) => void): () => void;
  /** Keys and pastes, in order. `bytes`: each character is one byte, not text. */
  write(data: string, bytes?: boolean): void;
  /** Asks for a size; it is taken over once the session says so. */
  resize(columns: number, rows: number): void;
}
