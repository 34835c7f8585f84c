import { expect, test } from 'vitest';
import { DetachWatch, detachSequence } from './detach-keys';

test.each([
  ['ctrl-p,ctrl-q', '\x10\x11'],
  ['ctrl-P', '\x10'],
  ['ctrl-@,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', '\x00\x1b\x1c\x1d\x1e\x1f'],
  ['a,b', 'ab'],
  ['ctrl-', undefined],
  ['ctrl-1', undefined],
  ['', undefined],
  ['ab', undefined],
  ['a,,b', undefined],
])('%s', (keys, sequence) => {
  expect(detachSequence(keys)).toBe(sequence);
});

test('holds back what may be the row, gives what is not, and ends at the whole', () => {
  const watch = new DetachWatch('\x10\x11');
  expect(watch.type('ls\r')).toEqual({ pass: 'ls\r', detached: false });
  expect(watch.type('\x10')).toEqual({ pass: '', detached: false });
  expect(watch.type('\x10')).toEqual({ pass: '\x10', detached: false });
  expect(watch.type('x')).toEqual({ pass: '\x10x', detached: false });
  expect(watch.type('a\x10\x11b')).toEqual({ pass: 'a', detached: true });
});

test('a row whose beginning comes twice', () => {
  const watch = new DetachWatch('aab');
  expect(watch.type('aaab')).toEqual({ pass: 'a', detached: true });
});

test('letters of two units pass whole', () => {
  expect(new DetachWatch('ab').type('😀a😀')).toEqual({ pass: '😀a😀', detached: false });
});
