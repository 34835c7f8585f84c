import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, matchClasses, matchPlaces, matchScore } from './match';

const classOf = (word: string, text: string) => Math.floor(matchScore(folded(word), folded(text)));

test.each([
  ['web', 'web', 'whole'],
  ['web', 'WEB', 'whole'],
  ['web', 'web-1', 'start'],
  ['web', 'shop-web-1', 'word'],
  // The first place is inside a word, a later one at a start.
  ['web', 'cobweb-web', 'word'],
  ['web', 'cobweb', 'inside'],
  ['sw1', 'shop-web-1', 'initials'],
  ['shwe', 'shop-web-1', 'initials'],
  ['hwb', 'shop-web-1', 'scattered'],
  ['cafe', 'Café', 'whole'],
  ['ж', 'жук', 'start'],
] as const)('%s in %s: %s', (word, text, expected) => {
  expect(classOf(word, text)).toBe(matchClasses[expected]);
});

test('no match: a letter is not there, or the word is the longer one', () => {
  expect(matchScore('xyz', 'shop-web-1')).toBe(0);
  expect(matchScore('web-10', 'web-1')).toBe(0);
  expect(matchPlaces('xyz', 'shop-web-1')).toEqual([]);
});

describe('a better match never ranks below a worse one', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  // Of other letters, so that the word stands where it was put and nowhere else.
  const filler = fc.stringMatching(/^[0-9]{1,12}$/);

  test('whole, start, word, inside, in this order, whatever stands around', () => {
    fc.assert(
      fc.property(word, filler, filler, (typed, before, after) => {
        const texts = [typed, `${typed}${after}`, `${before}-${typed}${after}`, `${before}${typed}${after}`];
        const scores = texts.map((text) => matchScore(typed, text));
        expect(scores).toEqual(scores.toSorted((one, other) => other - one));
        expect(scores.every((score) => score > 0)).toBe(true);
      }),
    );
  });

  test('letters torn apart rank below the same letters together', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-m]{2,6}$/), fc.nat(4), (typed, at) => {
        const cut = 1 + (at % (typed.length - 1));
        const torn = `z${typed.slice(0, cut)}z${typed.slice(cut)}`;
        expect(matchScore(typed, torn)).toBeLessThan(matchScore(typed, `z${typed}z`));
      }),
    );
  });

  test('within a class the shorter text is the closer match', () => {
    fc.assert(
      fc.property(word, filler, filler, (typed, after, more) => {
        expect(matchScore(typed, `${typed}${after}`)).toBeGreaterThan(matchScore(typed, `${typed}${after}${more}`));
      }),
    );
  });
});

test('the places spell the word wherever there is a match', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 40 }), (typed, name) => {
      const word = folded(typed);
      const text = folded(name);
      fc.pre(word !== '');
      const places = matchPlaces(word, text);
      expect(places.length > 0).toBe(matchScore(word, text) > 0);
      if (places.length > 0) expect(places.map((at) => text[at]).join('')).toBe(word);
    }),
  );
});

test('folding keeps the length, so that places fit the text that is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      expect(folded(text)).toHaveLength(text.length);
    }),
  );
  expect(folded('İĲÄß')).toHaveLength(4);
});
