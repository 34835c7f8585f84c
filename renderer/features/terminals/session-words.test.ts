import type { TerminalSession } from '@common/contract/terminals';
import { expect, test } from 'vitest';
import { endWords, sessionWords } from './session-words';

const session = (more: Partial<TerminalSession>) =>
  ({
    shell: 'bash',
    name: 'bash',
    containerName: 'web-1',
    state: 'ended',
    reason: 'program',
    ...more,
  }) as TerminalSession;

test.each<[Partial<TerminalSession>, string, string]>([
  [{ exitCode: 0 }, 'bash — exit 0', 'bash ended with exit code 0.'],
  [{ exitCode: 127 }, 'bash — exit 127', 'Exit code 127: a command was not found.'],
  [{ exitCode: 129 }, 'bash — exit 129', 'Exit code 129: bash was ended by signal 1.'],
  [{ reason: 'detached' }, 'bash — detached', 'Detached. The main process of web-1 runs on.'],
  [{ reason: 'container-stopped', exitCode: 137 }, 'bash — exit 137', 'web-1 stopped, and bash with it.'],
  [{ name: 'build', exitCode: 0 }, 'build — exit 0', 'bash ended with exit code 0.'],
  [{ reason: 'engine-lost' }, 'bash — lost', 'The connection to bash was lost. How it ended is not known.'],
])('%j reads as a person would say it', (more, tab, sentence) => {
  expect(sessionWords(session(more))).toBe(tab);
  expect(endWords(session(more))).toBe(sentence);
});

test('a running one is called by its name', () => {
  expect(sessionWords(session({ state: 'running', name: 'build' }))).toBe('build');
});
