import { describe, expect, it } from 'vitest';
import { endsOf, isEmpty, selectedPart, wordAt } from './log-selection';

describe('log selection', () => {
  const upwards = { anchor: { place: 9, offset: 4 }, focus: { place: 7, offset: 2 } };

  it('has its ends in order, whichever way it was drawn', () => {
    expect(endsOf(upwards)).toEqual([upwards.focus, upwards.anchor]);
    expect(isEmpty({ anchor: upwards.focus, focus: upwards.focus })).toBe(true);
  });

  it('takes whole lines between its ends, and parts at them', () => {
    const parts = [6, 7, 8, 9, 10].map((place) => selectedPart(upwards, place, 10));
    expect(parts).toEqual([undefined, [2, 10], [0, 10], [0, 4], undefined]);
    expect(selectedPart(upwards, 9, 3)).toEqual([0, 3]);
  });

  it('knows words', () => {
    expect(wordAt('GET /año_2 200', 7)).toEqual([5, 10]);
    expect(wordAt('a -- b', 2)).toEqual([2, 4]);
    expect(wordAt('end', 3)).toEqual([0, 3]);
  });
});
