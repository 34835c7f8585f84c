/**
 * Names of files are bytes; a page, JSON and React want text. Bytes that are not UTF-8 travel as lone surrogates
 * U+DC80…U+DCFF, one a byte, as Python's `surrogateescape` does (PEP 383): every name comes back as the bytes it was.
 */

/** UTF-8 as text; what is not UTF-8 as lone surrogates. `textToBytes` gives the same bytes again. */
export function bytesToText(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
      continue;
    }
    text += String.fromCodePoint(codePoint(bytes, at, length));
    at += length;
  }
  return text;
}

/** The bytes of a name. Any other lone surrogate, which no name holds, becomes U+FFFD. */
export function textToBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else pushUtf8(bytes, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
  }
  return Uint8Array.from(bytes);
}

/** Bytes that are no text, as a shell would write them: `\xff`. For what people read; not reversible. */
export function shownByteText(text: string): string {
  return text.replace(
    /[\udc80-\udcff]/gu,
    (byte) => `\\x${((byte.codePointAt(0) ?? 0) - 0xdc00).toString(16).padStart(2, '0')}`,
  );
}

/** Bytes of the character that begins here, 0 when none does (RFC 3629, section 4: no overlong forms, no surrogates). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return follows(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && follows(bytes[at + 2]) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && follows(bytes[at + 2]) && follows(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

const follows = (byte = 0) => byte >= 0x80 && byte <= 0xbf;

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let code = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return code;
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

const tail = (code: number) => 0x80 | (code & 0x3f);
