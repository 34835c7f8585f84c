import type { TerminalSession } from '@common/contract/terminals';
import { t } from '../../app/t';

type Facts = Pick<TerminalSession, 'name' | 'state' | 'exitCode' | 'reason'>;

/** What a tab says: the program, and how it ended. */
export function sessionWords({ name, state, exitCode, reason }: Facts): string {
  if (state === 'running') return name;
  if (reason === 'detached') return t('{{name}} — detached', { name });
  if (reason === 'engine-lost' || exitCode === undefined) return t('{{name}} — lost', { name });
  return t('{{name}} — exit {{exitCode}}', { name, exitCode });
}

/** What it is, for a screen reader and a pane's head: "bash in web-1". */
export function titleWords({ kind, name, containerName: container }: TerminalSession): string {
  if (kind === 'attach') return t('Main process of {{container}}', { container });
  return t('{{shell}} in {{container}}', { shell: name, container });
}

/** How it ended, in a sentence. */
export function endWords(session: Facts & Pick<TerminalSession, 'shell' | 'containerName'>): string {
  const { exitCode, reason, shell, containerName: container } = session;
  if (reason === 'detached') return t('Detached. The main process of {{container}} runs on.', { container });
  if (reason === 'container-stopped') return t('{{container}} stopped, and {{shell}} with it.', { container, shell });
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
