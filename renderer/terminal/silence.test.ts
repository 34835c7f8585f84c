// @vitest-environment jsdom
import { Terminal } from '@xterm/xterm';
import { expect, test } from 'vitest';
import { silence } from './silence';

const questions = [
  '\x1b[c',
  '\x1b[>c',
  '\x1b[=c',
  '\x1b[5n',
  '\x1b[6n',
  '\x1b[?6n',
  '\x1b[?15n',
  '\x1b[18t',
  '\x1b[14t',
  '\x1b[21t',
  '\x1b[4$p',
  '\x1b[?2004$p',
  '\x1b[>q',
  '\x1bP$qm\x1b\\',
  '\x1bP$q"p\x1b\\',
  '\x1bP+q544e\x1b\\',
  '\x1b]4;1;?\x07',
  '\x1b]10;?\x07',
  '\x1b]11;?\x1b\\',
  '\x1b]12;?\x07',
  '\x1b]52;c;?\x07',
  '\x05',
].join('');

async function answersOf(silent: boolean): Promise<string> {
  const terminal = new Terminal({ allowProposedApi: true });
  if (silent) silence(terminal.parser);
  let answers = '';
  terminal.onData((data) => {
    answers += data;
  });
  await new Promise<void>((resolve) => terminal.write(questions, resolve));
  return answers;
}

test('a terminal on the page answers no program: main does', async () => {
  expect(await answersOf(false)).toContain('\x1b[1;1R');
  expect(await answersOf(true)).toBe('');
});
