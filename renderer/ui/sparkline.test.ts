import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline';

const box = { width: 60, height: 12, room: 61, top: 1 };
const points = (values: (number | undefined)[], more = {}) =>
  sparklinePath({ ...box, ...more, values }).match(/[ML][\d. -]+/g);

test('ends at the right, reaches from the ground to the top', () => {
  const values = Array.from({ length: 61 }, (_, index) => index / 60);
  const path = points(values);
  expect([path?.[0], path?.at(-1)]).toEqual(['M0.0 11.0', 'L60.0 1.0']);
});

test('a hole parts the line, and a lone value is a dot', () => {
  const values = [...Array.from({ length: 58 }, () => 0), undefined, 1, undefined];
  expect(sparklinePath({ ...box, values }).match(/M/g)).toHaveLength(2);
  expect(sparklinePath({ ...box, values: [1] })).toBe('M60.0 1.0h0');
});

test('more than the top raises it; nothing at all draws nothing', () => {
  expect(points([0, 4])?.at(-1)).toBe('L60.0 1.0');
  expect([sparklinePath({ ...box, values: [] }), sparklinePath({ ...box, values: [undefined] })]).toEqual(['', '']);
});
