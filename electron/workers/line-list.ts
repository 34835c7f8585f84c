/**
 * Some of a log's line numbers in rising order, each with a row number that it keeps: rows count from `firstNumber` on, and
 * down from it for what is put before. Four bytes a row.
 */
import { firstNumber } from '../common/contract/log-rules';

const chunkSize = 8_192;

export class LineList {
  /** Rows are `first` to `end` - 1. */
  first = firstNumber;
  end = firstNumber;
  /** `chunks[0]` holds the rows from `#chunkBase * chunkSize` on. A line number is below 2^32. */
  readonly #chunks: Uint32Array[] = [];
  #chunkBase = Math.floor(firstNumber / chunkSize);

  get length(): number {
    return this.end - this.first;
  }

  push(line: number): void {
    const chunk = Math.floor(this.end / chunkSize);
    if (this.#chunks.length === 0) this.#chunkBase = chunk;
    const place = chunk - this.#chunkBase;
    if (place >= this.#chunks.length) this.#chunks.push(new Uint32Array(chunkSize));
    (this.#chunks[place] as Uint32Array)[this.end % chunkSize] = line;
    this.end += 1;
  }

  /** Puts a line before all others. */
  unshift(line: number): void {
    const row = this.first - 1;
    const chunk = Math.floor(row / chunkSize);
    if (this.#chunks.length === 0) this.#chunkBase = chunk + 1;
    if (chunk < this.#chunkBase) {
      this.#chunks.unshift(new Uint32Array(chunkSize));
      this.#chunkBase -= 1;
    }
    (this.#chunks[0] as Uint32Array)[row % chunkSize] = line;
    this.first = row;
  }

  /** The line of a row that is there. */
  at(row: number): number {
    const chunk = this.#chunks[Math.floor(row / chunkSize) - this.#chunkBase];
    return (chunk as Uint32Array)[row % chunkSize] as number;
  }

  /** The row of the line, or of the next one that is in the list. */
  rowOf(line: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.at(middle) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Forgets the lines before this one. */
  dropBefore(line: number): void {
    if (this.length === 0 || this.at(this.first) >= line) return;
    this.first = this.rowOf(line);
    const gone = Math.min(this.#chunks.length, Math.floor(this.first / chunkSize) - this.#chunkBase);
    if (gone <= 0) return;
    this.#chunks.splice(0, gone);
    this.#chunkBase += gone;
  }
}
