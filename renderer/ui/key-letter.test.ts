import { expect, test } from 'vitest';
import { keyLetter } from './key-letter';

test.each([
  ['k', 'KeyK', 'k'],
  ['K', 'KeyK', 'k'],
  // Dvorak: the letter counts, not its place.
  ['k', 'KeyV', 'k'],
  ['л', 'KeyK', 'k'],
  ['Λ', 'KeyL', 'l'],
  // German: no letter at that place.
  ['ß', 'Minus', 'ß'],
  ['Enter', 'Enter', 'Enter'],
  ['?', 'Slash', '?'],
])('%s at %s is %s', (key, code, meant) => {
  expect(keyLetter({ key, code })).toBe(meant);
});
