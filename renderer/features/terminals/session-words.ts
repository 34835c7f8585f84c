import type { TerminalSession } from '@common/contract/terminals';
import { t } from '../../app/t';

/** What a tab says: the program, and how it ended. */
export function sessionWords({ shell, state, exitCode, reason }: TerminalSession): string {
  if (state === 'running') return shell;
  if (reason === 'engine-lost' || exitCode === undefined) return t('{{shell}} — lost', { shell });
  return t('{{shell}} — exit {{exitCode}}', { shell, exitCode });
}

/** How it ended, in a sentence. */
export function endWords({ exitCode, reason, shell }: TerminalSession): string {
  if (reason === 'engine-lost' || exitCode === undefined)
    return t('The connection to {{shell}} was lost. How it ended is not known.', { shell });
  if (exitCode === 0) return t('{{shell}} ended with exit code 0.', { shell });
  if (exitCode === 126) return t('Exit code 126: {{shell}} is there and can’t be run.', { shell });
  if (exitCode === 127) return t('Exit code 127: a command was not found.');
  if (exitCode === 137) return t('Exit code 137: {{shell}} was killed, as when its container stops.', { shell });
  if (exitCode > 128 && exitCode < 160)
    return t('Exit code {{exitCode}}: {{shell}} was ended by signal {{signal}}.', {
      exitCode,
      shell,
      signal: exitCode - 128,
    });
  return t('{{shell}} ended with exit code {{exitCode}}.', { shell, exitCode });
}
