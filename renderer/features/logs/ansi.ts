/**
 * A log line's colours (SGR) as pieces of plain text with a style.
 *
 * The pieces become text nodes: nothing of a log is ever markup. What is not a colour is dropped, and what has no
 * glyph is shown by a sign, one for one, so that places in the text stay the same.
 */
export interface AnsiStyle {
  /** 0 to 15: a colour of the theme; else a CSS colour. */
  readonly ink?: number | string;
  readonly ground?: number | string;
  readonly bold?: boolean;
  readonly faint?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly inverse?: boolean;
}
export interface AnsiPiece {
  readonly text: string;
  readonly style: AnsiStyle | undefined;
}

/** A line of more styles than this goes on in the last one: each piece is an element on the page. */
const pieceLimit = 1_000;

/** Colours first; then whatever else begins with an escape. What no terminator ends loses its beginning alone. */
const escapes = new RegExp(
  [
    '\\x1b\\[([0-9;:]*)m',
    '\\x1b\\[[0-?]*[ -/]*[@-~]?',
    '\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)',
    '\\x1b[PX^_][^\\x1b]*\\x1b\\\\',
    '\\x1b[ -/]*[0-~]?',
  ].join('|'),
  'g',
);

export function ansiPieces(text: string): readonly AnsiPiece[] {
  if (!text.includes('\x1b')) return text === '' ? [] : [{ text: visible(text), style: undefined }];
  const pieces: { text: string; style: AnsiStyle | undefined }[] = [];
  let style: AnsiStyle | undefined;
  let from = 0;
  const push = (end: number) => {
    if (end === from) return;
    const part = visible(text.slice(from, end));
    const last = pieces.at(-1);
    if (last && last.style === style) last.text += part;
    else pieces.push({ text: part, style });
  };
  escapes.lastIndex = 0;
  for (let found = escapes.exec(text); found; found = escapes.exec(text)) {
    push(found.index);
    from = found.index + found[0].length;
    if (pieces.length >= pieceLimit) return withRest(pieces, text.slice(from));
    if (found[1] !== undefined) style = applied(style, found[1]);
  }
  push(text.length);
  return pieces;
}

/** The rest of a line of too many styles, in the last of them. */
function withRest(pieces: readonly AnsiPiece[], rest: string): readonly AnsiPiece[] {
  const last = pieces.at(-1);
  return [
    ...pieces.slice(0, -1),
    { text: `${last?.text ?? ''}${visible(rest.replace(escapes, ''))}`, style: last?.style },
  ];
}

/** Control characters by their pictures, from NUL to DEL; C1 and what steers the direction of text by a sign. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

function visible(text: string): string {
  return text.replace(unseen, (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\u2426';
  });
}

type Mutable = { -readonly [Key in keyof AnsiStyle]: AnsiStyle[Key] };

function applied(before: AnsiStyle | undefined, params: string): AnsiStyle | undefined {
  if (params === '' || params === '0') return undefined;
  const codes = params.split(/[;:]/).map(Number);
  const style: Mutable = { ...before };
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, length] = extended(codes, at + 1);
      if (colour !== undefined) style[code === 38 ? 'ink' : 'ground'] = colour;
      at += length;
    } else apply(style, code);
  }
  return Object.values(style).some((value) => value !== undefined) ? style : undefined;
}

function apply(style: Mutable, code: number): void {
  if (code >= 30 && code <= 37) style.ink = code - 30;
  else if (code >= 90 && code <= 97) style.ink = code - 90 + 8;
  else if (code >= 40 && code <= 47) style.ground = code - 40;
  else if (code >= 100 && code <= 107) style.ground = code - 100 + 8;
  else Object.assign(style, switches[code]);
}

/** What a code sets and ends (ECMA-48, 8.3.117). */
const switches: Readonly<Record<number, AnsiStyle>> = {
  0: {
    ink: undefined,
    ground: undefined,
    bold: undefined,
    faint: undefined,
    italic: undefined,
    underline: undefined,
    strike: undefined,
    inverse: undefined,
  },
  1: { bold: true },
  2: { faint: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: undefined, faint: undefined },
  23: { italic: undefined },
  24: { underline: undefined },
  27: { inverse: undefined },
  29: { strike: undefined },
  39: { ink: undefined },
  49: { ground: undefined },
};

/** `5;N` of the 256, or `2;R;G;B`; and how many codes that took. */
function extended(codes: readonly number[], at: number): [colour: number | string | undefined, length: number] {
  if (codes[at] === 5) return [indexed(codes[at + 1]), 2];
  if (codes[at] !== 2) return [undefined, 1];
  // With colons there may be an empty colour space before the three.
  const rgb = codes.slice(at + 1, at + 4);
  if (rgb.length < 3 || !rgb.every((value) => value >= 0 && value <= 255)) return [undefined, 4];
  return [`rgb(${rgb.join(' ')})`, 4];
}

/** The palette of xterm: 16 of the theme, a cube of 6x6x6, 24 greys. */
function indexed(index: number | undefined): number | string | undefined {
  if (index === undefined || !(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const step = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return `rgb(${step(Math.floor(cube / 36))} ${step(Math.floor(cube / 6) % 6)} ${step(cube % 6)})`;
}
