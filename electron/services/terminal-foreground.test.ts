import { expect, test } from 'vitest';
import { isShell, readForeground } from './terminal-foreground';

test.each([
  ['42 42\n', { busy: false }],
  ['42 77\nvim\0notes.txt\0', { busy: true, command: 'vim notes.txt' }],
  ['42 77\nvim\n', { busy: true, command: 'vim' }],
  // Its name could not be read.
  ['42 77\n', { busy: true }],
  // A shell in the shell waits for its person.
  ['42 77\n-bash\0', { busy: false }],
  ['42 77\nsh\0-c\0make\0', { busy: true, command: 'sh -c make' }],
  ['', {}],
  ['cat: not found', {}],
])('%j', (output, told) => {
  expect(readForeground(output)).toEqual(told);
});

test('a shell at which a person types, and none that runs a script', () => {
  expect([['/bin/bash', '-l'], ['sh'], ['zsh', '--login']].map(isShell)).toEqual([true, true, true]);
  expect([['sh', '-c', 'x'], ['bash', '-lc', 'x'], ['sh', 'x.sh'], ['psql'], []].map(isShell)).toEqual(
    Array(5).fill(false),
  );
});
