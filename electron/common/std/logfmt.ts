/**
 * Lines of `key=value` pairs: what Go's loggers (logrus, slog, go-kit), Docker's daemon and many others write.
 *
 * There is no standard; this reads what go-kit/log writes (Go's quoting) and is strict about what counts as such a line,
 * since sentences have equals signs too.
 */

/** Pairs beyond these are not read: a line of a megabyte may hold 100,000. */
const mostPairs = 2_000;
const key = /[A-Za-z_@][\w.@$/-]*(?==)/y;
const bare = /[^\s"=]+/y;

/** The pairs of a line, the last of a name winning; undefined when the line is none of pairs. */
export function logfmtPairs(line: string): Map<string, string> | undefined {
  key.lastIndex = 0;
  return key.test(line) ? pairsFrom(line, 0) : undefined;
}

/** Those that begin at `start`. */
export function pairsFrom(line: string, start: number): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  let alone = 0;
  let at = start;
  while (at < line.length && pairs.size < mostPairs) {
    const code = line.charCodeAt(at);
    if (code === 0x20 || code === 0x09) {
      at += 1;
      continue;
    }
    key.lastIndex = at;
    const name = key.exec(line)?.[0];
    if (name === undefined) {
      // A name without a value is allowed, prose is not.
      bare.lastIndex = at;
      const word = bare.exec(line);
      if (!word || line.charCodeAt(bare.lastIndex) === 0x22) return undefined;
      alone += 1;
      if (alone > 3 && alone > pairs.size) return undefined;
      at = Math.max(bare.lastIndex, at + 1);
      if (line.charCodeAt(at) === 0x3d) at += 1;
      continue;
    }
    const value = valueAt(line, at + name.length + 1);
    pairs.set(name, value.text);
    at = value.end;
  }
  return pairs.size >= 2 && pairs.size > alone ? pairs : undefined;
}

/** A value, quoted or up to the next space. */
export function valueAt(line: string, start: number): { readonly text: string; readonly end: number } {
  if (line.charCodeAt(start) !== 0x22) {
    let end = start;
    while (end < line.length && line.charCodeAt(end) !== 0x20 && line.charCodeAt(end) !== 0x09) end += 1;
    return { text: line.slice(start, end), end };
  }
  let end = start + 1;
  let escaped = false;
  while (end < line.length && line.charCodeAt(end) !== 0x22) {
    if (line.charCodeAt(end) === 0x5c) {
      escaped = true;
      end += 1;
    }
    end += 1;
  }
  const text = line.slice(start + 1, end);
  return { text: escaped ? unquoted(text) : text, end: Math.min(line.length, end + 1) };
}

const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** Go's escapes, as `strconv.Quote` writes them. */
function unquoted(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi, (_, unit, byte, letter) => {
    if (letter !== undefined) return Object.hasOwn(short, letter) ? (short[letter] as string) : letter;
    return String.fromCharCode(Number.parseInt(unit ?? byte, 16));
  });
}
