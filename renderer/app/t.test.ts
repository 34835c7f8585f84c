import { expect, test } from 'vitest';
import { counted, t } from './t';

test('an English sentence is its own key, dots and colons included', () => {
  expect(t('Deleted: {{name}}. Done.', { name: 'a.b:c' })).toBe('Deleted: a.b:c. Done.');
});

test('a counted sentence takes the form of its number', () => {
  const lines = (count: number) =>
    counted(count, '{{count}} line of {{name}}', '{{count}} lines of {{name}}', { name: 'web' });
  expect([lines(0), lines(1), lines(2)]).toEqual(['0 lines of web', '1 line of web', '2 lines of web']);
});
