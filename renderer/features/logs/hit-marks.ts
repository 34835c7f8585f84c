import { matcherPattern } from '@common/contract/log-rules';
import type { LogMatcher } from '@common/contract/logs';
import type { AnsiPiece } from './ansi';

/** A piece of a line, of one colour and either inside or outside of a hit. */
export interface MarkedPiece extends AnsiPiece {
  readonly hit: boolean;
}

/** More marks than this in one line help nobody. */
const markLimit = 200;

/** A quantifier over a group that holds one: such patterns may take for ever once they no longer match. */
const nested = /[+*}][^(]*\)[+*{]/;

/**
 * Finds what a search marks in a line. Only for lines that main has found to match: it alone can give a pattern up.
 *
 * The finder returns places in the text as `[from, to, from, to, …]`; undefined for a pattern that is none.
 */
export function hitFinder(matcher: LogMatcher): ((text: string) => readonly number[]) | undefined {
  let pattern: RegExp;
  try {
    pattern = matcherPattern(matcher);
  } catch {
    return undefined; // main says what is wrong with it
  }
  const once = matcher.regex === true && nested.test(matcher.pattern);
  return (text) => {
    const places: number[] = [];
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      if (found[0] === '') pattern.lastIndex += 1;
      else places.push(found.index, found.index + found[0].length);
      if (once || places.length >= markLimit * 2 || pattern.lastIndex > text.length) break;
    }
    return places;
  };
}

/** Splits coloured pieces at the places of the hits. */
export function marked(pieces: readonly AnsiPiece[], places: readonly number[]): readonly MarkedPiece[] {
  if (places.length === 0) return pieces.map((piece) => ({ ...piece, hit: false }));
  const out: MarkedPiece[] = [];
  let begun = 0;
  let next = 0;
  for (const { text, style } of pieces) {
    const end = begun + text.length;
    let at = begun;
    while (at < end) {
      const hit = next % 2 === 1;
      const stop = Math.min(end, places[next] ?? end);
      if (stop > at) out.push({ text: text.slice(at - begun, stop - begun), style, hit });
      at = stop;
      if (places[next] === at) next += 1;
      // A hit that ends where the next begins.
      else if (stop >= end) break;
    }
    begun = end;
  }
  return out;
}
