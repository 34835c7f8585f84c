/**
 * What is selected in a log, whether it is drawn or not.
 *
 * The browser's own selection lives in elements, and rows come and go under the pointer: so a selection is places and
 * characters, and is painted on what happens to be drawn.
 */

/** A place between two characters of a line as it is shown. */
export interface Spot {
  readonly place: number;
  readonly offset: number;
}

export interface LogSelection {
  readonly anchor: Spot;
  /** The end that moves. */
  readonly focus: Spot;
}

const before = (one: Spot, other: Spot) =>
  one.place < other.place || (one.place === other.place && one.offset < other.offset);

/** Its ends in order. */
export function endsOf({ anchor, focus }: LogSelection): readonly [from: Spot, to: Spot] {
  return before(focus, anchor) ? [focus, anchor] : [anchor, focus];
}

export function isEmpty({ anchor, focus }: LogSelection): boolean {
  return anchor.place === focus.place && anchor.offset === focus.offset;
}

/** The part of a line that is selected; undefined when none of it is. */
export function selectedPart(
  selection: LogSelection,
  place: number,
  length: number,
): readonly [number, number] | undefined {
  const [from, to] = endsOf(selection);
  if (place < from.place || place > to.place) return undefined;
  const start = place === from.place ? Math.min(from.offset, length) : 0;
  const end = place === to.place ? Math.min(to.offset, length) : length;
  return start <= end ? [start, end] : undefined;
}

/** The word around a character, or the run of signs. */
export function wordAt(text: string, offset: number): readonly [number, number] {
  const word = /[\p{L}\p{N}_]/u;
  const kind = (at: number) => {
    const sign = text[at];
    return sign === undefined
      ? 'none'
      : word.test(sign) || (sign >= '\ud800' && sign <= '\udfff')
        ? 'word'
        : sign === ' '
          ? 'space'
          : 'sign';
  };
  const wanted = kind(Math.min(offset, text.length - 1));
  let from = Math.min(offset, text.length);
  let to = from;
  while (from > 0 && kind(from - 1) === wanted) from -= 1;
  while (to < text.length && kind(to) === wanted) to += 1;
  return [from, to];
}
