/** Which numbers lines have that had others before older lines came between them. */
import type { Run } from './weave-lines';

/** Kept of all moves together, 8 bytes each. Who asks is a moment behind, not many loads. */
const mostKept = 500_000;

interface Moves {
  /** Rising: numbers of lines before which others were put. */
  readonly before: Uint32Array;
  /** So many were put there and before those that follow. */
  readonly lines: Uint32Array;
}

export class LineMoves {
  /** Rises each time that lines get other numbers. */
  era = 0;
  /** The newest last. */
  readonly #past: Moves[] = [];
  #kept = 0;

  /** `runs`: all that were put in, in order. */
  add(runs: readonly Run[]): void {
    const lines = new Uint32Array(runs.length);
    let sum = 0;
    for (let at = runs.length - 1; at >= 0; at -= 1) {
      const { from, to } = runs[at] as Run;
      sum += to - from;
      lines[at] = sum;
    }
    this.#past.push({ before: Uint32Array.from(runs, ({ before }) => before), lines });
    this.#kept += runs.length;
    this.era += 1;
    while (this.#kept > mostKept && this.#past.length > 1) this.#kept -= this.#past.shift()?.lines.length ?? 0;
  }

  /** The number now of a line that had this one in an era; undefined when that is too long ago, or is to come. */
  now(line: number, era: number): number | undefined {
    const first = this.era - this.#past.length;
    if (era < first || era > this.era) return undefined;
    return this.#past.slice(era - first).reduce((number, moves) => moved(number, moves), line);
  }
}

function moved(line: number, { before, lines }: Moves): number {
  let low = 0;
  let high = before.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle] as number) > line) high = middle;
    else low = middle + 1;
  }
  return line - (lines[low] ?? 0);
}
