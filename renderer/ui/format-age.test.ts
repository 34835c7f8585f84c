import { expect, it } from 'vitest';
import { ageOf, ago } from './format-age';

const minute = 60_000;
const day = 24 * 60 * minute;

it('picks the unit that still tells ages apart', () => {
  const spans = [-5, 0, 59_999, minute, 119 * minute, 47 * 60 * minute, 2 * day, 14 * day, 15 * day, 89 * day];
  const words = [...spans, 90 * day, 729 * day, 731 * day].map((span) => `${ageOf(span).figure} ${ageOf(span).unit}`);
  expect(words).toEqual([
    '0 second',
    '0 second',
    '59 second',
    '1 minute',
    '1 hour',
    '47 hour',
    '2 day',
    '14 day',
    '2 week',
    '12 week',
    '2 month',
    '23 month',
    '2 year',
  ]);
});

it('speaks of the past and of the time to come', () => {
  expect([ago(0, 6 * 60 * minute), ago(3000, 0)]).toEqual(['6 hours ago', 'in 3 seconds']);
});
