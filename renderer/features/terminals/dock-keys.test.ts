import { expect, test } from 'vitest';
import { dockActOf } from './dock-keys';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey', boolean>>,
  code = '',
) => ({
  key,
  code,
  ctrlKey: false,
  shiftKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };
const ctrlShift = { ctrlKey: true, shiftKey: true };

test.each([
  ['the dock’s key', press('`', ctrl, 'Backquote'), { kind: 'hide' }],
  ['the same where it bears another sign', press('ё', ctrl, 'Backquote'), { kind: 'hide' }],
  ['split to the right', press('E', ctrlShift, 'KeyE'), { kind: 'split', direction: 'row' }],
  ['split below', press('O', ctrlShift, 'KeyO'), { kind: 'split', direction: 'column' }],
  ['move the tab', press('PageUp', ctrlShift), { kind: 'move-tab', by: -1 }],
  ['next tab', press('PageDown', ctrl), { kind: 'walk-tabs', by: 1 }],
  ['pane beside', press('ArrowLeft', { altKey: true }), { kind: 'go', to: 'left' }],
  ['larger letters', press('+', ctrlShift, 'Equal'), { kind: 'letters', by: 1 }],
  ['larger letters without Shift', press('=', ctrl, 'Equal'), { kind: 'letters', by: 1 }],
  ['letters as at first', press('0', ctrl), { kind: 'letters', by: 0 }],
])('%s', (_what, key, act) => {
  expect(dockActOf(key, false, 2)).toEqual(act);
});

test.each([
  ['Ctrl-E ends the line', press('e', ctrl, 'KeyE')],
  ['Ctrl-O', press('o', ctrl, 'KeyO')],
  ['Ctrl-Shift-C is a copy', press('C', ctrlShift, 'KeyC')],
  ['Ctrl-Shift-- undoes in readline and is no smaller letter', press('_', ctrlShift, 'Minus')],
  ['a plain sign', press('+', {})],
  ['AltGr types signs', press('0', { ctrlKey: true, altKey: true })],
  ['Page up scrolls', press('PageUp', { shiftKey: true })],
])('%s: left to the terminal', (_what, key) => {
  expect(dockActOf(key, false, 2)).toBeUndefined();
});

test('with one pane Alt and the arrows walk words', () => {
  expect(dockActOf(press('ArrowLeft', { altKey: true }), false, 1)).toBeUndefined();
});

test('a Mac takes Cmd for letters and Cmd-Alt for panes', () => {
  expect(dockActOf(press('=', { metaKey: true }), true, 2)).toEqual({ kind: 'letters', by: 1 });
  expect(dockActOf(press('-', ctrl), true, 2)).toBeUndefined();
  expect(dockActOf(press('ArrowUp', { metaKey: true, altKey: true }), true, 2)).toEqual({ kind: 'go', to: 'up' });
});
