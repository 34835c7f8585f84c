import type { TerminalOutput } from '@common/contract/terminals';

/** As much of a terminal as is written to. */
export interface Screen {
  /** `done`: it has been read and takes effect at the next painting. */
  write(text: string, done: () => void): void;
  /** Anything but text, in its turn. */
  show(output: Exclude<TerminalOutput, { kind: 'data' }>): void;
}

type Frame = (run: () => void) => () => void;

const browserFrame: Frame = (run) => {
  const handle = requestAnimationFrame(run);
  return () => cancelAnimationFrame(handle);
};

/**
 * Hands what comes to a terminal once for each painted frame, and acknowledges it once: each write has its price in xterm,
 * each acknowledgement its way to main. What comes after a quiet frame goes at once, so that an echo does not wait.
 */
export class FrameWriter {
  readonly #screen: Screen;
  readonly #frame: Frame;
  #text: string[] = [];
  #painted: ((characters: number) => void) | undefined;
  #undo: (() => void) | undefined;

  constructor(screen: Screen, frame: Frame = browserFrame) {
    this.#screen = screen;
    this.#frame = frame;
  }

  take(output: TerminalOutput, painted: (characters: number) => void): void {
    if (output.kind !== 'data') {
      // A fresh screen replaces what waits; only main still has to hear of it.
      if (output.kind === 'screen') this.#drop();
      else this.#flush();
      this.#screen.show(output);
      return;
    }
    this.#text.push(output.data);
    this.#painted = painted;
    if (this.#undo) return;
    this.#flush();
    this.#undo = this.#frame(() => this.#nextFrame());
  }

  /** Leaves what waits. */
  dispose(): void {
    this.#undo?.();
    this.#text = [];
  }

  #nextFrame(): void {
    this.#undo = undefined;
    if (this.#text.length === 0) return;
    this.#flush();
    this.#undo = this.#frame(() => this.#nextFrame());
  }

  #flush(): void {
    const painted = this.#painted;
    if (this.#text.length === 0 || !painted) return;
    const text = this.#text.join('');
    this.#text = [];
    this.#screen.write(text, () => painted(text.length));
  }

  #drop(): void {
    const characters = this.#text.reduce((sum, text) => sum + text.length, 0);
    this.#text = [];
    if (characters > 0) this.#painted?.(characters);
  }
}
