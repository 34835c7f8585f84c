/**
 * Takes out of a log line what steers a terminal: cursor moves, OSC, DCS. Colours (SGR) stay.
 *
 * What such sequences do *within* the line is done: a carriage return goes back to its start (progress bars), a
 * backspace one back, `CSI K` erases. What no terminator ends is kept as text, so that nothing can hide a line's rest.
 */
import { Buffer } from 'node:buffer';

const ESC = 0x1b;
const CR = 0x0d;
const BS = 0x08;

/** Beyond this a line's styles are forgotten from the front: a storm of codes must not cost its square. */
const styleLimit = 256;

/** A whole escape sequence of ECMA-48: CSI, OSC, DCS and its kin, two or more characters. */
const codes = new RegExp(
  [
    '\\x1b\\[([0-?]*)([ -/]*[@-~])',
    '\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)',
    '\\x1b[PX^_][^\\x1b]*\\x1b\\\\',
    '\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]',
  ].join('|'),
  'y',
);

/** True when the line can be stored as it is: no CR, no BS, and every escape is a colour. */
export function isClean(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === CR || byte === BS) return false;
    if (byte !== ESC) continue;
    if (bytes[at + 1] !== 0x5b) return false;
    at += 2;
    // Digits, `;` and `:` are the parameters of a colour; `m` ends it.
    while (at < end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x3b) at += 1;
    if (at >= end || bytes[at] !== 0x6d) return false;
  }
  return true;
}

/** The line's bytes as a terminal of endless width would show them, colours kept. */
export function cleanLine(bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.from(cleanText(bytes.toString('utf8', start, end)), 'utf8');
}

function cleanText(text: string): string {
  const cells: string[] = [];
  const styles: string[] = [];
  let style = '';
  let cursor = 0;

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === ESC) {
      codes.lastIndex = at;
      const found = codes.exec(text);
      if (found) {
        at += found[0].length;
        if (found[2] === 'm') style = nextStyle(style, found[0], found[1] ?? '');
        else if (found[2] === 'K') cursor = erase(cells, styles, cursor, found[1] ?? '');
        continue;
      }
      at += 1;
      continue;
    }
    if (code === CR) {
      cursor = 0;
      at += 1;
      continue;
    }
    if (code === BS) {
      cursor = Math.max(0, cursor - 1);
      at += 1;
      continue;
    }
    const size = code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1;
    cells[cursor] = text.slice(at, at + size);
    styles[cursor] = style;
    cursor += 1;
    at += size;
  }
  return join(cells, styles, style);
}

function nextStyle(style: string, code: string, params: string): string {
  if (params === '' || params === '0') return '';
  const next = style + code;
  return next.length > styleLimit ? code.slice(-styleLimit) : next;
}

/** `CSI 0 K` erases to the line's end, `1` from its start, `2` all of it. */
function erase(cells: string[], styles: string[], cursor: number, params: string): number {
  if (params === '' || params === '0' || params === '2') {
    cells.length = Math.min(cells.length, cursor);
    styles.length = cells.length;
  }
  if (params === '1' || params === '2') {
    cells.fill(' ', 0, cursor);
    styles.fill('', 0, cursor);
  }
  return cursor;
}

function join(cells: string[], styles: string[], last: string): string {
  const out: string[] = [];
  let style = '';
  for (let index = 0; index < cells.length; index += 1) {
    const own = styles[index] ?? '';
    if (own !== style) {
      if (style !== '' && !own.startsWith(style)) out.push('\x1b[0m');
      out.push(own.startsWith(style) ? own.slice(style.length) : own);
      style = own;
    }
    out.push(cells[index] ?? ' ');
  }
  if (style !== '' && last === '') out.push('\x1b[0m');
  return out.join('');
}
