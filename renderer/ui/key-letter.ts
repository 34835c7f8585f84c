/**
 * The key a person means, whatever the layout: `event.key`, and where that is a letter of another script (Ctrl+л on a
 * Russian keyboard) the Latin letter that stands at its place.
 */
export function keyLetter({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (key.length !== 1 || key.charCodeAt(0) < 128) return key.length === 1 ? key.toLowerCase() : key;
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place === undefined ? key : place.toLowerCase();
}
