/**
 * Reads single fields of a JSON object's text without parsing the whole: over millions of log lines parsing is what
 * costs. Only says what parsing would say; where it is not sure, it says so.
 */

const quote = 0x22;
const backslash = 0x5c;

/** Goes over a JSON text, forward only, and knows how deep it is. */
export class JsonDepth {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Objects and arrays open before `place`; undefined inside of a string or when it lies behind. */
  at(place: number): number | undefined {
    const text = this.#text;
    let at = this.#at;
    let depth = this.#depth;
    while (at < place) {
      const code = text.charCodeAt(at);
      if (code === quote) at = closingQuote(text, at);
      // `{` and `[`; `}` and `]`
      else if (code === 0x7b || code === 0x5b) depth += 1;
      else if (code === 0x7d || code === 0x5d) depth -= 1;
      at += 1;
    }
    this.#at = at;
    this.#depth = depth;
    return at === place ? depth : undefined;
  }
}

/** The place of the quote that ends the string begun at `start`; the text's length when none does. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** What a field holds: `text` of a string, number, true, false or null; or that only parsing can tell. */
export type ScannedField = { readonly text: string } | 'absent' | 'unsure';

const scalar = /\s*:\s*(?:"([^"\\]*)"|(-?[1-9]\d{0,14}|0)|(true|false|null))\s*[,}]/y;

/**
 * The value of a top-level field of the object that `text` is.
 *
 * @param name in the letters that JSON never has to escape; others are always `unsure`
 */
export function scanField(text: string, name: string): ScannedField {
  if (!/^[\w@.$-]+$/.test(name) || text.includes('\\u')) return 'unsure';
  const key = `"${name}"`;
  const place = text.indexOf(key);
  if (place < 0) return name.includes('.') ? 'unsure' : 'absent';
  // A second one may be a string's text, be deeper, or win over the first.
  if (text.indexOf(key, place + key.length) >= 0) return 'unsure';
  scalar.lastIndex = place + key.length;
  const found = scalar.exec(text);
  if (!found) return 'unsure';
  const depth = new JsonDepth(text).at(place);
  if (depth === undefined) return 'unsure';
  if (depth !== 1) return name.includes('.') ? 'unsure' : 'absent';
  return { text: found[1] ?? found[2] ?? found[3] ?? '' };
}
