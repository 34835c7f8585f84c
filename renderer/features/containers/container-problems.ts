import type { ContainerDetails } from '@common/contract/containers';
import { counted, t } from '../../app/t';
import { formatMemory } from '../../ui/format-bytes';
import { exitExplained, exitWords } from './container-words';

/** Something wrong with a container, in words, the worst first. */
export interface ContainerProblem {
  readonly id: 'start' | 'memory' | 'loop' | 'health' | 'exit' | 'dead';
  readonly kind: 'error' | 'warning';
  readonly title: string;
  readonly detail: string;
  /** What the engine or the check said, word for word. */
  readonly output?: string;
  /** When that was, ms since the epoch. */
  readonly at?: number;
  /** Its log usually says more. */
  readonly seeLogs: boolean;
}

type Facts = Pick<
  ContainerDetails,
  'state' | 'health' | 'exitCode' | 'oomKilled' | 'error' | 'finishedAt' | 'startedAt' | 'restartCount' | 'limits'
>;

/** Restarted so often, and up for less than this: it will likely end again. */
const loopCount = 3;
const loopUptime = 60_000;

const over = (state: Facts['state']) => state === 'exited' || state === 'dead' || state === 'created';

/** What a person should look at first. `now` in ms since the epoch. */
export function containerProblems(facts: Facts, now: number): readonly ContainerProblem[] {
  return [start(facts), memory(facts), dead(facts), loop(facts, now), health(facts), exit(facts)].filter(
    (problem) => problem !== undefined,
  );
}

function start({ state, error }: Facts): ContainerProblem | undefined {
  if (!error || !over(state)) return undefined;
  return {
    id: 'start',
    kind: 'error',
    title: t('It could not be started'),
    detail: t('The engine said:'),
    output: error,
    seeLogs: false,
  };
}

function memory({ state, oomKilled, limits }: Facts): ContainerProblem | undefined {
  if (!oomKilled) return undefined;
  const limit = limits.memory;
  const detail =
    limit === undefined
      ? t('It has no limit of its own: the engine’s machine ran out.')
      : t('It may use {{limit}}. Give it more, or find what grows.', { limit: formatMemory(limit) });
  // Set also when only one of its processes was killed.
  const title = over(state) ? t('Killed: out of memory') : t('A process in it was killed: out of memory');
  return { id: 'memory', kind: over(state) ? 'error' : 'warning', title, detail, seeLogs: true };
}

function dead({ state }: Facts): ContainerProblem | undefined {
  if (state !== 'dead') return undefined;
  return {
    id: 'dead',
    kind: 'error',
    title: t('The engine could not delete it whole'),
    detail: t('Some of its files are still in use. Delete it again; restarting the engine frees them.'),
    seeLogs: false,
  };
}

function loop(facts: Facts, now: number): ContainerProblem | undefined {
  const { state, restartCount, startedAt, exitCode } = facts;
  const young = startedAt !== undefined && now - startedAt < loopUptime;
  if (state !== 'restarting' && !(state === 'running' && young && restartCount >= loopCount)) return undefined;
  const times = counted(restartCount, 'Restarted {{count}} time so far.', 'Restarted {{count}} times so far.');
  const last = exitCode !== undefined && exitCode !== 0 && state === 'restarting' && exitExplained(exitCode, false);
  return {
    id: 'loop',
    kind: 'warning',
    title:
      exitCode !== undefined && state === 'restarting'
        ? t('It ends and is restarted, again and again: exit {{code}}', { code: exitCode })
        : t('It ends and is restarted, again and again'),
    detail: [times, last].filter(Boolean).join(' '),
    seeLogs: true,
  };
}

function health({ state, health: check }: Facts): ContainerProblem | undefined {
  if (!check || check.failingStreak === 0 || over(state) || check.status === 'starting') return undefined;
  const last = check.log.at(-1);
  return {
    id: 'health',
    kind: 'warning',
    title: counted(
      check.failingStreak,
      'Health check failed {{count}} time',
      'Health check failed {{count}} times in a row',
    ),
    detail: last ? t('Last answer: exit {{code}},', { code: last.exitCode }) : t('It gave no answer.'),
    ...(last && { output: last.output, at: last.endedAt }),
    seeLogs: false,
  };
}

function exit({ state, exitCode, oomKilled, finishedAt, error }: Facts): ContainerProblem | undefined {
  if (state !== 'exited' || exitCode === undefined || oomKilled || error) return undefined;
  if (exitCode === 0 || exitCode === 130 || exitCode === 143) return undefined;
  const words = exitWords(exitCode);
  return {
    id: 'exit',
    kind: 'error',
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    detail: exitExplained(exitCode, false),
    ...(finishedAt !== undefined && { at: finishedAt }),
    seeLogs: true,
  };
}
