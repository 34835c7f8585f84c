import { bytesToText, textToBytes } from '@common/std/byte-text';

/**
 * A path in a container as one part of an address.
 *
 * Not percent-encoded: routers decode that once or twice, and it has no word for bytes that are not UTF-8. `~2f` is a slash.
 */
export function filePart(path: string): string {
  let text = '';
  for (const byte of textToBytes(path)) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9._-]/.test(character) ? character : `~${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** The path again; undefined for what is none. */
export function pathOfPart(part: string): string | undefined {
  if (!/^(?:[A-Za-z0-9._-]|~[0-9a-f]{2})+$/.test(part)) return undefined;
  const bytes = [...part.matchAll(/~([0-9a-f]{2})|(.)/g)].map(([, hex, plain]) =>
    hex === undefined ? (plain?.charCodeAt(0) ?? 0) : Number.parseInt(hex, 16),
  );
  const path = bytesToText(Uint8Array.from(bytes));
  return path.startsWith('/') && !path.includes('\0') ? path : undefined;
}
