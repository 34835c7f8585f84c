/**
 * One search over one log: finds the lines that match, a step at a time, and goes on as lines come.
 *
 * Text is searched a stretch of many lines at once, since a call per line would cost more than the search itself. A hit
 * is looked at again when it could differ from what its line alone would give.
 */
import { Buffer, isAscii } from 'node:buffer';
import { createContext, runInContext } from 'node:vm';
import { matcherPattern, withoutColours } from '../common/contract/log-rules';
import type { LogHits, LogMatcher, LogSearchProgress } from '../common/contract/logs';
import type { LogSegment } from './log-segment';
import type { LogStore } from './log-store';

/** Of text, a step: more while it goes fast, since beginning one has its price; the thread answers windows between two. */
const shortestStep = 256 * 1024;
const longestStep = 4 * 1024 * 1024;
/** ms that a step should take at most. */
const stepTime = 8;
/** A pattern that takes longer over a step backtracks without end. */
const stepTimeout = 3_000;

/** Hits in one segment, as line numbers from the segment's first. Dropped together with it. */
export interface SegmentHits {
  readonly segment: LogSegment;
  searched: number;
  lines: Uint32Array;
  count: number;
}

export class LogSearch {
  readonly #store: LogStore;
  readonly #pattern: RegExp;
  /** Looks around the match, and so beyond its line: each line has to be searched alone. */
  readonly #byLine: boolean;
  /** It is found in the bytes as well as in their text: every byte of a longer UTF-8 character is beyond ASCII. */
  readonly #inBytes: boolean;
  #stepBytes = 1024 * 1024;
  #parts: SegmentHits[] = [];
  #hits = 0;
  /** Why it was given up. */
  failed: 'too-slow' | undefined;

  /** @throws SyntaxError for a pattern that is none */
  constructor(
    store: LogStore,
    readonly matcher: LogMatcher,
  ) {
    this.#store = store;
    this.#pattern = matcherPattern(matcher);
    this.#byLine = matcher.regex === true && /\(\?<?[=!]/.test(matcher.pattern);
    // Without /u, ASCII letters are no other letters' small or capital ones.
    this.#inBytes = !this.#pattern.unicode && !matcher.regex && isAscii(Buffer.from(matcher.pattern));
  }

