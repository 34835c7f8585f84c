/**
 * How well a typed word fits a text, in classes: each one is a better match than the next, whatever else speaks for an entry.
 *
 * Both are compared as `folded` texts.
 */
export const matchClasses = {
  /** `web` in `web` */
  whole: 6,
  /** `web` in `web-1` */
  start: 5,
  /** `web` in `shop-web-1` */
  word: 4,
  /** `web` in `cobweb` */
  inside: 3,
  /** `sw1` in `shop-web-1`: beginnings of words, in order. */
  initials: 2,
  /** `hwb` in `shop-web-1`: its letters in order. */
  scattered: 1,
} as const;

/** For comparison: no case, no accents. Of the same length in UTF-16 units as the text wherever marks are to be drawn on it. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  // Almost all names are ASCII, and 10,000 of them are folded when the palette opens.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  let plain = '';
  for (const character of text) {
    const base = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    plain += base.length === character.length ? base : character;
  }
  return plain;
}

/**
 * The class of the match plus, within it, how close the match is (0 to below 1); 0: no match.
 *
 * @param word folded, not empty
 * @param text folded
 */
export function matchScore(word: string, text: string): number {
  if (word.length > text.length) return 0;
  const at = text.indexOf(word);
  if (at === 0) return word.length === text.length ? matchClasses.whole : matchClasses.start + share(word, text);
  if (at > 0) {
    return (wordStartOf(word, text, at) >= 0 ? matchClasses.word : matchClasses.inside) + share(word, text);
  }
  const span = spanOf(word, text);
  if (span === 0) return 0;
  if (hasInitials(word, text)) return matchClasses.initials + share(word, text);
  return matchClasses.scattered + word.length / (span + 1);
}

/** Short texts are closer to what was typed than long ones. */
const share = (word: string, text: string) => (word.length / text.length) * 0.99;

function startsWord(text: string, at: number): boolean {
  return at === 0 || (isWordPart(text, at) && !isWordPart(text, at - 1));
}

function isWordPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}

/** Where the word stands at a word's start; -1: nowhere. */
function wordStartOf(word: string, text: string, from: number): number {
  for (let at = from; at >= 0; at = text.indexOf(word, at + 1)) if (startsWord(text, at)) return at;
  return -1;
}

/** Whether each of the word's letters begins a word of the text or follows the letter before; `places` gets where they stand. */
function hasInitials(word: string, text: string, places?: number[]): boolean {
  for (let letter = 0, at = 0; letter < word.length; letter++, at++) {
    const wanted = word.charCodeAt(letter);
    if (letter === 0 || text.charCodeAt(at) !== wanted) {
      while (at < text.length && !(text.charCodeAt(at) === wanted && startsWord(text, at))) at++;
    }
    if (at >= text.length) return false;
    places?.push(at);
  }
  return true;
}

/** The places of the word's letters in order, the first that there are. */
function scatteredOf(word: string, text: string): readonly number[] | undefined {
  const places: number[] = [];
  let at = -1;
  for (const letter of word.split('')) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return undefined;
    places.push(at);
  }
  return places;
}

/** From the first to the last of them; 0: they are not all there. As `scatteredOf`, for the many that don't match at all. */
function spanOf(word: string, text: string): number {
  const first = text.indexOf(word.charAt(0));
  let at = first;
  for (let letter = 1; at >= 0 && letter < word.length; letter++) at = text.indexOf(word.charAt(letter), at + 1);
  return at < 0 ? 0 : at - first + 1;
}

/** Which characters of the text (UTF-16 units) the match is made of; empty when there is none. */
export function matchPlaces(word: string, text: string): readonly number[] {
  const at = text.indexOf(word);
  if (at >= 0) {
    const start = Math.max(at, wordStartOf(word, text, at));
    return Array.from({ length: word.length }, (_, letter) => start + letter);
  }
  const places: number[] = [];
  return hasInitials(word, text, places) ? places : (scatteredOf(word, text) ?? []);
}
