import { expect, test } from 'vitest';
import { actOf, system } from './terminal-keys';

/** As the browser tells a letter: a capital with Shift. */
const letterOf = (code: string, shift: boolean) => {
  const letter = code.replace(/^Key/, '');
  return code.startsWith('Key') && !shift ? letter.toLowerCase() : letter;
};
const key = (text: string) => ({
  key: letterOf(text.split('+').at(-1) ?? '', text.includes('Shift+')),
  code: text.split('+').at(-1) ?? '',
  ctrlKey: text.includes('Ctrl+'),
  shiftKey: text.includes('Shift+'),
  metaKey: text.includes('Cmd+'),
  altKey: text.includes('Alt+'),
});

test.each([
  ['Ctrl+KeyC', 'other', true, undefined],
  ['Ctrl+Shift+KeyC', 'other', true, 'copy'],
  ['Ctrl+Shift+KeyV', 'other', false, 'browser'],
  ['Ctrl+KeyV', 'other', false, undefined],
  ['Ctrl+KeyC', 'windows', true, 'copy'],
  ['Ctrl+KeyC', 'windows', false, undefined],
  ['Ctrl+KeyV', 'windows', false, 'browser'],
  ['Ctrl+KeyC', 'mac', true, undefined],
  ['Cmd+KeyC', 'mac', true, 'browser'],
  ['Cmd+KeyF', 'mac', false, 'find'],
  ['Shift+Insert', 'other', false, 'browser'],
  ['Ctrl+F6', 'other', false, 'leave'],
  ['Ctrl+Alt+KeyF', 'other', false, undefined],
] as const)('%s on %s (selection: %s) is %s', (pressed, on, selected, act) => {
  expect(actOf(key(pressed), on, selected)).toBe(act);
});

test('knows the system by its name', () => {
  expect(['MacIntel', 'Win32', 'Linux x86_64'].map(system)).toEqual(['mac', 'windows', 'other']);
});

test('the letter counts, not its place: Dvorak, and a Russian keyboard', () => {
  expect(actOf({ ...key('Ctrl+Shift+KeyI'), key: 'C' }, 'other', true)).toBe('copy');
  expect(actOf({ ...key('Ctrl+Shift+KeyC'), key: 'J' }, 'other', true)).toBeUndefined();
  expect(actOf({ ...key('Ctrl+Shift+KeyC'), key: 'С' }, 'other', true)).toBe('copy');
});