  /** Searches one more stretch. False when there was none left. */
  step(): boolean {
    this.#forgetDropped();
    const part = this.#nextPart();
    if (!part || this.failed) return false;
    const { segment } = part;
    const from = part.searched;
    const base = segment.starts[from] as number;
    let to = from + 1;
    while (to < segment.count && segment.endOf(to) - base <= this.#stepBytes) to += 1;
    const began = performance.now();
    const found = this.#find(segment, from, to);
    const took = performance.now() - began;
    if (took > stepTime) this.#stepBytes = Math.max(shortestStep, this.#stepBytes / 2);
    else if (took < stepTime / 4) this.#stepBytes = Math.min(longestStep, this.#stepBytes * 2);
    if (found === undefined) {
      this.failed = 'too-slow';
      return false;
    }
    append(part, found);
    this.#hits += found.length;
    part.searched = to;
    return true;
  }

  progress(): LogSearchProgress {
    this.#forgetDropped();
    const last = this.#parts.at(-1);
    const searchedTo = last ? last.segment.firstLine + last.searched : this.#store.first;
    const whole = this.#parts[0] === undefined || this.#isWholeBefore();
    const done = searchedTo >= this.#store.end && whole;
    return { hits: this.#hits, searchedTo, done, era: this.#store.moves.era };
  }

  /** The hits of one segment as far as it was searched. */
  partOf(segment: LogSegment): SegmentHits | undefined {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const part = this.#parts[middle] as SegmentHits;
      if (part.segment === segment) return part;
      if (part.segment.firstLine < segment.firstLine) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  hits(from: number, count: number, line?: number): LogHits {
    this.#forgetDropped();
    let skip = line === undefined ? from : this.#hitsBefore(line);
    const start = Math.min(skip, this.#hits);
    const lines: number[] = [];
    for (const part of this.#parts) {
      if (lines.length >= count) break;
      if (skip >= part.count) {
        skip -= part.count;
        continue;
      }
      const end = Math.min(part.count, skip + count - lines.length);
      for (let at = skip; at < end; at += 1) lines.push(part.segment.firstLine + (part.lines[at] as number));
      skip = 0;
    }
    return { from: start, lines };
  }

  #hitsBefore(line: number): number {
    let before = 0;
    for (const part of this.#parts) {
      if (part.segment.firstLine >= line) break;
      if (part.segment.end <= line) before += part.count;
      else before += lowerBound(part, line - part.segment.firstLine);
    }
    return before;
  }

  #nextPart(): SegmentHits | undefined {
    const last = this.#parts.at(-1);
    if (last && last.searched < last.segment.count) return last;
    const next = this.#store.segmentOf(last ? last.segment.end : this.#store.first);
    if (next) {
      const part = { segment: next, searched: 0, lines: new Uint32Array(16), count: 0 };
      this.#parts.push(part);
      return part;
    }
    // Then older lines that were loaded since.
    const [first] = this.#parts;
    if (!first || this.#isWholeBefore()) return undefined;
    if (first.searched < first.segment.count) return first;
    const older = this.#store.segmentOf(first.segment.firstLine - 1) as LogSegment;
    const part = { segment: older, searched: 0, lines: new Uint32Array(16), count: 0 };
    this.#parts.unshift(part);
    return part;
  }

  /** No line before the last part's is unsearched. */
  #isWholeBefore(): boolean {
    const first = this.#parts[0] as SegmentHits;
    const isLast = this.#parts.length === 1;
    return (isLast || first.searched === first.segment.count) && first.segment.firstLine <= this.#store.first;
  }

  #forgetDropped(): void {
    const first = this.#store.first;
    while (this.#parts[0] && this.#parts[0].segment.firstLine < first) {
      this.#hits -= this.#parts[0].count;
      this.#parts.shift();
    }
  }

  /** Matching lines among `from` to `to` - 1; undefined when the pattern took too long. */
  #find(segment: LogSegment, from: number, to: number): number[] | undefined {
    const base = segment.starts[from] as number;
    const bytes = segment.read(base, segment.endOf(to - 1));
    const inBytes = this.#inBytes || isAscii(bytes);
    const stored = inBytes ? bytes.toString('latin1') : bytes.toString('utf8');
    const text = segment.coloured ? withoutColours(stored) : stored;
    const asStored = inBytes && text.length === stored.length;
    const lines = asStored ? new IndexedLines(segment, from, to, text.length) : new WalkedLines(text, from);
    const find = this.#byLine ? findByLine : findInText;
    try {
      return withTimeLimit(() => find(this.#pattern, text, lines));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
      // Backtracking has filled V8's stack for it. Thrown, it would end the thread, again and again.
      if ((error as Error).name === 'RangeError') return undefined;
      throw error;
    }
  }
}

/** Goes over the lines of a text, forward only. */
interface Lines {
  readonly number: number;
  readonly start: number;
  /** Without the newline. */
  readonly end: number;
  /** To the line that holds this place of the text. */
  seek(place: number): void;
}

class IndexedLines implements Lines {
  number: number;
  start = 0;
  end: number;
  readonly #base: number;

  constructor(
    readonly segment: LogSegment,
    from: number,
    readonly to: number,
    readonly length: number,
  ) {
    this.number = from;
    this.#base = segment.starts[from] as number;
    this.end = segment.endOf(from) - this.#base;
  }

  seek(place: number): void {
    while (place > this.end && this.number + 1 < this.to) {
      this.number += 1;
      this.start = this.end + 1;
      this.end = this.segment.endOf(this.number) - this.#base;
    }
  }
}

class WalkedLines implements Lines {
  number: number;
  start = 0;
  end: number;

  constructor(
    readonly text: string,
    from: number,
  ) {
    this.number = from;
    this.end = this.#endFrom(0);
  }

  seek(place: number): void {
    while (place > this.end && this.end < this.text.length) {
      this.number += 1;
      this.start = this.end + 1;
      this.end = this.#endFrom(this.start);
    }
  }

  #endFrom(start: number): number {
    const newline = this.text.indexOf('\n', start);
    return newline < 0 ? this.text.length : newline;
  }
}

function findInText(pattern: RegExp, text: string, lines: Lines): number[] {
  const found: number[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    lines.seek(match.index);
    // `\s` and the like run on into the next line: does this line match by itself?
    if (match.index + match[0].length <= lines.end || matches(pattern, text.slice(lines.start, lines.end))) {
      found.push(lines.number);
    }
    if (lines.end >= text.length) break;
    pattern.lastIndex = lines.end + 1;
  }
  return found;
}

function findByLine(pattern: RegExp, text: string, lines: Lines): number[] {
  const found: number[] = [];
  for (;;) {
    if (matches(pattern, text.slice(lines.start, lines.end))) found.push(lines.number);
    if (lines.end >= text.length) return found;
    lines.seek(lines.end + 1);
  }
}

function matches(pattern: RegExp, line: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(line);
}

const sandbox = createContext({ run: () => [] as number[] });

/** V8 lets `vm`'s time limit end a regular expression too; nothing else in Node can. */
function withTimeLimit(run: () => number[]): number[] {
  sandbox.run = run;
  return runInContext('run()', sandbox, { timeout: stepTimeout }) as number[];
}

function append(part: SegmentHits, found: readonly number[]): void {
  const needed = part.count + found.length;
  if (needed > part.lines.length) {
    const grown = new Uint32Array(Math.max(needed, part.lines.length * 2));
    grown.set(part.lines.subarray(0, part.count));
    part.lines = grown;
  }
  part.lines.set(found, part.count);
  part.count = needed;
}

/** How many of a segment's hits come before a line of it. */
export function lowerBound(part: SegmentHits, line: number): number {
  let low = 0;
  let high = part.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((part.lines[middle] as number) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
