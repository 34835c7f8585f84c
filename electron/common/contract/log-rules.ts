/** How a search's words become a pattern: the same for main, which counts hits, and the page, which marks them. No zod here. */
import type { LogMatcher } from './logs';

/** Containers whose logs are read as one. */
export const mostLogsTogether = 200;

/** The number of the first line that a log read; older ones, loaded later, come before it. */
export const firstNumber = 1_000_000_000;

/**
 * The pattern of a search, global and by line.
 *
 * A whole word has no letter, figure or `_` beside it, also beyond ASCII where the pattern is literal.
 *
 * @throws SyntaxError in the words of the JavaScript engine, for the person to read
 */
export function matcherPattern(matcher: LogMatcher): RegExp {
  const flags = `gm${matcher.caseSensitive ? '' : 'i'}`;
  if (matcher.regex) {
    const checked = new RegExp(matcher.pattern, flags);
    return matcher.wholeWord ? new RegExp(`(?<!\\w)(?:${matcher.pattern})(?!\\w)`, flags) : checked;
  }
  const literal = matcher.pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (!matcher.wholeWord) return new RegExp(literal, flags);
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, `${flags}u`);
}

/** SGR escapes, which colour text and are not part of what one reads or searches. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape begins with one
const sgr = /\x1b\[([0-9;:]*)m/g;

/** The text as one reads it. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(sgr, '') : text;
}
