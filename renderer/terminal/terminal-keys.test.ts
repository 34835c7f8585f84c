import { expect, test } from 'vitest';
import { actOf, system } from './terminal-keys';

const key = (text: string) => ({
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
