import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToText, shownByteText, textToBytes } from './byte-text';

test('any bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect([...textToBytes(bytesToText(bytes))]).toEqual([...bytes]);
    }),
  );
});

test('text is what UTF-8 says, both ways', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(bytesToText(bytes)).toBe(text);
      expect([...textToBytes(text)]).toEqual([...bytes]);
    }),
  );
});

test.each([
  ['latin-1', [0x66, 0xfc, 0x72], 'f\udcfcr', 'f\\xfcr'],
  ['an overlong slash', [0xc0, 0xaf], '\udcc0\udcaf', '\\xc0\\xaf'],
  ['a surrogate written as UTF-8', [0xed, 0xb2, 0x80], '\udced\udcb2\udc80', '\\xed\\xb2\\x80'],
  ['a cut character', [0xe2, 0x82], '\udce2\udc82', '\\xe2\\x82'],
])('%s', (_, bytes, text, shown) => {
  expect(bytesToText(Uint8Array.from(bytes))).toBe(text);
  expect(shownByteText(text)).toBe(shown);
});
