import { allows, type ContainerVerb } from '@common/contract/container-rules';
import type { ContainerState } from '@common/contract/containers';
import type { JobVerb } from '@common/contract/jobs';
import { t } from '../../app/t';

/** The verbs that stand on a button or in a menu under their own word; networks have a dialog of their own. */
export type ListVerb = Exclude<ContainerVerb, 'connect' | 'disconnect'>;

/** English, translated where shown. */
const underWay: ReadonlyMap<string, string> = new Map([
  ['start', 'starting'],
  ['stop', 'stopping'],
  ['restart', 'restarting'],
  ['pause', 'pausing'],
  ['unpause', 'unpausing'],
  ['kill', 'killing'],
  ['rename', 'renaming'],
  ['update', 'updating'],
  ['connect', 'connecting'],
  ['disconnect', 'disconnecting'],
  ['delete', 'deleting'],
]);

/** What a row says while a verb is under way. */
export function pendingWords(verb: JobVerb): string {
  return t(underWay.get(verb) ?? 'under way');
}

/** English, translated where shown. */
const verbWords: Readonly<Record<ListVerb, string>> = {
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  pause: 'Pause',
  unpause: 'Unpause',
  kill: 'Kill',
  rename: 'Rename',
  update: 'Update limits',
  delete: 'Delete',
};

/** The word on the button. */
export const verbWord = (verb: ListVerb): string => t(verbWords[verb]);

function stateReason(state: ContainerState): string {
  switch (state) {
    case 'created':
      return t('It was never started');
    case 'running':
      return t('It is running');
    case 'paused':
      return t('It is paused');
    case 'restarting':
      return t('It is restarting');
    case 'removing':
      return t('It is being deleted');
    case 'exited':
      return t('It is not running');
    case 'dead':
      return t('It is dead');
  }
}

/** Why the state forbids the verb; undefined when it does not. */
export function forbidden(verb: ContainerVerb, state: ContainerState): string | undefined {
  return allows(verb, state) ? undefined : stateReason(state);
}

const noneOf: Readonly<Record<ListVerb, string>> = {
  start: 'None of the selected containers can be started',
  stop: 'None of the selected containers can be stopped',
  restart: 'None of the selected containers can be restarted',
  pause: 'None of the selected containers can be paused',
  unpause: 'None of the selected containers is paused',
  kill: 'None of the selected containers has a process to kill',
  rename: 'None of the selected containers can be renamed',
  update: 'None of the selected containers can be changed',
  delete: 'None of the selected containers can be deleted',
};

export interface BulkVerb<Row> {
  /** Those of the selection that the verb can act on. */
  readonly rows: readonly Row[];
  /** Why none can; undefined when some can. */
  readonly reason: string | undefined;
  /** Said when it acts on some only: "2 of 3". */
  readonly some: string | undefined;
}

/** What a verb would do to a selection: it acts on those that allow it, and says so. */
export function bulkVerb<Row extends { readonly state: ContainerState }>(
  verb: ListVerb,
  selected: readonly Row[],
): BulkVerb<Row> {
  const rows = selected.filter(({ state }) => allows(verb, state));
  return {
    rows,
    reason: rows.length === 0 ? t(noneOf[verb]) : undefined,
    some:
      rows.length > 0 && rows.length < selected.length
        ? t('{{some}} of {{all}}', { some: rows.length.toLocaleString(), all: selected.length.toLocaleString() })
        : undefined,
  };
}
