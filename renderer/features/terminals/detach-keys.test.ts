import { expect, test } from 'vitest';
import { keysWords, wrongKey } from './detach-keys';

test.each([
  ['', undefined],
  ['ctrl-p,ctrl-q', undefined],
  ['ctrl-x, x', undefined],
  ['ctrl-[', undefined],
  ['ctrl-p,', ''],
  ['strg-p', 'strg-p'],
  ['ctrl-pq,a', 'ctrl-pq'],
])('%s: %s is wrong', (keys, wrong) => {
  expect(wrongKey(keys)).toBe(wrong);
});

test('keys are said as they are pressed', () => {
  expect(keysWords()).toBe('Ctrl-P Ctrl-Q');
  expect(keysWords('ctrl-x,x')).toBe('Ctrl-X x');
});
