import { matcherPattern } from '@common/contract/log-rules';
import type { LogMatcher } from '@common/contract/logs';

/** `asSearched`: the text is the one that main has found to match, not a part of it nor drawn in another way. */
export type HitFinder = (text: string, asSearched?: boolean) => readonly number[];

/** More marks than this in one line help nobody. */
const markLimit = 200;

/** A quantifier over a group (`(a+)+`, `(a|aa)*`): such patterns may take for ever once they no longer match. */
const endless = /\)[+*{]/;

/**
 * Finds what a search marks in a line. Only for lines that main has found to match: it alone can give a pattern up.
 *
 * The finder returns places in the text as `[from, to, from, to, …]`; undefined for a pattern that is none.
 */
export function hitFinder(matcher: LogMatcher): HitFinder | undefined {
  let pattern: RegExp;
  try {
    pattern = matcherPattern(matcher);
  } catch {
    return undefined; // main says what is wrong with it
  }
  const once = matcher.regex === true && endless.test(matcher.pattern);
  return (text, asSearched = true) => {
    const places: number[] = [];
    if (once && !asSearched) return places;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      if (found[0] === '') pattern.lastIndex += 1;
      else places.push(found.index, found.index + found[0].length);
      if (once || places.length >= markLimit * 2 || pattern.lastIndex > text.length) break;
    }
    return places;
  };
}
