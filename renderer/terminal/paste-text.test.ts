import { expect, test } from 'vitest';
import { cleanPaste, onOneLine } from './paste-text';

test('a paste can neither end its brackets nor press keys', () => {
  expect(cleanPaste('ls\x1b[201~\r\nrm\x03\t"ü"\r')).toBe('ls[201~\nrm\t"ü"\n');
});

test('lines as one, to be read before Enter is pressed', () => {
  expect(onOneLine('a \\\n  b\n\n')).toBe('a \\ b');
});
