import fc from 'fast-check';
import { expect, it } from 'vitest';
import { middleCut, shortened, visibleString, visibleText } from './visible-text';

it('marks what would act or hide', () => {
  expect(visibleString('web\u001b[31m\n\u202egnp.exe\u200b')).toBe('web⟨ESC⟩[31m⟨LF⟩⟨U+202E⟩gnp.exe⟨U+200B⟩');
});

it('keeps every character of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(
        visibleText(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

it('cuts in the middle, so that the end stays', () => {
  expect([
    middleCut('/var/lib/docker/volumes/shop_uploads/_data/config.yaml'),
    middleCut('b4210d0aa52f9cfb0c9aacb2f4691c96e6bb'),
    middleCut('web-1'),
  ]).toEqual([
    ['/var/lib/docker/volumes/shop_uploads/_data', '/config.yaml'],
    ['b4210d0aa52f9cfb0c9aacb2f469', '1c96e6bb'],
    ['web-1', ''],
  ]);
});

it('never loses or doubles a character by cutting', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(middleCut(text).join('')).toBe(text);
    }),
  );
});

it('shortens ids', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  expect([shortened(digest, 19, 8), shortened(digest, 12, 0), shortened('short')]).toEqual([
    'sha256:0123456789ab…89abcdef',
    'sha256:01234…',
    'short',
  ]);
});
