import type { ContainerState, Health } from '@common/contract/containers';
import { t } from '../../app/t';
import type { MarkState } from '../../ui/state-mark';

/** What is known of a container's state; a list row knows less than its details. */
export interface StateFacts {
  readonly state: ContainerState;
  readonly health?: Health | undefined;
  readonly exitCode?: number | undefined;
  readonly oomKilled?: boolean;
  readonly failingStreak?: number | undefined;
  readonly restartCount?: number;
}

export interface StateWords {
  readonly text: string;
  readonly mark: MarkState;
  /** Something a person should look at: ill, looping, or ended by more than being stopped. */
  readonly needsLook: boolean;
}

/** Linux's numbers (signal(7)); others are told by number. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

/** Ended because a person or the engine asked: nothing is wrong with it. */
const asked = new Set([0, 130, 143]);

/**
 * Why it ended, in a few words; undefined when the number alone says nothing.
 *
 * 125 to 127 are the engine's and the shell's own, 128 + n is signal n
 * (https://docs.docker.com/engine/containers/run/#exit-status, POSIX XCU 2.8.2).
 */
function exitReason(code: number, oomKilled: boolean): string {
  if (oomKilled) return t('killed, out of memory');
  switch (code) {
    case 0:
      return t('done');
    case 125:
      return t('the engine could not run it');
    case 126:
      return t('command not executable');
    case 127:
      return t('command not found');
    case 130:
      return t('Ctrl-C');
    case 137:
      return t('killed');
    case 139:
      return t('crashed, SIGSEGV');
    case 143:
      return t('stopped');
    default:
      break;
  }
  const signal = code > 128 && code < 128 + 65 ? code - 128 : undefined;
  if (signal === undefined) return t('see logs');
  return signals[signal] ?? t('signal {{number}}', { number: signal });
}

/** "exited 0 · done", "exit 137 · killed" */
export function exitWords(code: number, oomKilled = false): string {
  const reason = exitReason(code, oomKilled);
  return code === 0
    ? t('exited {{code}} · {{reason}}', { code, reason })
    : t('exit {{code}} · {{reason}}', { code, reason });
}

/** The state as a person says it, with the shape that goes with it. */
export function containerWords(facts: StateFacts): StateWords {
  const { state, health, exitCode } = facts;
  switch (state) {
    case 'created':
      // The details of one that could not be started tell the code that a shell would give.
      if (exitCode) return { text: t('could not be started'), mark: 'failed', needsLook: true };
      return { text: t('created, never started'), mark: 'created', needsLook: false };
    case 'running':
      return runningWords(health, facts.failingStreak);
    case 'paused':
      return { text: t('paused'), mark: 'paused', needsLook: false };
    case 'restarting':
      return { text: restartingWords(facts), mark: 'restarting', needsLook: true };
    case 'removing':
      return { text: t('being deleted'), mark: 'unknown', needsLook: false };
    case 'dead':
      return { text: t('dead · could not be deleted whole'), mark: 'failed', needsLook: true };
    case 'exited': {
      if (exitCode === undefined) return { text: t('exited'), mark: 'exited', needsLook: false };
      const quiet = asked.has(exitCode) && !facts.oomKilled;
      return { text: exitWords(exitCode, facts.oomKilled), mark: quiet ? 'exited' : 'failed', needsLook: !quiet };
    }
  }
}

function runningWords(health: Health | undefined, failed = 0): StateWords {
  switch (health) {
    case 'healthy':
      return { text: t('healthy'), mark: 'healthy', needsLook: false };
    case 'starting':
      return { text: t('running · health check starts'), mark: 'running', needsLook: false };
    case 'unhealthy': {
      const text = failed > 0 ? t('unhealthy · {{failed}} failed', { failed }) : t('unhealthy');
      return { text, mark: 'unhealthy', needsLook: true };
    }
    case undefined:
      return { text: t('running'), mark: 'running', needsLook: false };
  }
}

function restartingWords({ exitCode, restartCount = 0 }: StateFacts): string {
  const parts = [
    restartCount > 0 && t('{{count}} times', { count: restartCount }),
    exitCode !== undefined && t('exit {{code}}', { code: exitCode }),
  ].filter(Boolean);
  return parts.length === 0 ? t('restarting') : t('restarting · {{why}}', { why: parts.join(', ') });
}

/** The sentence that explains an exit code on the details page: what it means and where to look. */
export function exitExplained(code: number, oomKilled: boolean): string {
  if (oomKilled)
    return t(
      'It used more memory than it is allowed, and the kernel killed it (SIGKILL). Give it more, or find what grows.',
    );
  switch (code) {
    case 0:
      return t('It ended by itself and said that all went well.');
    case 125:
      return t('The engine itself could not run it: an option or a mount is wrong.');
    case 126:
      return t('The command is there and can’t be executed: its mode, its format or its platform is wrong.');
    case 127:
      return t('The command does not exist in the container: check its spelling and its path.');
    case 130:
      return t('It was interrupted (SIGINT), as by Ctrl-C.');
    case 137:
      return t('It was killed (SIGKILL): by hand, or because it did not stop within the time it was given.');
    case 139:
      return t('It crashed: it touched memory that is not its own (SIGSEGV).');
    case 143:
      return t('It was asked to end (SIGTERM) and did.');
    default:
      break;
  }
  if (code > 128 && code < 193) {
    const number = code - 128;
    return t('It was ended by signal {{signal}}.', { signal: signals[number] ?? String(number) });
  }
  return t('The number is the program’s own. Its last lines usually say why.');
}
