import { expect, test } from 'vitest';
import { LineEditor } from './terminal-line';

test('shows what is typed, takes corrections, and hands over whole lines', () => {
  const editor = new LineEditor();
  expect(editor.type('helo')).toEqual({ send: '', show: 'helo' });
  expect(editor.type('\x7f')).toEqual({ send: '', show: '\b \b' });
  expect(editor.type('lo\r')).toEqual({ send: 'hello\n', show: 'lo\r\n' });
  expect(editor.type('日\x7f😀\x15x\r\n')).toEqual({
    send: 'x\n',
    show: `日${'\b \b'.repeat(2)}😀${'\b \b'.repeat(2)}x\r\n`,
  });
  expect(editor.type('\x7f')).toEqual({ send: '', show: '' });
});

test('keys that are no letters are nobody’s', () => {
  expect(new LineEditor().type('\x1b[A\x1b[1;5Ca\x1bOP\x07\r')).toEqual({ send: 'a\n', show: 'a\r\n' });
});

test('Ctrl-D ends an empty line’s input, and sends a begun one', () => {
  const editor = new LineEditor();
  expect(editor.type('a\x04')).toEqual({ send: 'a', show: 'a' });
  expect(editor.type('\x04')).toEqual({ send: '', show: '', end: true });
});

test('Ctrl-C is a signal and forgets the line', () => {
  const editor = new LineEditor();
  expect(editor.type('abc\x03')).toEqual({ send: '', show: 'abc^C\r\n', signal: 'SIGINT' });
  expect(editor.type('\x1c')).toMatchObject({ signal: 'SIGQUIT' });
  expect(editor.type('d\r')).toMatchObject({ send: 'd\n' });
  // Typed fast they come in one piece.
  expect(editor.type('abc\x03ls\r')).toEqual({ send: 'ls\n', show: 'abc^C\r\nls\r\n', signal: 'SIGINT' });
});
