import { expect, test } from 'vitest';
import { cleanPaste, onOneLine, runsAtOnce } from './paste-text';

test('a paste can neither end its brackets nor press keys', () => {
  expect(cleanPaste('ls\x1b[201~\r\nrm\x03\t"ü"\r')).toBe('ls[201~\nrm\t"ü"\n');
});

test('asks before lines would run at once, and only then', () => {
  expect(runsAtOnce('ls', false)).toBe(false);
  expect(runsAtOnce('ls\n', false)).toBe(true);
  expect(runsAtOnce('a\nb\n', true)).toBe(false);
  expect(onOneLine('a \\\n  b\n\n')).toBe('a \\ b');
});
