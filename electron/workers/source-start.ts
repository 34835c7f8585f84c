/**
 * Where the lines of one source begin, and how many it has: counted as they come, since looking through ten million takes a second.
 *
 * Lines that still wait to be merged count too. Once some were dropped nobody asks.
 */

/** Of a stream: its first stamp, and how many lines with exactly that are there. */
export interface First {
  readonly at: number;
  readonly same: number;
}

/** An engine counts each part of a long line. */
const partBytes = 16_384;

export class SourceStart {
  /** By stream. */
  firsts: readonly (First | undefined)[] = [undefined, undefined, undefined];
  /** Lines as an engine counts them. */
  have = 0;

  /** A line came; `at` NaN without a stamp. */
  add(stream: number, at: number, bytes: number): void {
    this.have += linesOf(bytes);
    const first = this.firsts[stream];
    if (first ? first.at === at : !Number.isNaN(at)) this.#set(stream, { at, same: 1 + (first?.same ?? 0) });
  }

  /** Older lines were put before it, in order. */
  prepend(lines: readonly { readonly stream: number; readonly at: number; readonly bytes: number }[]): void {
    const older = new SourceStart();
    for (const { stream, at, bytes } of lines) older.add(stream, at, bytes);
    this.have += older.have;
    older.firsts.forEach((first, stream) => {
      const before = this.firsts[stream];
      if (first) this.#set(stream, { at: first.at, same: first.same + (before?.at === first.at ? before.same : 0) });
    });
  }

  copy(): SourceStart {
    const made = new SourceStart();
    made.firsts = this.firsts;
    made.have = this.have;
    return made;
  }

  #set(stream: number, first: First): void {
    this.firsts = this.firsts.map((one, index) => (index === stream ? first : one));
  }
}

function linesOf(bytes: number): number {
  return 1 + Math.floor(bytes / partBytes);
}
